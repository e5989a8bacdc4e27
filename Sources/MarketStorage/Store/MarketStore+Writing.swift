import GRDB
import JobMarket

/// Writing single things. Each call is a transaction of its own, acknowledged when it has reached the disk; for many at once
/// see `MarketWriter`.
extension MarketStore {
  /// What became of a thing that was written.
  public enum WriteResult: String, Hashable, Sendable {
    case inserted, updated, closed, deleted, unchanged
  }

  /// Writes one job in place of what the market knew of that id.
  ///
  /// - Throws: a `Reject` for an empty id; `MarketStoreError`.
  @discardableResult
  public func upsert(_ job: Job) throws -> WriteResult {
    try commit(.upsert(job)).result
  }

  /// Writes one seeker in place of what the market knew of that id.
  ///
  /// - Throws: a `Reject` for an empty id; `MarketStoreError`.
  @discardableResult
  public func upsert(_ seeker: Seeker) throws -> WriteResult {
    try upsert(.seeker(seeker))
  }

  /// Writes one thing of any kind in place of what the market knew of it.
  ///
  /// - Throws: a `Reject` for an empty id or a reference to nothing; `MarketStoreError`.
  @discardableResult
  public func upsert(_ content: MarketRecord.Content) throws -> WriteResult {
    if case .job(let job) = content { return try upsert(job) }
    let record = MarketRecord(content, location: SourceLocation(file: "upsert", line: 1))
    let report = try write("writing a \(content.kind.rawValue)") { database in
      let file = try FileImport(database, name: "upsert", isStrict: true, onReject: { _ in })
      try file.add(record)
      _ = try file.finish()
      return file.report
    }
    return report.inserted == 1 ? .inserted : report.updated == 1 ? .updated : report.closed == 1 ? .closed : .unchanged
  }

  /// Closes an open job; its history stays. Returns `false` when it was closed already.
  ///
  /// - Throws: `MarketStoreError.missing` when no job has that id.
  @discardableResult
  public func closeJob(id: String) throws -> Bool {
    try commit(.close(id: id)).result == .closed
  }

  /// Sets the first moment at which a job is not offered, `nil` for none. Returns `false` when it was that already.
  ///
  /// - Throws: `MarketStoreError.missing` when no job has that id; a `Reject` for a time in no year of the calendar.
  @discardableResult
  public func setExpiry(ofJob id: String, to expiry: Instant?) throws -> Bool {
    try commit(.setExpiry(id: id, to: expiry)).result == .updated
  }

  /// Deletes a job and every impression, engagement, hire, campaign and feedback that points at it. To take a job off the
  /// board and keep what was learnt from it, close it.
  ///
  /// - Throws: `MarketStoreError.missing` when no job has that id.
  public func deleteJob(id: String) throws {
    _ = try commit(.delete(id: id))
  }

  /// Erases a person: the seeker and every request, impression, engagement, hire, feedback and group of theirs.
  ///
  /// The log keeps one change with the key, which says nothing of the person. Pages that held the rows are overwritten and
  /// the log file is emptied, so that the bytes are gone from the files as well, which the result tells: while another read
  /// still looks at the market as it was before, the log file cannot be emptied, and the bytes stay in it (and perhaps in
  /// the database) until a later import, erasure or close without such a read. Attribute values stay in their vocabulary, where
  /// they name no one.
  ///
  /// - Returns: whether the bytes are gone from the files; `false` means that a read held them there.
  /// - Throws: `MarketStoreError.missing` when no seeker has that id.
  @discardableResult
  public func deleteSeeker(id: String) throws -> Bool {
    try write("deleting a seeker") { database in
      let key = try Int64.fetchOne(database, sql: "SELECT key FROM seeker WHERE id = ?", arguments: [id])
      guard let key else {
        throw MarketStoreError(.missing, "\(path): the market knows no seeker '\(id.prefix(200))'. Check the id.")
      }
      try database.execute(sql: "DELETE FROM seeker WHERE key = ?", arguments: [key])
      let changes = ChangeLog(database)
      try changes.append(MarketChange.Kind.seeker, key, .delete)
      try changes.flush()
    }
    return try checkpoint()
  }

  /// Closes every open job whose key is not named. Returns how many.
  func closeJobs(exceptNamed named: KeySet) throws -> Int {
    try write("closing the jobs that the full feed does not name") { database in
      let open = try Int64.fetchAll(database, sql: "SELECT key FROM job WHERE status = 'open' ORDER BY key")
      let update = try StatementHandle(database, "UPDATE job SET status = 'closed' WHERE key = ?")
      let changes = ChangeLog(database)
      var count = 0
      for key in open where !named.contains(key) {
        try update.execute(key)
        try changes.append(MarketChange.Kind.job, key, .close)
        count += 1
      }
      try changes.flush()
      return count
    }
  }

  /// Opens every closed job that a full feed names without saying that it is closed. Returns how many.
  @discardableResult
  func openJobs(named: FileImport.NamedJobs) throws -> Int {
    try write("opening the closed jobs that the full feed offers") { database in
      let closed = try Int64.fetchAll(database, sql: "SELECT key FROM job WHERE status = 'closed' ORDER BY key")
      let update = try StatementHandle(database, "UPDATE job SET status = 'open' WHERE key = ?")
      let changes = ChangeLog(database)
      var count = 0
      for key in closed where named.all.contains(key) && !named.closed.contains(key) {
        try update.execute(key)
        try changes.append(MarketChange.Kind.job, key, .update)
        count += 1
      }
      try changes.flush()
      return count
    }
  }

  /// Copies the log file into the database and empties it; `false` when a reader needs it and it could not be emptied.
  @discardableResult
  func checkpoint() throws -> Bool {
    do {
      _ = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
      return true
    } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY || error.resultCode == .SQLITE_LOCKED {
      // A reader still looks at an older state: the next checkpoint does it.
      return false
    }
  }
}
