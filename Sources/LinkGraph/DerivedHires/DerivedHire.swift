import JobMarket

/// A hire that was concluded from an application and a position, and how surely.
public struct DerivedHire: Hashable, Sendable, Codable {
  /// Who.
  public let seeker: String
  /// Into which job.
  public let job: String
  /// When the work began, as far as is known; never before the application.
  public let at: Instant
  /// How surely, above 0 and at most 1 (`HireDerivation`).
  public let confidence: Double

  /// As the market has hires.
  public var hire: Hire { Hire(seeker: seeker, job: job, at: at) }
}

/// What became of an application, as far as positions tell.
public enum ApplicationOutcome: String, Hashable, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
  /// A position at the company followed in time: a hire.
  case hired
  /// The job names no company.
  case companyUnknown
  /// The seeker has no position that names a company.
  case careerUnknown
  /// The seeker never worked at the company.
  case noPosition
  /// Only before the application did the seeker begin at the company.
  case positionBefore
  /// The seeker began at the company later than the options allow.
  case positionTooLate
  /// The seeker worked at the company, and nothing says when that began.
  case positionUndated
  /// Another application to the company stands nearer before the position.
  case ambiguous
  /// A position followed, with less than the least confidence.
  case unsure
  /// Nothing followed, and careers are not known for long enough.
  case tooRecent

  /// Whether it is a hire, a no-hire, or, where `nil`, neither: nothing should be learned from it.
  public var isHire: Bool? {
    switch self {
    case .hired: true
    case .noPosition, .positionBefore, .positionTooLate: false
    case .companyUnknown, .careerUnknown, .positionUndated, .ambiguous, .unsure, .tooRecent: nil
    }
  }
}

/// An application judged.
public struct JudgedApplication: Hashable, Sendable {
  /// What became of it.
  public let outcome: ApplicationOutcome
  /// The hire, where it was one.
  public let hire: DerivedHire?
  /// The place in the record of the position that the hire was concluded from. Who learns from the hire must not take this position
  /// for something known of the seeker, even where its month began before the application.
  public let position: Int?
}
