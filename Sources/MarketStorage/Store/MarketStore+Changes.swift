import GRDB
import JobMarket

/// What follows from the market follows this log: vectors, indexes and links are recomputed from the changes after the
/// last sequence they have seen.
extension MarketStore {
  /// The changes after a sequence, by rising sequence; 0 starts at the first. At most `limit`.
  ///
  /// O(log n + results). A change says that a thing has changed, not what it was: read the thing by its key.
  public func changes(after sequence: Int64, limit: Int = .max) throws -> [MarketChange] {
    var changes: [MarketChange] = []
    let sql = "SELECT sequence, kind, key, action FROM change WHERE sequence > ? ORDER BY sequence LIMIT ?"
    try stream("changes", sql, arguments: [sequence, Int64(limit)]) { row, _ in
      guard let kind: MarketRecord.Kind = try row.choice(1), let action: MarketChange.Action = try row.choice(3) else {
        throw JSONTextReader.Failure(offset: 0, reason: "a change without kind or action")
      }
      return MarketChange(sequence: row.integer(0), kind: kind, key: row.integer(2), action: action)
    } _: {
      changes += $0
    }
    return changes
  }

  /// The number of the last change; 0 in an empty market. O(log n).
  public func latestSequence() throws -> Int64 {
    try read("reading the latest sequence") { database in
      try Int64.fetchOne(database, sql: "SELECT max(sequence) FROM change") ?? 0
    }
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

  /// A field's vocabulary as it is now; empty for a field without values. O(values).
  ///
  /// Ids are for ever: a later vocabulary of the field begins with this one.
  public func vocabulary(_ field: AttributeField) throws -> Vocabulary {
    try read("reading the vocabulary of '\(field)'") { try ValueResolver.vocabulary($0, field) }
  }
}
