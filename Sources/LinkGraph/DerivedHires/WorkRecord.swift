import JobMarket

/// What is known of one seeker that a hire can be told from: where they applied and where they worked.
public struct WorkRecord: Hashable, Sendable {
  /// Who.
  public var seeker: String
  /// Applications, in any order.
  public var applications: [JobApplication]
  /// Past and present work, in any order.
  public var positions: [HeldPosition]

  /// Makes a record.
  public init(seeker: String, applications: [JobApplication], positions: [HeldPosition]) {
    (self.seeker, self.applications, self.positions) = (seeker, applications, positions)
  }
}

/// An application, with what its job says of itself.
public struct JobApplication: Hashable, Sendable {
  /// The job's id.
  public var job: String
  /// The job's employer as written; empty where the job names none.
  public var company: String
  /// The job's title as written.
  public var title: String
  /// When.
  public var at: Instant
  /// What the report counts it under, such as `industry: Retail`; never anything about who the seeker is.
  public var segments: [String]

  /// Makes an application.
  public init(job: String, company: String, title: String = "", at: Instant, segments: [String] = []) {
    (self.job, self.company, self.title, self.at, self.segments) = (job, company, title, at, segments)
  }
}

/// Work that a seeker has or had, and how exactly its beginning is known.
public struct HeldPosition: Hashable, Sendable {
  /// The title as written.
  public var title: String
  /// The employer as written.
  public var company: String
  /// When it began, or the first moment of the month or year in which it did; `nil` if unknown.
  public var start: Instant?
  /// How exactly that is known.
  public var precision: Precision

  /// How exactly a beginning is known.
  public enum Precision: String, Hashable, Sendable, Codable, CaseIterable {
    /// To the day or better.
    case day
    /// The month.
    case month
    /// The year.
    case year
  }

  /// Makes a position.
  public init(title: String = "", company: String, start: Instant?, precision: Precision = .day) {
    (self.title, self.company, self.start, self.precision) = (title, company, start, precision)
  }

  /// Takes a seeker's position; without a precision given, a beginning at the first moment (UTC) of a January is taken for a
  /// year's, of another month for a month's.
  ///
  /// ```swift
  /// HeldPosition(position).precision   // month, where the profile says "since 2024-03"
  /// ```
  ///
  /// Who did begin on the first of January loses some confidence by that and nothing else.
  public init(_ position: Seeker.Position, precision: Precision? = nil) {
    self.init(
      title: position.title, company: position.company, start: position.start,
      precision: precision ?? position.start.map(HeldPosition.precision) ?? .day)
  }

  private static func precision(of start: Instant) -> Precision {
    let date = start.date
    guard date.startOfDay == start, date.day == 1 else { return .day }
    return date.month == 1 ? .year : .month
  }

  /// The moments at which it may have begun; one moment where the day is known, `nil` where nothing is.
  var span: ClosedRange<Instant>? {
    guard let start else { return nil }
    let date = start.date
    let days =
      switch precision {
      case .day: 0
      case .month: CivilDate.days(inMonth: date.month, year: date.year)
      case .year: 337 + CivilDate.days(inMonth: 2, year: date.year)
      }
    return start...start.advanced(byMilliseconds: Int64(days) * Instant.millisecondsADay)
  }
}
