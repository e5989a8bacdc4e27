import GRDB

extension MarketStore {
  /// Removes the changes that a later change of the same thing supersedes, so that the log is as long as there ever were
  /// things and not as there ever were changes. Returns how many it removed.
  ///
  /// Whoever asks what changed after a sequence, and reads it as it is now, gets the same answer before and after, whatever
  /// the sequence (`readJobs(changedAfter:)`, `jobChanges`, `latestSequence`). Only `changes(after:)` is shorter: of each
  /// thing the last change alone. Changes of aliases all stay.
  ///
  /// One transaction; O(n log n) for n changes in the log, with their keys in memory or in SQLite's temporary file.
  ///
  /// - Throws: `MarketStoreError`; nothing is removed then.
  @discardableResult
  public func compactChanges() throws -> Int {
    try write("compacting the log of changes") { database in
      try database.execute(
        sql: """
          DELETE FROM change WHERE sequence NOT IN (SELECT max(sequence) FROM change GROUP BY kind, key)
          """)
      return database.changesCount
    }
  }

  /// The same where the log has become long: more than `least` changes, and more than two for each thing there is.
  ///
  /// Counting them is O(n); whoever asks often, after each merge of an index, pays for a compaction only when it halves the log.
  @discardableResult
  public func compactChanges(whereMoreThan least: Int) throws -> Int {
    let held = try read("counting changes") { try Int.fetchOne($0, sql: "SELECT count(*) FROM change") ?? 0 }
    guard held > least, held > 2 * (try counts().values.reduce(0, +)) else { return 0 }
    return try compactChanges()
  }
}
