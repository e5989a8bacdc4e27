import EntityStandardization
import JobMarket
import Testing

@Suite("Skills in texts")
struct SkillFinderTests {
  private static func esco() throws -> Taxonomy {
    try Taxonomy(
      name: "esco", field: .skill,
      concepts: [
        Concept(id: "g", label: "group of skills", isGroup: true),
        Concept(id: "java", label: "Java (computer programming)", alternateLabels: ["Java"]),
        Concept(id: "cpp", label: "C++"), Concept(id: "c", label: "C"), Concept(id: "r", label: "R"),
        Concept(id: "sales", label: "sales activities", alternateLabels: ["sales activity"]),
        Concept(id: "persist", label: "persist", alternateLabels: ["continue", "go on with work"]),
        Concept(id: "repossession", label: "repossession", alternateLabels: ["recovery"]),
        Concept(
          id: "oil", label: "plan oil recovery", alternateLabels: ["heat recovery", "recovery of oil", "gas recovery"]),
        Concept(id: "gas", label: "gas recovery plants", alternateLabels: ["recovery of gas"]),
        Concept(id: "metal", label: "recovery of metal"),
        Concept(id: "cbt", label: "cognitive behavioural therapy", alternateLabels: ["CBT"]),
        Concept(id: "orthopaedics", label: "orthopaedics"),
        Concept(id: "paediatrics", label: "paediatrics", alternateLabels: ["paediatric"]),
        Concept(id: "surgery", label: "surgery"),
        Concept(id: "first", label: "food hygiene", alternateLabels: ["clean kitchens"]),
        Concept(id: "second", label: "keep kitchens clean", alternateLabels: ["clean kitchens"]),
        Concept(id: "welsh", label: "Welsh"), Concept(id: "w", label: "understand spoken Welsh"),
        Concept(id: "v", label: "visit work sites", alternateLabels: ["find the sites"]),
        Concept(id: "p", label: "use pension scheme"),
      ])
  }
  private static func onet() throws -> Taxonomy {
    try Taxonomy(
      name: "onet", field: .skill,
      concepts: [
        Concept(id: "excel", label: "Microsoft Excel"), Concept(id: "works", label: "Microsoft Works"),
        Concept(id: "sites", label: "Google Sites"), Concept(id: "scheme", label: "Scheme"),
        Concept(id: "sql", label: "SQL"),
        Concept(id: "java", label: "Java"), Concept(id: "word", label: "Microsoft Word"),
        Concept(id: "fast", label: "Flow analysis toolkit FAST", alternateLabels: ["FAST"]),
        Concept(id: "wps", label: "Word processing software"),
      ])
  }
  private let finder: SkillFinder

  init() throws { finder = try SkillFinder([Self.esco(), Self.onet()]) }

  private func found(_ text: String, _ part: TextPart = .description) -> [String] {
    finder.mentions(in: text, part: part).map(\.value)
  }

