/// A posting: what is offered, by whom, where and until when.
public struct Job: Hashable, Sendable, Codable {
  /// The source's own id, unique among jobs.
  public var id: String
  /// The title as written.
  public var title: String
  /// The advert's text.
  public var description: String
  /// The employer as written.
  public var company: String
  /// The employer's industry as written.
  public var industry: String
  /// Where the work is; several if the posting names several.
  public var places: [Place]
  /// Where the work may be done, if stated.
  public var remote: RemoteWork?
  /// The kind of contract, if stated.
  public var employmentType: EmploymentType?
  /// The level asked for, as written.
  public var seniority: String
  /// Skills asked for, as written.
  public var skills: [String]
  /// What it pays, if stated.
  public var pay: Pay?
  /// How many people are sought, if stated.
  public var openings: Int?
  /// When it was published.
  public var postedAt: Instant?
  /// The moment from which it is no longer offered.
  public var expiresAt: Instant?
  /// Whether its owner still offers it.
  public var status: JobStatus
  /// Further values by field, as given; these bypass standardization.
  public var attributes: Attributes

  /// Makes an open job of which only the id and title are known; set the rest as needed.
  public init(id: String, title: String) {
    (self.id, self.title) = (id, title)
    (description, company, industry, seniority) = ("", "", "", "")
    (places, skills, attributes, status) = ([], [], [:], .open)
  }

  /// Whether a seeker can be shown this job at a moment: it is open, posted and not yet expired.
  public func isOffered(asOf instant: Instant) -> Bool {
    status == .open && postedAt.map { $0 <= instant } ?? true && expiresAt.map { instant < $0 } ?? true
  }
}

/// Whether a job's owner still offers it; expiry by time is apart, in `Job.expiresAt`.
public enum JobStatus: String, Hashable, Sendable, Codable, CaseIterable {
  case open, closed
}

/// Where the work may be done.
public enum RemoteWork: String, Hashable, Sendable, Codable, CaseIterable {
  case onsite, hybrid, remote
}

/// The kind of contract, after schema.org's `employmentType`.
public enum EmploymentType: String, Hashable, Sendable, Codable, CaseIterable {
  case fullTime, partTime, contract, temporary, internship, volunteer, perDiem, other
}
