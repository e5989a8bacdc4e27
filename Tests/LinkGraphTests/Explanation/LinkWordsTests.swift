import JobMarket
import LinkGraph
import Testing

@Suite("Links in plain words")
struct LinkWordsTests {
  private static let texts: [AttributeField: [String]] = [
    .title: ["Cashiers", "Shift supervisors", "Bakers"], .skill: ["inventory", "tills", "stock"], .company: ["Acme"],
    .major: ["history"], .degree: ["master"], .place: ["Leeds"], .seniority: ["senior"], .industry: ["retail"],
    .language: ["French", "Dutch"], .licence: ["forklift licence"],
  ]

  private func words(_ texts: String...) throws -> LinkWords {
    LinkWords(try texts.map { try LinkTemplate($0) }) { field, value in LinkWordsTests.texts[field]?[Int(value)] ?? "?"
    }
  }

  private func link(_ metaLinks: [(Int, ValueID, ValueID)], prior: String? = nil) -> GraphLink {
    GraphLink(
      metaLinks: metaLinks.map { MetaLink(template: $0.0, seekerValue: $0.1, jobValue: $0.2) },
      origin: prior.map { .prior($0) } ?? .learned, hires: 31, noHires: 9, ratio: 3.2, weight: 0)
  }

  @Test("Golden sentences")
  func golden() throws {
    #expect(
      try words("title:title", "skill:title").sentence(of: link([(0, 0, 1), (1, 0, 1)]))
        == "people who were *Cashiers* with the skill *inventory* were hired as *Shift supervisors*: 31 hired, 9 not")
    #expect(
      try words("title:title", "skill:skill").sentence(of: link([(0, 0, 1), (1, 0, 0), (1, 1, 2), (1, 2, 2)]))
        == "people who were *Cashiers* with the skills *inventory*, *tills* and *stock* were hired as *Shift supervisors* "
        + "in work that asks for the skills *inventory* and *stock*: 31 hired, 9 not")
    #expect(
      try words("title:title").sentence(of: link([(0, 0, 1)], prior: "onet:\nrelated"))
        == "people who were *Cashiers* are fit to be hired as *Shift supervisors*, as onet: related says")
    #expect(
      try words("company:company", "place:place", "seniority:seniority").sentence(
        of: link([(0, 0, 0), (1, 0, 0), (2, 0, 0)]))
        == "people who worked at *Acme* and lived in *Leeds* at the level *senior* were hired at *Acme* in *Leeds* at the "
        + "level *senior*: 31 hired, 9 not")
    #expect(
      try words("skill:language", "language:title", "degree:major", "major:licence", "industry:industry").sentence(
        of: link([(0, 0, 0), (0, 0, 1), (1, 0, 2), (2, 0, 0), (3, 0, 0), (4, 0, 0)]))
        == "people who worked in *retail* and held the degree *master* and studied *history* with the skill *inventory* "
        + "whose language was *French* were hired as *Bakers* in the line of *retail* in work that asks for the major "
        + "*history* and asks for the licence *forklift licence* and asks for the languages *French* and *Dutch*: "
        + "31 hired, 9 not")
  }

  @Test("Names cannot steer a terminal, break the line or fill the screen")
  func plain() throws {
    let long = String(repeating: "long ", count: 1 << 18)
    let names = ["a\u{1B}[31mb\nc\u{202E}d\u{2028}e", "👩‍🚀 नमस्ते", long, ""]
    let words = LinkWords(try templates("title:title"), emphasis: "_") { _, value in names[Int(value)] }
    #expect(
      words.sentence(of: link([(0, 0, 1)]))
        == "people who were _a [31mb c d e_ were hired as _👩‍🚀 नमस्ते_: 31 hired, 9 not")
    let cut = words.sentence(of: link([(0, 2, 3)]))
    #expect(cut.count < 200)
    #expect(cut.contains("…_ were hired as __: 31"))
  }
}