  @Test(
    "A name wants its capitals, and a common word company",
    arguments: [
      ("Java and C++", ["esco:java", "esco:cpp"]), ("grade C in Maths", []),
      ("C, C++ and Java", ["esco:c", "esco:cpp", "esco:java"]),
      ("R, SQL", ["esco:r", "onet:sql"]), ("J. R. Smith leads us", []), ("you excel in your work", []),
      ("Excel", ["onet:excel"]),
      ("good Excel and Word", ["onet:excel", "onet:word"]), ("Word of mouth", []), ("we work on two sites", []),
      ("Pension Scheme", []), ("Our Works and Sites", []), ("a FAST track", []), ("EXCEL", ["onet:excel"]),
      ("MS Excel", ["onet:excel"]), ("speak Welsh, grade C", ["esco:welsh"]),
    ])
  func names(text: String, values: [String]) { #expect(found(text) == values) }

  @Test("Alternate labels must show that they mean their concept")
  func alternates() {
    #expect(found("You will see to the recovery") == [])
    #expect(found("CBT with Java") == ["esco:cbt", "esco:java"])
    #expect(found("paediatric and orthopaedic wards") == ["esco:paediatrics", "esco:orthopaedics"])
    #expect(found("word processing") == [] && found("word processing software") == ["onet:wps"])
  }

  @Test("A doctor's surgery is none")
  func surroundings() {
    #expect(found("join our surgery in Leeds") == [] && found("Bridge Street Surgery") == [])
    #expect(found("vascular and elective surgery") == ["esco:surgery"])
    #expect(found("Orthopaedic Surgery") == ["esco:orthopaedics", "esco:surgery"])
  }

  @Test("Items of a list may be written as people please")
  func lists() {
    #expect(found("c\nexcel\nword", .skills) == ["esco:c", "onet:excel", "onet:word"])
    #expect(found("we excel\nC", .skills) == ["esco:c"])
  }

  @Test("Of two taxonomies the first wins, of two concepts the nearer, with a lower confidence")
  func disagreements() throws {
    #expect(found("Java") == ["esco:java"])
    let other = try SkillFinder([Self.onet(), Self.esco()])
    #expect(other.mentions(in: "Java", part: .description).map(\.value) == ["onet:java"])
    let kitchens = try #require(finder.mentions(in: "clean kitchens", part: .description).first)
    #expect(kitchens.value == "esco:second" && kitchens.method == .alternateLabel)
    let alone = try #require(finder.mentions(in: "paediatric", part: .description).first)
    #expect(kitchens.confidence < 0.95 * 0.9 && alone.confidence > kitchens.confidence)
    #expect(found("group of skills") == [])
  }

  @Test(
    "The text says what is needed, welcome and not needed",
    arguments: [
      ("Java is used here", Mention.Stance.stated), ("Java required", .required),
      ("You must have good Java", .required),
      ("Java is desirable", .preferred), ("Ideally some Java", .preferred), ("no experience in Java needed", .negated),
      ("No previous experience of Java is required", .negated), ("Java is not required", .negated),
      ("Java is not essential but desirable", .preferred),
      ("Java is not essential, but it would be an advantage", .preferred),
      ("Call us as required. Java", .stated), ("Use Java as required", .stated),
      ("Driving is not required. Java is.", .stated),
      ("No experience in sales needed but Java is essential", .required), ("without Java", .negated),
      ("without supervision, Java", .stated), ("Essential skills: Java", .required), ("Must have SQL; Java", .stated),
      ("You don't need Java", .negated), ("Desirable: SQL and Java", .preferred),
      ("Team work is essential.Java helps", .stated),
    ])
  func stance(text: String, stance: Mention.Stance) {
    #expect(finder.mentions(in: text, part: .description).last?.stance == stance)
  }

  @Test("Each skill of a sentence has its own clause")
  func clauses() {
    let stances = finder.mentions(in: "Java and C++ required, SQL preferred; no knowledge of Excel", part: .description)
      .map { "\($0.label) \($0.stance)" }
    #expect(
      stances == ["Java (computer programming) required", "C++ required", "SQL preferred", "Microsoft Excel negated"])
  }

  @Test("Headings govern the list below them, up to the next heading or a paragraph")
  func headings() {
    let text = """
      We use Java.
      Essential criteria:
      - SQL
      • C++ in teams

      Desirable
      Java
      Benefits:
      Excel
      <p>Required skills</p><ul><li>SQL</li></ul>
      We are a friendly team. We like what we do. Java is what we write.
      """
    let stances = finder.mentions(in: text, part: .description).map(\.stance)
    #expect(stances == [.stated, .required, .required, .preferred, .stated, .required, .stated])
  }

  @Test("A cue of the line's own goes before the heading")
  func headingAndCue() {
    let mentions = finder.mentions(in: "Essential\nSQL\nJava (desirable)\nno experience of Excel", part: .description)
    #expect(mentions.map(\.stance) == [.required, .preferred, .negated])
  }

  @Test(
    "Bad texts are no trouble, and ranges are of whole characters",
    arguments: [
      "", " ", "👩‍⚕️ Java 👩‍⚕️", "عربي Java عربي", "看護師Java看護師", "<li>Java<br>SQL", "JAVA REQUIRED FOR ALL",
      "\u{0}Java\u{7}\u{202E}",
      "Java\u{301}", "C++C++C++", "<<<<<<Java", "e\u{301}Java",
    ])
  func badTexts(text: String) {
    let bytes = Array(text.utf8)
    for mention in finder.mentions(in: text, part: .description) {
      #expect(String(validating: bytes[mention.range], as: UTF8.self) != nil)
      #expect(mention.confidence > 0 && mention.confidence <= 1)
    }
  }

  @Test("A megabyte of mentions, of cues without an end, and of headings is linear")
  func long() {
    #expect(finder.mentions(in: String(repeating: "Java ", count: 200_000), part: .description).count == 200_000)
    let cues = String(repeating: "without , Java required but ", count: 37_000)
    #expect(finder.mentions(in: cues, part: .description).count == 37_000)
    let headings = String(repeating: "Essential:\nJava\n", count: 60_000)
    #expect(finder.mentions(in: headings, part: .description).allSatisfy { $0.stance == .required })
    #expect(finder.mentions(in: String(repeating: "<", count: 1 << 20), part: .description).isEmpty)
  }

  @Test("Short forms leave out what a product shares with others")
  func variants() {
    #expect(SkillLabelVariants.variants(of: "Microsoft Excel") == ["Excel", "MS Excel"])
    #expect(SkillLabelVariants.variants(of: "Python (computer programming)") == ["Python"])
    #expect(SkillLabelVariants.variants(of: "Word processing software") == [])
    #expect(SkillLabelVariants.variants(of: "Excel") == [])
  }
}
