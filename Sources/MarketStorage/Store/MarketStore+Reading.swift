import GRDB
import JobMarket

/// Reading jobs and seekers.
///
/// A stream is one committed state from its first batch to its last, whatever is written meanwhile, and holds one batch in
/// memory. While it runs the log file cannot be emptied, so do not wait for people inside.
extension MarketStore {
  /// The job of an id, or `nil`. O(log n).
  public func job(id: String) throws -> StoredJob? {
    var row = RowBuffer()
    row.append(id)
    return try one(MarketTable.job, "id", row) { try $0.job(&$1) }
  }

  /// The job of a key, or `nil`. O(log n).
  public func job(key: JobKey) throws -> StoredJob? {
    var row = RowBuffer()
    row.append(key.rawValue)
    return try one(MarketTable.job, "key", row) { try $0.job(&$1) }
  }

  /// The seeker of an id, or `nil`. O(log n).
  public func seeker(id: String) throws -> StoredSeeker? {
    var row = RowBuffer()
    row.append(id)
    return try one(MarketTable.seeker, "id", row) { try $0.seeker(&$1) }
  }

  /// The seeker of a key, or `nil`. O(log n).
  public func seeker(key: Int64) throws -> StoredSeeker? {
    var row = RowBuffer()
    row.append(key)
    return try one(MarketTable.seeker, "key", row) { try $0.seeker(&$1) }
  }

  /// Hands all jobs to `body` by rising key, `batchSize` at a time, those after a key if one is given.
  ///
  /// - Throws: what `body` throws, which ends the stream; `MarketStoreError`.
  public func readJobs(
    after key: JobKey? = nil, batchSize: Int = 1000, _ body: ([StoredJob]) throws -> Void
  ) throws {
    let sql = "SELECT \(MarketTable.job.columnList) FROM job WHERE key > ? ORDER BY key"
    try stream("jobs", sql, arguments: [key?.rawValue ?? 0], batchSize: batchSize, { try $0.job(&$1) }, body)
  }

  /// Hands all seekers to `body` by rising key, `batchSize` at a time, those after a key if one is given.
  ///
  /// - Throws: what `body` throws, which ends the stream; `MarketStoreError`.
  public func readSeekers(
    after key: Int64? = nil, batchSize: Int = 1000, _ body: ([StoredSeeker]) throws -> Void
  ) throws {
    let sql = "SELECT \(MarketTable.seeker.columnList) FROM seeker WHERE key > ? ORDER BY key"
    try stream("seekers", sql, arguments: [key ?? 0], batchSize: batchSize, { try $0.seeker(&$1) }, body)
  }

  private func one<T>(
    _ table: MarketTable, _ column: String, _ row: RowBuffer,
    _ decode: (StatementRow, inout ValueResolver) throws -> T
  ) throws -> T? {
    try read("reading a \(table.name)") { database in
      var values = ValueResolver(database)
      let select = try StatementHandle(
        database, "SELECT \(table.columnList) FROM \(table.name) WHERE \(column) = ?")
      return try select.first(row, columns: 0..<1) { try decode($0, &values) }
    }
  }

  /// Reads rows in batches within one read transaction.
  func stream<T>(
    _ what: String, _ sql: String, arguments: [Int64] = [], batchSize: Int = 4096,
    _ decode: (StatementRow, inout ValueResolver) throws -> T, _ body: ([T]) throws -> Void
  ) throws {
    precondition(batchSize > 0, "a batch holds at least one row")
    try read("reading \(what)") { database in
      var values = ValueResolver(database)
      var row = RowBuffer()
      for argument in arguments { row.append(argument) }
      var batch: [T] = []
      try StatementHandle(database, sql).forEach(row) { stored in
        batch.append(try decode(stored, &values))
        if batch.count == batchSize {
          try body(batch)
          batch.removeAll(keepingCapacity: true)
        }
        return true
      }
      if !batch.isEmpty { try body(batch) }
    }
  }
}
