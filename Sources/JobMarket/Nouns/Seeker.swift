/// A person who looks for work: the member whose profile and history are the query.
///
/// Who somebody is (gender, race, age) has no place here: it is `GroupMembership`, which no feature may read.
public struct Seeker: Hashable, Sendable, Codable {
  /// The source's own id, unique among seekers.
  public var id: String
  /// One line about themselves.
  public var headline: String
  /// Free text: a summary or CV.
  public var text: String
  /// Past and present work, in any order.
  public var positions: [Position]
  /// Skills as written.
  public var skills: [String]
  /// Degrees.
  public var education: [Education]
  /// Where they live or look.
  public var place: Place?
  /// What they said they want.
  public var wants: Wants
  /// Further values by field, as given; these bypass standardization.
  public var attributes: Attributes

  /// Makes a seeker of whom only the id is known; set the rest as needed.
  public init(id: String) {
    self.id = id
    (headline, text) = ("", "")
    (positions, skills, education, attributes) = ([], [], [], [:])
    wants = Wants()
  }

  /// One piece of work.
  public struct Position: Hashable, Sendable, Codable {
    /// The title as written.
    public var title: String
    /// The employer as written.
    public var company: String
    /// Where it was.
    public var place: Place?
    /// When it began, if known.
    public var start: Instant?
    /// When it ended; `nil` if unknown or if it has not.
    public var end: Instant?

    /// Makes a position.
    public init(title: String, company: String = "", place: Place? = nil, start: Instant? = nil, end: Instant? = nil) {
      (self.title, self.company, self.place, self.start, self.end) = (title, company, place, start, end)
    }
  }

  /// One degree.
  public struct Education: Hashable, Sendable, Codable {
    /// The degree as written.
    public var degree: String
    /// The subject as written.
    public var major: String
    /// The calendar year it was or will be awarded.
    public var year: Int?

    /// Makes a degree.
    public init(degree: String, major: String = "", year: Int? = nil) {
      (self.degree, self.major, self.year) = (degree, major, year)
    }
  }

  /// Stated wishes.
  public struct Wants: Hashable, Sendable, Codable {
    /// Titles looked for, as written.
    public var titles: [String]
    /// Places looked in.
    public var places: [Place]
    /// Contracts accepted.
    public var employmentTypes: [EmploymentType]
    /// Pay wished for.
    public var pay: Pay?

    /// Makes a set of wishes; empty means nothing was said.
    public init(
      titles: [String] = [], places: [Place] = [], employmentTypes: [EmploymentType] = [], pay: Pay? = nil
    ) {
      (self.titles, self.places, self.employmentTypes, self.pay) = (titles, places, employmentTypes, pay)
    }
  }
}
