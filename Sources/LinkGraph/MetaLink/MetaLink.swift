import JobMarket

/// One value of a seeker joined to one value of a job, as a template permits (PAPER 2.2): people who *were* this, jobs that
/// *are* that.
///
/// ```swift
/// MetaLink(template: 0, seekerValue: 4, jobValue: 9) < MetaLink(template: 1, seekerValue: 0, jobValue: 0)   // true
/// ```
public struct MetaLink: Hashable, Sendable, Codable {
  /// The template's place in the list that links were learned with.
  public let template: Int
  /// The value of the template's field that the seeker has.
  public let seekerValue: ValueID
  /// The value of the template's field that the job has.
  public let jobValue: ValueID

  /// Joins two values.
  public init(template: Int, seekerValue: ValueID, jobValue: ValueID) {
    (self.template, self.seekerValue, self.jobValue) = (template, seekerValue, jobValue)
  }
}

extension MetaLink: Comparable {
  /// Orders by template, then by the seeker's value, then by the job's.
  public static func < (first: MetaLink, second: MetaLink) -> Bool {
    (first.template, first.seekerValue, first.jobValue) < (second.template, second.seekerValue, second.jobValue)
  }
}
