import GRDB
import JobMarket

/// Writes single things, one after the other, within one transaction.
///
/// A write that cannot be is refused before it has changed anything, so that the transaction can go on. Statements are the
/// connection's own from batch to batch, and values are known from the batch before: a batch of one costs what its row does.
final class WriteBatch {
  /// The most bytes of one row, a little less than what SQLite allows.
  static let largestRow = 900_000_000

  private let database: Database
  private let values: ValueInterner
  private let changes: ChangeLog
  private let find: StatementHandle
  private let sequenceQuery: StatementHandle
  private var row = RowBuffer()
  /// The number of the last change, those included that are not written yet.
  private var sequence: Int64 = 0

  /// Begins a batch; `known` is what the one before ended with.
  init(_ database: Database, known: consuming KnownValues) throws {
    self.database = database
    values = try ValueInterner(database, known: known)
    changes = ChangeLog(database)
    find = try StatementHandle(
      database, "SELECT \(MarketTable.job.columnList) FROM job WHERE id = ?", kept: true)
    sequenceQuery = try StatementHandle(
      database, "SELECT seq FROM sqlite_sequence WHERE name = 'change'", kept: true)
    sequence = try storedSequence()
  }

  /// Writes one thing.
  ///
  /// - Throws: a `Reject` for a job that cannot be stored, `MarketStoreError.missing` for a job that is not known: nothing
  ///   was written then. Anything else undoes the transaction.
  func write(_ write: MarketWrite, path: String) throws -> MarketWrite.Receipt {
    switch write {
    case .upsert(let job):
      return try upsert(job)
    case .close(let id):
      let known = try known(id, path) { $0.text(WriteBatch.column("status")) }
      guard known.value == JobStatus.open.rawValue else { return receipt(.unchanged, known.key) }
      try kept("UPDATE job SET status = 'closed' WHERE key = ?").execute(known.key)
      return try changed(.closed, known.key, .close)
    case .delete(let id):
      let known = try known(id, path) { _ in }
      try kept("DELETE FROM job WHERE key = ?").execute(known.key)
      return try changed(.deleted, known.key, .delete)
    case .setExpiry(let id, let expiry):
      try WriteBatch.validate(expiry)
      let known = try known(id, path) { $0.optionalInteger(WriteBatch.column("expiresAt")) }
      guard known.value != expiry?.milliseconds else { return receipt(.unchanged, known.key) }
      row.removeAll()
      row.append(expiry)
      try kept("UPDATE job SET expiresAt = ? WHERE key = ?").execute(row, trailing: known.key)
      return try changed(.updated, known.key, .update)
    }
  }

  /// Ends the batch; returns what the next one begins with, if this one is committed.
  func finish() throws -> KnownValues {
    try changes.flush()
    guard try storedSequence() == sequence else {
      throw DatabaseError(message: "the log of changes was numbered otherwise than counted")
    }
    return values.known
  }

  private func upsert(_ job: Job) throws -> MarketWrite.Receipt {
    try MarketRecord(.job(job), location: WriteBatch.location).validate()
    try row.set(job, values: values)
    guard row.bytes.count <= WriteBatch.largestRow else {
      throw Reject(
        location: WriteBatch.location, found: "\(row.bytes.count) bytes",
        allowed: "at most \(WriteBatch.largestRow) bytes", reason: "the job is larger than a row can be")
    }
    let content = 1..<MarketTable.job.columns.count
    let status = MarketTable.job.columns.firstIndex(of: "status") ?? 0
    let known = try find.first(row, columns: 0..<1) { stored in
      (
        key: stored.integer(0), isSame: stored.matches(row, columns: content, from: 2),
        isOpen: stored.text(WriteBatch.column("status")) == JobStatus.open.rawValue
      )
    }
    guard let known else {
      try kept(WriteBatch.insert).execute(row)
      return try changed(.inserted, database.lastInsertedRowID, .insert)
    }
    if known.isSame { return receipt(.unchanged, known.key) }
    try kept(WriteBatch.update).execute(row, columns: content, trailing: known.key)
    let isClosing = known.isOpen && row.text(at: status) == JobStatus.closed.rawValue
    return try changed(isClosing ? .closed : .updated, known.key, isClosing ? .close : .update)
  }

  /// The key of a job, and what `read` takes from its row.
  private func known<T>(_ id: String, _ path: String, _ read: (StatementRow) -> T) throws -> (key: Int64, value: T) {
    row.removeAll()
    row.append(id)
    let found = try find.first(row, columns: 0..<1) { (key: $0.integer(0), value: read($0)) }
    guard let found else {
      throw MarketStoreError(.missing, "\(path): the market knows no job '\(id.prefix(200))'. Check the id.")
    }
    return found
  }

  private func changed(
    _ result: MarketStore.WriteResult, _ key: Int64, _ action: MarketChange.Action
  ) throws -> MarketWrite.Receipt {
    try changes.append(MarketChange.Kind.job, key, action)
    sequence += 1
    return receipt(result, key)
  }

  private func receipt(_ result: MarketStore.WriteResult, _ key: Int64) -> MarketWrite.Receipt {
    MarketWrite.Receipt(result: result, key: JobKey(rawValue: key), sequence: sequence)
  }

  private func kept(_ sql: String) throws -> StatementHandle {
    try StatementHandle(database, sql, kept: true)
  }

  private func storedSequence() throws -> Int64 {
    row.removeAll()
    return try sequenceQuery.first(row, columns: 0..<0) { $0.integer(0) } ?? 0
  }

  private static func validate(_ expiry: Instant?) throws {
    guard let expiry, !Instant.calendar.contains(expiry) else { return }
    throw Reject(
      location: location, key: "expiresAt", found: "\(expiry.milliseconds)",
      allowed: "a time from the year -9999 to 9999", reason: "the time lies in no year of the calendar; check its unit")
  }

  /// Where a column stands in `MarketTable.job.columnList`.
  private static func column(_ name: String) -> Int {
    1 + (MarketTable.job.columns.firstIndex(of: name) ?? 0)
  }

  private static let location = SourceLocation(file: "upsert", line: 1)
  private static let insert = {
    let places = Array(repeating: "?", count: MarketTable.job.columns.count).joined(separator: ", ")
    return "INSERT INTO job(\(MarketTable.job.columns.joined(separator: ", "))) VALUES(\(places))"
  }()
  private static let update =
    "UPDATE job SET \(MarketTable.job.content.map { "\($0) = ?" }.joined(separator: ", ")) WHERE key = ?"
}
