import GRDB
import JobMarket

/// Writes rows of one table within one transaction: insert first, look only where the row is known.
final class TableWriter {
  /// What became of a row.
  enum Outcome: Equatable {
    case inserted, updated, closed, unchanged
    /// A second row of the same thing in this file under `replace`; it was not written.
    case duplicate(firstLine: Int)
  }

  let table: MarketTable
  private let database: Database
  private let changes: ChangeLog
  private let insert: StatementHandle
  private lazy var find = Result {
    try StatementHandle(
      database, "SELECT \(table.columnList) FROM \(table.name) WHERE \(TableWriter.equal(table.naturalKey, " AND "))")
  }
  private lazy var update = Result {
    try StatementHandle(
      database, "UPDATE \(table.name) SET \(TableWriter.equal(table.content, ", ")) WHERE key = ?")
  }
  /// The key the next new row gets. Given here and not by SQLite, which would use one up for each row already known.
  private var nextKey: Int64
  private var lines = LineMemory()
  private let droppedIndexes: [MarketTable.Index]
  /// The keys of all rows that this file named.
  private(set) var named = KeySet()
  /// The key of the row that `write` was given last.
  private(set) var lastKey: Int64 = 0

  init(_ database: Database, _ table: MarketTable, changes: ChangeLog) throws {
    (self.database, self.table, self.changes) = (database, table, changes)
    let last = try Int64.fetchOne(
      database, sql: "SELECT seq FROM sqlite_sequence WHERE name = ?", arguments: [table.name])
    nextKey = (last ?? 0) + 1
    // Sorting a new index at the end is faster than growing it row by row, but only if there is no old part to sort again.
    let isEmpty = try Bool.fetchOne(database, sql: "SELECT NOT EXISTS(SELECT 1 FROM \(table.name))") ?? false
    droppedIndexes = isEmpty ? table.secondaryIndexes : []
    for index in droppedIndexes { try database.execute(sql: index.drop) }
    let places = Array(repeating: "?", count: table.columns.count + 1).joined(separator: ", ")
    insert = try StatementHandle(
      database, "INSERT INTO \(table.name)(\(table.columnList)) VALUES(\(places)) ON CONFLICT DO NOTHING")
  }

  private static func equal(_ columns: [String], _ separator: String) -> String {
    columns.map { "\($0) = ?" }.joined(separator: separator)
  }

  private var keyColumns: Range<Int> { 0..<table.naturalKey.count }
  private var contentColumns: Range<Int> { table.naturalKey.count..<table.columns.count }

  /// Writes a row whose columns are `table.columns`.
  ///
  /// - Parameters:
  ///   - row: the row; under `merge` it holds the merged content afterwards.
  ///   - merge: called for a known row under `merge`: reads the stored row and fills `row` with the two together.
  func write(
    _ row: inout RowBuffer, policy: MarketRecord.WritePolicy, line: Int,
    merge: (StatementRow, inout RowBuffer) throws -> Void
  ) throws -> Outcome {
    if try insert.execute(leading: nextKey, row) == 1 {
      try changes.append(table.kind, nextKey, .insert)
      lines.remember(nextKey, line)
      named.insert(nextKey)
      lastKey = nextKey
      nextKey += 1
      return .inserted
    }
    let asked = row
    let found = try find.get().first(asked, columns: keyColumns) { stored in
      let key = stored.integer(0)
      if policy == .merge { try merge(stored, &row) }
      let isSame = stored.matches(row, columns: contentColumns, from: 1 + keyColumns.count)
      return (key: key, isSame: isSame, isClosing: !isSame && isClosing(stored, row))
    }
    guard let found else {
      throw DatabaseError(message: "a row of \(table.name) was neither new nor found")
    }
    named.insert(found.key)
    lastKey = found.key
    if policy == .keepFirst { return .unchanged }
    let first = lines.remember(found.key, line)
    if policy == .replace, let first, !(found.isSame && isEvent) { return .duplicate(firstLine: first) }
    if found.isSame { return .unchanged }
    try update.get().execute(row, columns: contentColumns, trailing: found.key)
    try changes.append(table.kind, found.key, found.isClosing ? .close : .update)
    return found.isClosing ? .closed : .updated
  }

  /// An event is told by what happened, not by an id: the same line twice says the same twice.
  private var isEvent: Bool { table.naturalKey != ["id"] }

  private func isClosing(_ stored: StatementRow, _ row: RowBuffer) -> Bool {
    guard table == .job, let column = table.columns.firstIndex(of: "status") else { return false }
    return stored.text(column + 1) == JobStatus.open.rawValue && row.text(at: column) == JobStatus.closed.rawValue
  }

  /// Puts the sequence back to the last key in use, and builds what waited for the end.
  func finish() throws {
    try database.execute(
      sql: "UPDATE sqlite_sequence SET seq = ? WHERE name = ?", arguments: [nextKey - 1, table.name])
    for index in droppedIndexes { try database.execute(sql: index.create) }
  }
}

/// A set of keys, a bit each: a million jobs take 125 KB.
struct KeySet {
  private var words: [UInt64] = []
  private(set) var count = 0

  mutating func insert(_ key: Int64) {
    let (word, bit) = (Int(key) >> 6, UInt64(1) << UInt64(key & 63))
    while words.count <= word { words.append(0) }
    if words[word] & bit == 0 { count += 1 }
    words[word] |= bit
  }

  mutating func formUnion(_ other: KeySet) {
    while words.count < other.words.count { words.append(0) }
    for (index, word) in other.words.enumerated() { words[index] |= word }
    count = words.reduce(0) { $0 + $1.nonzeroBitCount }
  }

  func contains(_ key: Int64) -> Bool {
    let word = Int(key) >> 6
    return word < words.count && words[word] >> UInt64(key & 63) & 1 == 1
  }
}
