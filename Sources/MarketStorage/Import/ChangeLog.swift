import GRDB

/// Appends to the numbered log of changes: one row for each row whose content really changed.
final class ChangeLog {
  private let database: Database
  private var statements: [Kind: StatementHandle] = [:]

  private struct Kind: Hashable {
    var kind: MarketRecord.Kind
    var action: MarketChange.Action
  }

  init(_ database: Database) {
    self.database = database
  }

  func append(_ kind: MarketRecord.Kind, _ key: Int64, _ action: MarketChange.Action) throws {
    let both = Kind(kind: kind, action: action)
    let statement: StatementHandle
    if let known = statements[both] {
      statement = known
    } else {
      // Both names come from enumerations of this module, never from a user.
      statement = try StatementHandle(
        database, "INSERT INTO change(kind, key, action) VALUES('\(kind.rawValue)', ?, '\(action.rawValue)')")
      statements[both] = statement
    }
    try statement.execute(key)
  }
}

/// One change of the market.
public struct MarketChange: Hashable, Sendable {
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
  /// What kind of thing changed. Never `group`: nothing derived may follow those.
  public var kind: MarketRecord.Kind
  /// The thing's key in the market; the only name of it here, so that the log holds no personal data.
  public var key: Int64
  /// What happened.
  public var action: Action

  /// Makes a change.
  public init(sequence: Int64, kind: MarketRecord.Kind, key: Int64, action: Action) {
    (self.sequence, self.kind, self.key, self.action) = (sequence, kind, key, action)
  }
}
