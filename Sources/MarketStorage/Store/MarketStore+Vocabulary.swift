import GRDB
import JobMarket

extension MarketStore {
  /// Adds values to the end of a field's vocabulary: those that a stage derived from the record and wants numbered for ever.
  ///
  /// - Parameters:
  ///   - values: values the vocabulary does not hold, each once; they get the next ids in this order.
  ///   - count: how long the caller knows the vocabulary to be.
  /// - Throws: `MarketStoreError.refused` when it is not that long any more; `MarketStoreError`. O(values).
  public func appendValues(_ values: [String], to field: AttributeField, after count: Int) throws {
    try write("numbering values of '\(field)'") { database in
      let stored =
        try Int.fetchOne(database, sql: "SELECT count(*) FROM attribute_value WHERE field = ?", arguments: [field.name])
        ?? 0
      guard stored == count else {
        throw MarketStoreError(
          .refused,
          "field '\(field)' has \(stored) values, not \(count): something else numbered values meanwhile. Try again.")
      }
      for (offset, value) in values.enumerated() {
        try database.execute(
          sql: "INSERT INTO attribute_value(field, id, value) VALUES(?, ?, ?)",
          arguments: [field.name, count + offset, value])
      }
    }
  }
}
