import GRDB

/// Appends to the numbered log of changes: one row for each row whose content really changed.
///
/// Changes of one sort are gathered and written 64 to a statement, in their order: starting and ending a statement, and
/// keeping the sequence of an `AUTOINCREMENT` table, costs several times what the row itself does. Call `flush` before the
/// transaction ends.
final class ChangeLog {
  private let database: Database
  private var statements: [Sort: StatementHandle] = [:]
  /// What the keys in `pending` have in common.
  private var sort: Sort?
  private var pending = RowBuffer()
  private static let rowsPerStatement = 64

  private struct Sort: Hashable {
    var kind: MarketChange.Kind
    var action: MarketChange.Action
    /// How many rows the statement writes.
    var rows: Int
  }

  init(_ database: Database) {
    self.database = database
  }

  func append(_ kind: MarketRecord.Kind, _ key: Int64, _ action: MarketChange.Action) throws {
    try append(MarketChange.Kind(kind), key, action)
  }

  func append(_ kind: MarketChange.Kind, _ key: Int64, _ action: MarketChange.Action) throws {
    if let sort, sort.kind != kind || sort.action != action { try flush() }
    if sort == nil { sort = Sort(kind: kind, action: action, rows: 0) }
    pending.append(key)
    if pending.values.count == ChangeLog.rowsPerStatement { try flush() }
  }

  /// Writes what has been gathered.
  func flush() throws {
    guard var sort else { return }
    if pending.values.count == ChangeLog.rowsPerStatement {
      sort.rows = ChangeLog.rowsPerStatement
      try statement(sort).execute(pending)
    } else {
      sort.rows = 1
      let statement = try statement(sort)
      for place in pending.values.indices { try statement.execute(pending, columns: place..<place + 1) }
    }
    pending.removeAll()
    self.sort = nil
  }

  private func statement(_ sort: Sort) throws -> StatementHandle {
    if let known = statements[sort] { return known }
    // Both names come from enumerations of this module, never from a user.
    let row = "('\(sort.kind.rawValue)', ?, '\(sort.action.rawValue)')"
    let values = Array(repeating: row, count: sort.rows).joined(separator: ", ")
    let statement = try StatementHandle(
      database, "INSERT INTO change(kind, key, action) VALUES\(values)", kept: true)
    statements[sort] = statement
    return statement
  }
}

/// One change of the market.
public struct MarketChange: Hashable, Sendable {
  /// What kind of thing changed: a row of a market file, or what was said of the market by itself.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case seeker, job, request, campaign, impression, engagement, hire, feedback
    /// A value that answers as another from now on, or no more (`MarketStore.aliases`).
    case alias

    /// The kind of a record; `group` has none, since nothing derived may follow those.
    init(_ kind: MarketRecord.Kind) {
      switch kind {
      case .seeker: self = .seeker
      case .job: self = .job
      case .request: self = .request
      case .campaign: self = .campaign
      case .impression: self = .impression
      case .engagement: self = .engagement
      case .hire: self = .hire
      case .feedback: self = .feedback
      case .group: preconditionFailure("groups enter no change log")
      }
    }
  }

  /// What happened.
  public enum Action: String, Hashable, Sendable, CaseIterable {
    /// The row is new.
    case insert
    /// Its content is another.
    case update
    /// A job that was open is closed.
    case close
    /// It is gone, and with it every row that pointed at it; those are not logged one by one.
    case delete
  }

  /// The change's number: rising, never reused.
  public var sequence: Int64
  /// What kind of thing changed.
  public var kind: Kind
  /// The thing's key in the market; the only name of it here, so that the log holds no personal data.
  public var key: Int64
  /// What happened.
  public var action: Action

  /// Makes a change.
  public init(sequence: Int64, kind: Kind, key: Int64, action: Action) {
    (self.sequence, self.kind, self.key, self.action) = (sequence, kind, key, action)
  }
}
