import EntityStandardization
import Testing

@Suite("Titles normalized")
struct TitleNormalizerTests {
  @Test(
    "The employer's own name is set aside, one word of it only at the end or behind a sign",
    arguments: [
      ("Staff Nurse - Barts Health NHS Trust", "Barts Health NHS Trust", "staff nurse"),
      ("Toys R Us Seasonal Crew", "Toys R Us, Inc.", "seasonal crew"), ("Care Assistant", "Care Ltd", "care assistant"),
      ("Assistant, Care", "Care Ltd", "assistant"), ("Macy's", "Macy's", "macy"), ("Nurse 🏥", "🏥", "nurse"),
    ])
  func ownEmployer(title: String, employer: String, core: String) {
    #expect(TitleNormalizer().normalize(title, employer: employer).core == core)
  }

  private let normalizer = TitleNormalizer(
    places: ["penang", "selangor", "chicago", "il", "reading"], employers: ["acme", "big blue"])

  @Test(
    "Noise is set aside, abbreviations are written out, plurals are made singular",
    arguments: [
      ("Sr. Software Engineers", "software engineer"), ("RN", "registered nurse"),
      ("CNA - night shift", "certified nursing assistant"), ("Night Auditor", "night auditor"),
      ("HR Mgr", "human resource manager"), ("IT Admin", "ict administrative"),
      ("Cook #12345", "cook"), ("Cook Req 88", "cook"), ("Cook (m/f/d)", "cook"), ("Koch m/w/d", "koch"),
      ("Cashier part time, urgently hiring", "cashier"), ("Driver $500 sign-on bonus", "driver"),
      ("Marketing Executive in PENANG", "marketing executive"),
      ("MARKETING ASSISTANT (SELANGOR)", "marketing assistant"),
      ("Nurse - Chicago, IL", "nurse"), ("Acme Baker", "baker"), ("Baker at Big Blue", "baker"),
      ("Reading Teacher", "reading teacher"), ("Penang", "penang"),
      ("R&D Manager", "research development manager"), ("Food &amp; Beverage <b>Manager</b>", "food beverage manager"),
      ("Waiter\u{0}\u{7}s", "waiter"), ("👩‍⚕️ Nurse 🏥", "nurse"), ("Café Manager", "cafe manager"),
      ("3D Artist", "3d artist"), ("Cleaner – Office", "cleaner office"), ("Intern", "intern"), ("", ""), ("!!!", ""),
      ("12345", ""), ("看護師", "看護師"), ("ممرضة", "ممرضة"), ("SECRETARIES", "secretary"),
    ])
  func core(title: String, core: String) {
    #expect(normalizer.normalize(title).core == core)
  }

  @Test(
    "Seniority is read",
    arguments: [
      ("Intern, Marketing", Seniority.intern), ("Jr. Clerk", .junior), ("Entry Level Clerk", .junior),
      ("Sales Associate", .mid), ("SENIOR cook", .senior), ("Lead Developer", .lead), ("Principal Engineer", .lead),
      ("Sales Manager", .manager), ("Head of Sales", .director), ("CEO", .executive),
      ("Senior Sales Manager", .manager),
    ])
  func seniority(title: String, seniority: Seniority) {
    #expect(normalizer.normalize(title).seniority == seniority)
  }

  @Test(
    "A head chef is no director, kitchen staff leads nobody, a cook has no level",
    arguments: ["Head Chef", "Kitchen Staff", "Cook"])
  func noSeniority(title: String) {
    #expect(normalizer.normalize(title).seniority == nil)
  }

  @Test("Ranges are bytes of the original title")
  func ranges() {
    let text = "é Sr. Nurse – night shift"
    let title = normalizer.normalize(text)
    let bytes = Array(text.utf8)
    #expect(String(decoding: bytes[title.seniorities[0].range], as: UTF8.self) == "Sr")
    #expect(String(decoding: bytes[title.range], as: UTF8.self) == "é Sr. Nurse")
  }

  @Test("A compound title has parts")
  func parts() {
    let title = normalizer.normalize("Account Manager / Quality Assurance")
    #expect(title.words == ["account", "manager", "quality", "assurance"])
    #expect(title.parts.map(\.words) == [["account", "manager"], ["quality", "assurance"]])
    let joined = normalizer.normalize("Sales and Marketing Executive")
    #expect(joined.core == "sale marketing executive")
    #expect(joined.parts.map(\.words) == [["sale"], ["marketing", "executive"]])
    #expect(normalizer.normalize("Cook").parts.map(\.words) == [["cook"]])
  }

  @Test("A title of a megabyte is cut, and says so", arguments: ["nurse ", "看護師", "((((", "&amp;", "<a"])
  func long(text: String) {
    let title = normalizer.normalize(String(repeating: text, count: 1_000_000 / text.utf8.count))
    #expect(title.wasCut)
    #expect(title.range.upperBound <= TitleNormalizer.byteLimit)
    #expect(!normalizer.normalize(text).wasCut)
  }

  @Test("A cut never leaves half a letter")
  func cut() {
    let title = normalizer.normalize(String(repeating: "a", count: 511) + "é")
    #expect(title.folded == String(repeating: "a", count: 511))
  }
}
