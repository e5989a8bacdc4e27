import GRDB
import JobMarket

/// A job that changed, as it is now.
public enum ChangedJob: Hashable, Sendable {
  /// It is this; its status says whether it is open.
  case upsert(StoredJob)
  /// It was deleted.
  case gone(JobKey)

  /// The job's key.
  public var key: JobKey {
    switch self {
    case .upsert(let stored): stored.key
    case .gone(let key): key
    }
  }

  /// The keys of the jobs that changed after a sequence, rising, each once.
  static func keys(_ database: Database, _ sequence: RowBuffer) throws -> [Int64] {
    let select = try StatementHandle(
      database, "SELECT key FROM change INDEXED BY change_of_jobs WHERE kind = 'job' AND sequence > ?", kept: true)
    var keys: [Int64] = []
    try select.forEach(sequence) { row in
      keys.append(row.integer(0))
      return true
    }
    keys.sort()
    var last: Int64?
    keys.removeAll { key in
      defer { last = key }
      return key == last
    }
    return keys
  }
}

/// Where a reader of changes stands.
public struct MarketPosition: Hashable, Sendable {
  /// The last change there was.
  public var sequence: Int64
  /// Whether a value got or lost an alias since: read `MarketStore.aliases` anew.
  public var hasNewAliases: Bool

  /// Makes a position.
  public init(sequence: Int64, hasNewAliases: Bool) {
    (self.sequence, self.hasNewAliases) = (sequence, hasNewAliases)
  }

  init(_ database: Database, after sequence: Int64) throws {
    let latest = try StatementHandle(database, "SELECT max(sequence) FROM change", kept: true)
    self.sequence = try latest.first(RowBuffer(), columns: 0..<0) { $0.integer(0) } ?? 0
    var row = RowBuffer()
    row.append(sequence)
    let alias = try StatementHandle(
      database, "SELECT 1 FROM attribute_alias WHERE sequence > ? LIMIT 1", kept: true)
    hasNewAliases = try alias.first(row, columns: 0..<1) { _ in true } ?? false
  }
}
