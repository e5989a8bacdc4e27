import EntityStandardization
import Testing

@Suite("Companies")
struct CompanyTests {
  @Test(
    "Names fold to what is left without case, punctuation and legal form",
    arguments: [
      ("Acme, Inc.", "acme"), ("ACME LLC", "acme"), ("Acme L.L.C.", "acme"),
      ("The Acme Widget Co., Ltd.", "acme widget"),
      ("Müller & Söhne GmbH & Co. KG", "muller sohne"), ("Müller und Söhne GmbH", "muller sohne"),
      ("Marks and Spencer plc", "marks spencer"), ("Marks & Spencer P.L.C.", "marks spencer"),
      ("Fiat S.p.A.", "fiat"), ("Philips N.V.", "philips"), ("Unilever BV", "unilever"), ("Nestlé S.A.", "nestle"),
      ("Petronas Sdn. Bhd.", "petronas"), ("BHP Pty Ltd", "bhp"), ("Volvo AB", "volvo"), ("Nokia Oyj", "nokia"),
      ("Maersk A/S", "maersk"), ("Novo ApS", "novo"), ("Barilla S.r.l.", "barilla"), ("Danone SAS", "danone"),
      ("Dupont SARL", "dupont"), ("Kirkland & Ellis LLP", "kirkland ellis"), ("Cemex S.A. de C.V.", "cemex"),
      ("Orlen Sp. z o.o.", "orlen"), ("Ford Motor Company", "ford motor"), ("Ford Motor Co.", "ford motor"),
      ("J.P. Morgan", "jp morgan"), ("JP Morgan", "jp morgan"), ("AT&T Inc.", "at t"), ("H&M", "hm"),
      ("Barts Health NHS Trust", "barts health nhs trust"),
      (
        "Portsmouth Hospitals University NHS Trust (formerly known as Portsmouth Hospitals NHS Trust)",
        "portsmouth hospitals university nhs trust"
      ),
      ("Royal Free London NHS Foundation Trust", "royal free london nhs foundation trust"),
      ("Smith Ltd t/a Smith's Cafe", "smith"), ("SAS Institute Inc.", "sas institute"),
      // Nothing but a form, or the article, is a name after all.
      ("The Limited", "limited"), ("Limited", "limited"), ("Inc.", "inc"), ("Co", "co"), ("The", "the"),
      ("& Co.", "co"),
      ("The Company Company", "company"), ("And", "and"), ("", ""), (" . ", ""), ("🏥", ""), ("株式会社", "株式会社"),
    ])
  func folding(name: String, expected: String) {
    #expect(CompanyName.folded(name) == expected)
  }

  @Test(
    "A fold folds to itself, and no name with a letter folds to nothing",
    arguments: [
      "The The", "A B C Inc", "S.A. S.A.", "LLC LLC LLC", "t/a Foo", "formerly", "X and", "the and of", "GmbH & Co. KG",
      "Plan B S.A.", "شركة أكمي", "Ａｃｍｅ Ｉｎｃ", "É.D.F.", "3M Co", "7-Eleven, Inc.", "a/s a/s", "\u{1}Acme\u{2}",
    ])
  func stable(name: String) {
    let fold = CompanyName.folded(name)
    #expect(!fold.isEmpty)
    #expect(CompanyName.folded(fold) == fold)
  }

  @Test("The finder keeps the name as written as the label, and looks at companies only")
  func finder() throws {
    let mention = try #require(CompanyFinder().mentions(in: "  Acme GmbH \n", part: .company).first)
    #expect(mention.value == "acme" && mention.label == "Acme GmbH" && mention.range == 2..<11)
    #expect(CompanyFinder().mentions(in: "Acme GmbH", part: .title).isEmpty)
    #expect(CompanyFinder().mentions(in: " - ", part: .company).isEmpty)
  }
}
