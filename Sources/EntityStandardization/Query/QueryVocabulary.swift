import JobMarket

/// The words that searches are read by.
enum QueryVocabulary {
  /// Words that take the next reading away.
  static let negations: Set<String> = ["not", "no", "without", "except", "excluding", "excl"]
  /// Words between a negation and what it takes away.
  static let articles: Set<String> = ["a", "an", "any", "the"]
  /// Words that only join others wherever they stand.
  static let joining: Set<String> = words(
    "a an the and or of in at on for to with as by from near around i am want looking is are be my me please or")
  /// Words for what is sought, that say nothing of it.
  static let nouns: Set<String> = words(
    "job jobs vacancy vacancies opening openings position positions role roles hiring")
  /// Words at which what names an occupation ends.
  static let breaks: Set<String> = ["or", "with", "using", "knowing", "plus", "who", "but"]

  /// A phrase and what it means.
  struct Phrase<Value: Sendable>: Sendable {
    var words: [String]
    var value: Value
    /// Words behind it with which it means something else: `remote sensing`.
    var unlessFollowedBy: Set<String> = []
    /// Whether it counts only where no further word of its clause follows: a `contract manager` manages contracts.
    var standsLast = false
  }

  /// Where the work may be done; longer phrases first.
  static let places: [Phrase<RemoteWork>] = [
    Phrase(words: ["working", "from", "home"], value: .remote),
    Phrase(words: ["work", "from", "home"], value: .remote),
    Phrase(words: ["work", "at", "home"], value: .remote), Phrase(words: ["home", "based"], value: .remote),
    Phrase(words: ["fully", "remote"], value: .remote), Phrase(words: ["100", "remote"], value: .remote),
    Phrase(words: ["remote", "only"], value: .remote), Phrase(words: ["remote", "work"], value: .remote),
    Phrase(words: ["on", "site"], value: .onsite, unlessFollowedBy: ["manager", "supervisor"]),
    Phrase(words: ["in", "person"], value: .onsite), Phrase(words: ["in", "office"], value: .onsite),
    Phrase(words: ["hybrid", "work"], value: .hybrid),
    Phrase(
      words: ["hybrid"], value: .hybrid,
      unlessFollowedBy: ["vehicle", "vehicles", "car", "cars", "cloud", "app", "mobile", "engine", "seed", "seeds"]),
    Phrase(words: ["wfh"], value: .remote), Phrase(words: ["telecommute"], value: .remote),
    Phrase(words: ["telework"], value: .remote), Phrase(words: ["remotely"], value: .remote),
    Phrase(words: ["onsite"], value: .onsite),
    Phrase(
      words: ["remote"], value: .remote,
      unlessFollowedBy: [
        "sensing", "control", "controlled", "patient", "monitoring", "area", "areas", "island", "islands", "pilot",
        "access", "desktop", "operated", "operator", "operations", "site", "sites", "community", "communities", "camp",
      ]),
  ]

  /// Kinds of contract; longer phrases first.
  static let employmentTypes: [Phrase<EmploymentType>] = [
    Phrase(words: ["on", "contract"], value: .contract), Phrase(words: ["contract", "basis"], value: .contract),
    Phrase(words: ["contract", "work"], value: .contract), Phrase(words: ["contract", "to", "hire"], value: .contract),
    Phrase(words: ["full", "time"], value: .fullTime), Phrase(words: ["part", "time"], value: .partTime),
    Phrase(words: ["per", "diem"], value: .perDiem), Phrase(words: ["fulltime"], value: .fullTime),
    Phrase(words: ["parttime"], value: .partTime), Phrase(words: ["internship"], value: .internship),
    Phrase(words: ["internships"], value: .internship), Phrase(words: ["freelance"], value: .contract),
    Phrase(words: ["temporary"], value: .temporary), Phrase(words: ["temp"], value: .temporary),
    Phrase(words: ["contract"], value: .contract, standsLast: true),
    Phrase(words: ["volunteer"], value: .volunteer, standsLast: true),
    Phrase(words: ["volunteering"], value: .volunteer, standsLast: true),
  ]

  /// Levels that are more than a word.
  static let levels: [Phrase<[Seniority]>] = [
    Phrase(words: ["no", "experience", "required"], value: [.intern, .junior]),
    Phrase(words: ["no", "experience", "needed"], value: [.intern, .junior]),
    Phrase(words: ["no", "experience", "necessary"], value: [.intern, .junior]),
    Phrase(words: ["no", "experience"], value: [.intern, .junior]),
    Phrase(words: ["entry", "level"], value: [.junior]), Phrase(words: ["mid", "level"], value: [.mid]),
    Phrase(words: ["mid", "senior"], value: [.mid, .senior]), Phrase(words: ["senior", "level"], value: [.senior]),
    Phrase(words: ["junior", "level"], value: [.junior]),
  ]

  /// Titles that by themselves say too little to look for occupations.
  static let generalTitles: Set<String> = words(
    """
    manager assistant worker specialist associate director supervisor operator technician officer clerk professional
    helper lead leader staff member executive coordinator representative consultant analyst engineer
    """)

  /// Words of standing that are a level in front of an occupation: `lead nurse`.
  static let leadingLevels: Set<String> = ["lead", "principal", "chief", "head", "staff", "associate"]

  /// Names of places that are words of searches as well: behind `in` they need their region or country.
  static let doubtfulPlaces: Set<String> = words(
    """
    charge training need demand person house office sales school hospital store home field finance marketing health care
    tech technology engineering english spanish german french law art arts music science education retail security it
    mobile reading bath nice bar split central orange enterprise commerce industry bank dental general man male tours troy
    media police college buffalo lead hamm batman vans cork deal battle sandy hull of data java software nursing research
    management design production construction transport warehouse service services support time transition bloom
    """)

  /// Names of countries that are not their names in lists.
  static let countryNames: [String: String] = [
    "usa": "US", "us": "US", "u s": "US", "u s a": "US", "america": "US", "the us": "US", "the usa": "US", "uk": "GB",
    "great britain": "GB", "britain": "GB", "england": "GB", "the uk": "GB", "uae": "AE", "holland": "NL",
  ]

  private static func words(_ text: String) -> Set<String> {
    Set(text.split { $0 == " " || $0 == "\n" }.map(String.init))
  }
}
