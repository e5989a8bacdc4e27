/// How far up a job stands, as its title says it.
public enum Seniority: String, Hashable, Sendable, Codable, CaseIterable {
  /// Learning the trade: interns, trainees, apprentices.
  case intern
  /// The first years: junior, graduate, entry level.
  case junior
  /// Between: associate, intermediate, grade II.
  case mid
  /// Experienced: senior, grade III.
  case senior
  /// First among equals: lead, principal, staff, chief of a team.
  case lead
  /// Answers for people: manager, supervisor.
  case manager
  /// Answers for managers: director, head of, vice president.
  case director
  /// Answers for the whole: chief executive officer and the like.
  case executive

  /// The position in the ladder, 0 for `intern`. O(1).
  public var rank: Int {
    switch self {
    case .intern: 0
    case .junior: 1
    case .mid: 2
    case .senior: 3
    case .lead: 4
    case .manager: 5
    case .director: 6
    case .executive: 7
    }
  }
}
