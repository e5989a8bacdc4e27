import GRDB
import JobMarket

/// What follows from the market follows this log: vectors, indexes and links are recomputed from the changes after the
/// last sequence they have seen.
extension MarketStore {
  /// The changes after a sequence, by rising sequence; 0 starts at the first. At most `limit`.
  ///
  /// O(log n + results). A change says that a thing has changed, not what it was: read the thing by its key. After
  /// `compactChanges` there is one change a thing, its last.
  public func changes(after sequence: Int64, limit: Int = .max) throws -> [MarketChange] {
    var changes: [MarketChange] = []
    let sql = "SELECT sequence, kind, key, action FROM change WHERE sequence > ? ORDER BY sequence LIMIT ?"
    try stream("changes", sql, arguments: [sequence, Int64(limit)]) { row, _ in
      guard let kind: MarketChange.Kind = try row.choice(1), let action: MarketChange.Action = try row.choice(3) else {
        throw JSONTextReader.Failure(offset: 0, reason: "a change without kind or action")
      }
      return MarketChange(sequence: row.integer(0), kind: kind, key: row.integer(2), action: action)
    } _: {
      changes += $0
    }
    return changes
  }

  /// The jobs that changed after a sequence, each once and as it is now, by rising key.
  ///
  /// One statement over an index of the changes of jobs: O(k log k) for k changes of jobs after the sequence, however many
  /// changes of other kinds there are. What an index must take up or leave out follows from this alone:
  ///
  /// ```swift
  /// try store.deleteJob(id: "17")
  /// try store.jobChanges(after: seen)   // [JobChange(key: 4, status: nil, expiresAt: nil)]
  /// ```
  public func jobChanges(after sequence: Int64) throws -> [JobChange] {
    var changes: [JobChange] = []
    let sql = """
      SELECT DISTINCT change.key, job.status, job.expiresAt FROM change INDEXED BY change_of_jobs
      LEFT JOIN job ON job.key = change.key WHERE change.kind = 'job' AND change.sequence > ? ORDER BY change.key
      """
    try stream("changes of jobs", sql, arguments: [sequence]) { row, _ in
      JobChange(key: JobKey(rawValue: row.integer(0)), status: try row.choice(1), expiresAt: try row.instant(2))
    } _: {
      changes += $0
    }
    return changes
  }

  /// Hands the jobs that changed after a sequence to `body`, each once and as it is now, by rising key, `batchSize` at a time;
  /// 0 starts at the first change. Returns where the market stands then.
  ///
  /// All of it is one committed state, whatever is written meanwhile: whoever takes the batches in and goes on from
  /// `sequence` misses nothing and sees nothing twice. Jobs that are closed come with their status.
  ///
  /// ```swift
  /// try store.deleteJob(id: "17")
  /// let position = try store.readJobs(changedAfter: seen) { print($0) }   // [.gone(JobKey(rawValue: 4))]
  /// seen = position.sequence
  /// ```
  ///
  /// Memory: one batch, and 8 bytes a change of a job. O(k log n) for k changes after the sequence.
  ///
  /// - Throws: what `body` throws, which ends the stream; `MarketStoreError`.
  @discardableResult
  public func readJobs(
    changedAfter sequence: Int64, batchSize: Int = 1000, _ body: ([ChangedJob]) throws -> Void
  ) throws -> MarketPosition {
    precondition(batchSize > 0, "a batch holds at least one row")
    return try read("reading changed jobs") { database in
      var row = RowBuffer()
      row.append(sequence)
      let keys = try ChangedJob.keys(database, row)
      let select = try StatementHandle(
        database, "SELECT \(MarketTable.job.columnList) FROM job WHERE key = ?", kept: true)
      var values = ValueResolver(database)
      var batch: [ChangedJob] = []
      batch.reserveCapacity(min(batchSize, keys.count))
      for key in keys {
        row.removeAll()
        row.append(key)
        let stored = try select.first(row, columns: 0..<1) { try $0.job(&values) }
        batch.append(stored.map(ChangedJob.upsert) ?? .gone(JobKey(rawValue: key)))
        if batch.count == batchSize {
          try body(batch)
          batch.removeAll(keepingCapacity: true)
        }
      }
      if !batch.isEmpty { try body(batch) }
      return try MarketPosition(database, after: sequence)
    }
  }

  /// The number of the last change; 0 in an empty market.
  ///
  /// Cheap enough to be asked before every query, and right also when another process writes: a statement kept compiled on a
  /// connection of its own. O(log n).
  public func latestSequence() throws -> Int64 {
    try mapped("reading the latest sequence") { try sequenceReader.latest() }
  }

  /// How many rows each kind has, `group` left out. O(rows).
  public func counts() throws -> [MarketRecord.Kind: Int] {
    try read("counting rows") { database in
      var counts: [MarketRecord.Kind: Int] = [:]
      for table in MarketTable.all {
        counts[table.kind] = try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table.name)") ?? 0
      }
      return counts
    }
  }

  /// The fields of which the market has values, by name.
  public func fields() throws -> [AttributeField] {
    try read("reading fields") { database in
      try String.fetchAll(database, sql: "SELECT DISTINCT field FROM attribute_value ORDER BY field")
        .compactMap(AttributeField.init)
    }
  }

  /// The id of one value of a field, or `nil` when it has none; the same answer as `vocabulary(field).id(of: value)`.
  ///
  /// O(values of the field), read but not kept: for a filter or two. Whoever asks often takes the vocabulary.
  public func valueID(of value: String, in field: AttributeField) throws -> ValueID? {
    try read("looking up a value of '\(field)'") { database in
      var row = RowBuffer()
      row.append(field.name)
      row.append(value)
      let exact = try StatementHandle(database, "SELECT id FROM attribute_value WHERE field = ? AND value = ?")
      if let id = try exact.first(row, columns: 0..<2, { $0.integer(0) }) { return ValueID(id) }
      // The value may have come in other bytes that Swift calls the same text, which SQLite cannot compare.
      var found: Int64?
      var name = RowBuffer()
      name.append(field.name)
      let all = try StatementHandle(database, "SELECT id, value FROM attribute_value WHERE field = ?")
      try all.forEach(name) { stored in
        if stored.text(1) == value { found = stored.integer(0) }
        return found == nil
      }
      return found.map { ValueID($0) }
    }
  }

  /// The value of an id of a field, or `nil` when there is none. O(log values).
  public func value(of id: ValueID, in field: AttributeField) throws -> String? {
    try read("looking up a value of '\(field)'") { database in
      var row = RowBuffer()
      row.append(field.name)
      row.append(Int64(id))
      let select = try StatementHandle(database, "SELECT value FROM attribute_value WHERE field = ? AND id = ?")
      return try select.first(row, columns: 0..<2) { $0.text(0) }
    }
  }

  /// A field's vocabulary as it is now; empty for a field without values. O(values).
  ///
  /// Ids are for ever: a later vocabulary of the field begins with this one.
  public func vocabulary(_ field: AttributeField) throws -> Vocabulary {
    try read("reading the vocabulary of '\(field)'") { try ValueResolver.vocabulary($0, field) }
  }
}
