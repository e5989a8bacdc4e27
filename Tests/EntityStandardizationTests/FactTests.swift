import EntityStandardization
import JobMarket
import Testing

@Suite("Facts in texts")
struct FactTests {
  /// `value` or `value!stance` of each mention.
  private func found(_ finder: FactFinder, _ text: String, _ part: TextPart = .description) -> [String] {
    finder.mentions(in: text, part: part).map { $0.stance == .stated ? $0.value : "\($0.value)!\($0.stance.rawValue)" }
  }

  @Test(
    "Kinds of contract",
    arguments: [
      (TextPart.title, "Nurse (Full-time)", ["fullTime"]), (.title, "Cashier - part time", ["partTime"]),
      (.title, "Java Developer - Contract", ["contract"]), (.title, "Contract Manager", []),
      (.title, "Bank Teller", []),
      (.title, "Software Engineering Intern", ["internship"]), (.title, "Registered Nurse - Bank", ["perDiem"]),
      (.title, "Volunteer Coordinator", []), (.title, "RN PRN", ["perDiem"]),
      (.title, "Temporary Receptionist", ["temporary"]),
      (.description, "This is a full time position.", ["fullTime"]),
      (.description, "Hours: full or part time", ["fullTime", "partTime"]),
      (.description, "£30,000 full time equivalent", []), (.description, "our temporary staffing agency", []),
      (.description, "This is not a full-time role", ["fullTime!negated"]),
      (.description, "12 months fixed term contract", ["temporary"]),
      (.description, "experience of contract law", []), (.company, "Full Time Staff Ltd", []),
    ])
  func employment(part: TextPart, text: String, expected: [String]) {
    #expect(found(.employmentType, text, part) == expected)
  }

  @Test(
    "Remote, hybrid, on site",
    arguments: [
      (TextPart.title, "Data Analyst (Remote)", ["remote"]), (.title, "Remote Sensing Scientist", []),
      (.title, "Hybrid Account Manager", ["hybrid"]), (.places, "Remote - US", ["remote"]),
      (.places, "London\nOn-site", ["onsite"]),
      (.description, "This is a fully remote position", ["remote"]),
      (.description, "No remote work.", ["remote!negated"]),
      (.description, "This is not a remote position", ["remote!negated"]),
      (.description, "Remote work is not possible", ["remote!negated"]),
      (.description, "Work remotely:\n No", ["remote!negated"]), (.description, "remote monitoring of patients", []),
      (.description, "home-based care in the community", []), (.description, "interviews will be held remotely", []),
      (.description, "You can work from home two days a week", ["hybrid"]),
      (.description, "We are currently working from home due to Covid", []),
      (.description, "Hybrid working, in Leeds", ["hybrid"]), (.description, "on site parking", []),
    ])
  func remote(part: TextPart, text: String, expected: [String]) {
    #expect(found(.remote, text, part) == expected)
  }

  @Test(
    "Languages",
    arguments: [
      ("Fluent in German", ["German!required"]), ("Mandarin speaking customers", ["Mandarin"]),
      ("You must speak Spanish.", ["Spanish!required"]),
      ("English department", []), ("GCSE English and Maths", []), ("a French chef", []), ("polish the floors", []),
      ("Fluent in German, French and Italian", ["German!required", "French!required", "Italian!required"]),
      ("The ability to speak Welsh is desirable", ["Welsh!preferred"]),
      ("German is not required, Dutch language skills", ["German!negated", "Dutch"]),
      ("Polish national holidays", []), ("Bilingual English/Spanish", ["English", "Spanish"]),
    ])
  func languages(text: String, expected: [String]) {
    #expect(found(.language, text) == expected)
  }

  @Test(
    "Degrees and majors",
    arguments: [
      (
        "Bachelor's degree in Computer Science or Engineering required",
        ["bachelor!required", "Computer Science!required", "Engineering!required"]
      ),
      ("BSc (Hons) in nursing", ["bachelor", "Nursing"]), ("Master’s degree preferred", ["master!preferred"]),
      ("a high degree of accuracy", []),
      ("Scrum Master", []), ("PhD in Physics, Chemistry or a related field", ["doctorate", "Physics", "Chemistry"]),
      ("High school diploma or GED", ["highSchool", "highSchool"]), ("degree or equivalent experience", ["bachelor"]),
      ("No degree required", ["bachelor!negated"]),
      ("Foundation Degree in Health and Social Care", ["associate", "Health and Social Care"]),
      ("J.D. degree", ["professional"]), ("MBA preferred", ["master!preferred"]), ("GC/MS and LC/MS", []),
      ("90 degree angle", []),
    ])
  func degrees(text: String, expected: [String]) {
    #expect(found(.education, text) == expected)
  }

