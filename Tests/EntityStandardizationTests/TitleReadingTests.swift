import EntityStandardization
import Foundation
import JobMarket
import Testing

@Suite("Titles read")
struct TitleReadingTests {
  private static func matcher(
    _ concepts: [Concept], corpus: [String] = [], exactOnly: Bool = false
  ) throws -> TitleMatcher {
    let field = try #require(AttributeField("occupation"))
    return TitleMatcher(
      taxonomies: [try Taxonomy(name: "t", field: field, concepts: concepts)], corpus: corpus, exactOnly: exactOnly)
  }

  private static let care = [
    Concept(id: "29", label: "Healthcare", isGroup: true), Concept(id: "31", label: "Support", isGroup: true),
    Concept(id: "29-1", label: "Nurses", parents: ["29"], isGroup: true),
    Concept(id: "rn", label: "Registered Nurses", alternateLabels: ["Nurse", "Staff Nurse"], parents: ["29-1"]),
    Concept(id: "lpn", label: "Practical Nurses", alternateLabels: ["Nurse", "Staff Nurse"], parents: ["29-1"]),
    Concept(id: "np", label: "Nurse Practitioners", alternateLabels: ["Nurse"], parents: ["29-1"]),
    Concept(id: "md", label: "Physicians", alternateLabels: ["Attending"], parents: ["29"]),
    Concept(id: "ai", label: "Orderlies", alternateLabels: ["Attending", "Porter"], parents: ["31"]),
    Concept(id: "am", label: "Sales Managers", alternateLabels: ["Account Manager"]),
    Concept(id: "qa", label: "Quality Control Analysts", alternateLabels: ["Quality Assurance Analyst"]),
    Concept(id: "ca", label: "Cashiers", alternateLabels: ["Till Operator"]),
  ]

  private func readings(_ title: String, _ matcher: TitleMatcher, limit: Int = 2) -> [TitleReading] {
    var scratch = TitleScratch()
    return matcher.readings(of: matcher.normalizer.normalize(title), limit: limit, scratch: &scratch)
  }

  @Test(
    "A small taxonomy does not take titles of other occupations",
    arguments: [
      "Consultant in Neurology", "Software Enginer", "Teacher", "Truck Driver", "Recruitment Consultant", "Barista",
      "Community Administrator", "看護師",
    ])
  func unrelated(title: String) throws {
    let nurse = Concept(id: "rn", label: "Registered Nurse")
    let three = [nurse, Concept(id: "ca", label: "Cashier"), Concept(id: "co", label: "Cook")]
    // The market has these titles, too.
    let market = ["Registered Nurse", "Ward Nurse", title, "\(title) wanted", "Senior \(title)"]
    for concepts in [[nurse], three] {
      for corpus in [[], market] {
        let found = try Self.matcher(concepts, corpus: corpus).candidates(for: title)
        #expect(found.allSatisfy { $0.confidence < 0.1 }, "\(found)")
      }
    }
  }

  @Test("A slip is still found where there is one concept", arguments: ["Sofware Developper", "softwre developer"])
  func slip(title: String) throws {
    let found = try Self.matcher([Concept(id: "sd", label: "Software Developer")]).candidates(for: title)
    #expect(try #require(found.first).confidence >= 0.4)
    #expect(found.first?.method == .fuzzy)
  }

  @Test("A unique label stays first however skewed the market, in candidates and in scores")
  func unique() throws {
    let concepts = [
      Concept(id: "keyer", label: "Data Entry Keyers", alternateLabels: ["Data Entry Clerk", "Data Typist"]),
      Concept(
        id: "statistics", label: "Statistical Assistants", alternateLabels: ["Data Clerk", "Entry Level Analyst"]),
      Concept(id: "office", label: "Office Clerks", alternateLabels: ["General Clerk", "Clerk of Data"]),
      Concept(id: "cook", label: "Cooks", alternateLabels: ["Line Cook"]),
    ]
    let corpus = (0..<200).map { "Data Clerk team\($0 % 100)x statistics" } + ["General Clerk", "Statistical Clerk"]
    let matcher = try Self.matcher(concepts, corpus: corpus)
    var scratch = TitleScratch()
    for concept in concepts {
      for label in [concept.label] + concept.alternateLabels {
        let found = matcher.candidates(for: label)
        #expect(found.first?.value == "t:" + concept.id, "\(label): \(found)")
        #expect(found.map(\.confidence) == found.map(\.confidence).sorted(by: >))
        let scores = matcher.scores(of: matcher.normalizer.normalize(label), scratch: &scratch)
        #expect(matcher.values[try #require(scores.indices.max { scores[$0] < scores[$1] })] == "t:" + concept.id)
      }
    }
  }

