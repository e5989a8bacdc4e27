/// A kind of work in the synthetic world.
struct Occupation: Sendable {
  /// The plain title.
  let title: String
  /// Other ways in which adverts and people write it.
  let alternates: [String]
  /// Usual pay a year in the United States at the middle level, in dollars.
  let pay: Double
  /// What adverts ask for.
  let degree: Degree
  /// Subjects that lead here, the most usual first.
  let majors: [String]
  /// Skills of this occupation; its family's are apart.
  let skills: [String]

  init(
    _ title: String, _ alternates: [String], pay: Double, _ degree: Degree, _ majors: [String], _ skills: [String]
  ) {
    (self.title, self.alternates, self.pay) = (title, alternates, pay)
    (self.degree, self.majors, self.skills) = (degree, majors, skills)
  }
}

/// A family of occupations between which people move: each one's neighbours stand beside it in the list.
struct OccupationFamily: Sendable {
  let name: String
  /// Industries that hire this family.
  let industries: [String]
  /// Skills that all of the family share.
  let skills: [String]
  /// What goes before a title at each level of the ladder, lowest first; empty for none.
  let ladder: [String]
  /// Whether pay is stated by the hour.
  let isPaidHourly: Bool
  /// The share of jobs that can be done from afar.
  let remoteShare: Double
  /// Things one does in such a job, as an advert lists them.
  let tasks: [String]
  let occupations: [Occupation]
}

/// Degrees, lowest first.
enum Degree: Int, Comparable, Sendable, CaseIterable {
  case none, secondary, associate, bachelor, master

  static func < (first: Degree, second: Degree) -> Bool { first.rawValue < second.rawValue }

  /// How people write it; the first is the plain one.
  var names: [String] { Degree.allNames[rawValue] }

  private static let allNames = [
    [],
    ["High school diploma", "High School"],
    ["Associate degree", "Associate's", "AAS"],
    ["Bachelor's degree", "Bachelor of Science", "BSc", "B.A."],
    ["Master's degree", "Master of Science", "MSc", "M.A."],
  ]
}

/// Levels of a ladder, lowest first.
enum Level {
  static let count = 5
  /// How adverts name each level.
  static let names = ["Entry level", "Associate", "Mid-Senior level", "Lead", "Director"]
  /// Pay at each level as a multiple of the middle one's.
  static let payFactors = [0.74, 1.0, 1.28, 1.55, 2.0]
  /// Years of experience with which people reach each level.
  static let years = [0.0, 2, 5, 9, 14]
  /// How many jobs in a hundred ask for each level.
  static let jobWeights = [22.0, 36, 26, 12, 4]
}