  @Test(
    "Licences",
    arguments: [
      ("Current NMC registration is essential", ["nursingRegistration!required"]),
      ("CDL Class A required", ["commercialDriving!required"]),
      ("a full UK driving licence", ["driving"]), ("Driver's license preferred", ["driving!preferred"]),
      ("PMP or PRINCE2", ["projectManagement", "prince2"]),
      ("active security clearance", ["securityClearance"]), ("state bar admission", ["bar"]),
      ("we pay your NMC fees", []),
      ("bring your passport or driving licence as proof", []), ("no driving licence needed", ["driving!negated"]),
      ("serve at the bar", []),
      ("supports the registered nurse", []), ("Forklift certified", ["forklift"]),
      ("CPA", ["certifiedPublicAccountant"]),
    ])
  func licences(text: String, expected: [String]) {
    #expect(found(.licence, text).reduce(into: []) { if !$0.contains($1) { $0.append($1) } } == expected)
  }

  static let nasty: [String] = [
    "", " ", "\u{0}\u{1}\u{2}", "£", "$", "€ 5", "💷💶💵 £25/hr 🚑 full time", "<b>Full time</b> <i", "<<<<>>>>",
    "&pound;25 per hour",
    "שכר £25 per hour משרה מלאה", "راتب 30,000", "給与 ¥5,000,000 年 フルタイム remote", "É́́́ full\u{200D}time",
    "FULL TIME POSITION, MUST SPEAK SPANISH, BSC IN NURSING",
    String(repeating: "£1,", count: 3000), String(repeating: "degree in ", count: 2000),
    String(repeating: "a, ", count: 5000),
    String(repeating: "fluent in German and ", count: 2000), "£9999999999999999999 per annum", "£1.2.3.4,5,6 per hour",
    "£-5 per hour",
    "\u{FFFD}\u{FEFF}remote", "\r\n\r\nremote\r", "’’’'''", "bachelor’", "10%", "from", "degree in", "BSc in,", "$25",
    "USD", "25 USD per hour",
  ]

  @Test("Any text is safe; ranges lie on characters and hold what the mention says", arguments: nasty.indices)
  func nastyTexts(index: Int) {
    let text = FactTests.nasty[index]
    for part in TextPart.allCases {
      for mention in FactFinder.all.mentions(in: text, part: part) {
        #expect(!mention.range.isEmpty && mention.range.upperBound <= text.utf8.count)
        let slice = Array(text.utf8)[mention.range]
        #expect(String(validating: slice, as: UTF8.self) != nil, "cut within a character")
        #expect(mention.confidence > 0 && mention.confidence <= 1 && !mention.value.isEmpty)
      }
    }
  }

  @Test("A megabyte is read whole")
  func megabyte() {
    let text =
      String(repeating: "We care. £12,000 budget; no remote work, ", count: 25_000) + "Salary £31,000 per annum"
    let mentions = FactFinder.all.mentions(in: text, part: .description)
    #expect(mentions.contains { $0.value == "GBP 31000 year" && $0.range.upperBound == text.utf8.count - 10 })
  }

  @Test("One walk finds what the single finders find")
  func together() {
    let text =
      "Full-time nurse, £25 an hour, hybrid working, fluent in German, BSc in Nursing, NMC registration essential."
    let all = FactFinder.all.mentions(in: text, part: .description)
    let single: [FactFinder] = [.employmentType, .remote, .pay, .language, .education, .licence]
    #expect(Set(all) == Set(single.flatMap { $0.mentions(in: text, part: .description) }))
    #expect(Set(all.map(\.field)) == [.employmentType, .remote, .pay, .language, .degree, .major, .licence])
    #expect(all.map(\.range.lowerBound) == all.map(\.range.lowerBound).sorted())
  }
}

@Suite("Facts below headings")
struct FactHeadingTests {
  @Test("What stands below a heading is asked as the heading asks")
  func headings() {
    let text = """
      Required:
      - Bachelor's degree in chemistry
      - fluent in French

      Nice to have:
      - fluent in German
      - a driver's licence
      - a CDL, which is required

      We offer:
      - a team in which some are fluent in Polish
      """
    let found = FactFinder.all.mentions(in: text, part: .description)
    func stance(_ value: String) -> Mention.Stance? { found.first { $0.value == value }?.stance }
    #expect(stance("bachelor") == .required && stance("French") == .required)
    #expect(stance("German") == .preferred && stance("driving") == .preferred)
    #expect(stance("Polish") != .preferred)
    #expect(found.contains { $0.field == .licence && $0.value != "driving" && $0.stance == .required })
  }

  @Test(
    "A word by itself between commas says where the work is done; in a sentence it need not",
    arguments: [
      ("Full-time, hybrid, London.", ["hybrid"]), ("We sell hybrid vehicles and cloud services.", []),
      ("Location: on site", ["onsite"]),
    ])
  func items(text: String, values: [String]) {
    #expect(FactFinder.remote.mentions(in: text, part: .description).map(\.value) == values)
  }
}
