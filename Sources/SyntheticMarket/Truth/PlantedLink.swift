import JobMarket

/// A link that was planted: seekers with all of these values are hired at higher odds into jobs with all of those.
public struct PlantedLink: Hashable, Sendable {
  /// The seeker's values, all of which must hold.
  public let seeker: [Attribute]
  /// The job's values, all of which must hold.
  public let job: [Attribute]
  /// The factor on a qualified applicant's odds of being hired.
  public let odds: Double

  /// One value of one field, in its plain spelling.
  public struct Attribute: Hashable, Sendable {
    /// The field: `title` stands for the occupation.
    public let field: AttributeField
    /// The value.
    public let value: String
  }
}