  @Test("A label in the other number counts as the label, also where others bear it", arguments: [false, true])
  func plural(exactOnly: Bool) throws {
    let concepts = [
      Concept(id: "ca", label: "Cashiers"), Concept(id: "gc", label: "Booth Cashiers", alternateLabels: ["Cashier"]),
      Concept(id: "te", label: "Tellers", alternateLabels: ["Cashier"]),
    ]
    let matcher = try Self.matcher(concepts, exactOnly: exactOnly)
    for title in ["CASHIER", "Cashiers", "Cashier - part time"] {
      let first = try #require(matcher.candidates(for: title).first)
      #expect(first.value == "t:ca")
      #expect(first.confidence >= 0.8)
    }
  }

  @Test("Titles side by side are read each by itself, with their places")
  func sideBySide() throws {
    let matcher = try Self.matcher(Self.care)
    let found = readings("Account Manager / Quality Assurance", matcher, limit: 1)
    #expect(found.map(\.range) == [0..<15, 18..<35])
    #expect(found.map { $0.candidates.first?.value } == ["t:am", "t:qa"])
    let candidates = matcher.candidates(for: "Account Manager / Quality Assurance", limit: 1)
    #expect(candidates.map(\.value) == ["t:am", "t:qa"])
    #expect(
      readings("Cashier cum Account Manager", matcher, limit: 1).map { $0.candidates.first?.value } == ["t:ca", "t:am"])
    let exact = try Self.matcher(Self.care, exactOnly: true)
    #expect(
      readings("Till Operators | Porter", exact, limit: 1).map { $0.candidates.first?.value } == ["t:ca", "t:ai"])
  }

  @Test(
    "One title with a sign in it stays one",
    arguments: ["Day / Night Nurse", "HGV/LGV Driver", "Nurse (m/f/d)", "a/b/c/d/e/f"])
  func one(title: String) throws {
    #expect(try readings(title, Self.matcher(Self.care)).count == 1)
  }

  @Test("A hundred titles side by side cost no more than a few")
  func many() throws {
    let found = try readings(Array(repeating: "Cashier", count: 60).joined(separator: "/"), Self.matcher(Self.care))
    #expect(found.count <= 4)
  }

  @Test("A label of several occupations gives the nearest group above all of them", arguments: [false, true])
  func group(exactOnly: Bool) throws {
    let matcher = try Self.matcher(Self.care, exactOnly: exactOnly)
    let nurse = try #require(readings("Nurse", matcher).first)
    #expect(nurse.group?.value == "t:29-1")
    #expect(abs(try #require(nurse.group).confidence - 0.9) < 0.01)
    #expect(nurse.group?.method == .alternateLabel)
    #expect(nurse.candidates.allSatisfy { $0.value != "t:29-1" })
    // Bearers of one label under different groups have none; a sure occupation needs none.
    #expect(try readings("Attending", Self.matcher(Self.care, exactOnly: true)).first?.group == nil)
    #expect(readings("Physician", matcher).first?.group == nil)
    let title = matcher.normalizer.normalize("Nurse")
    let field = try #require(AttributeField("occupation"))
    let mentions = title.mentions(of: [nurse], occupation: field, seniority: field, limit: 2)
    #expect(mentions.map(\.value).contains("t:29-1"))
  }

  @Test(
    "Tags and programs are no words",
    arguments: ["<b>Nurse</b> <script>alert(1)</script>", "<style>p{}</style>Nurse<br/>"])
  func tags(title: String) throws {
    #expect(TitleNormalizer().normalize(title).folded == "nurse")
    #expect(try readings(title, Self.matcher(Self.care)).first?.candidates.first?.method == .alternateLabel)
  }

  @Test(
    "British doctors and support workers are written out, other consultants not",
    arguments: [
      ("Consultant Anaesthetist", "specialised doctor anaesthetist"), ("Clinical Fellow", "specialised doctor"),
      ("Consultant in Neurology", "specialised doctor neurology"), ("Specialty Doctor", "specialised doctor"),
      ("Paediatrics ST3+", "specialised doctor paediatric"), ("IT Consultant", "ict consultant"),
      ("Recruitment Consultant", "recruitment consultant"), ("Consultant Nurse - Stroke", "consultant nurse stroke"),
      ("Consultant", "consultant"), ("ST3", "st3"),
      ("Support Worker", "support worker healthcare assistant personal care aide"),
    ])
  func phrases(title: String, core: String) {
    #expect(TitleNormalizer().normalize(title).core == core)
  }
}
