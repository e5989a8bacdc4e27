import GRDB
import JobMarket

/// Values that were renamed or found to be one. An alias is added, never changed: the table says who answered as whom at every
/// change, and the log of changes names it, so that an index knows that it must look.
extension MarketStore {
  /// Makes a value of a field answer as another of the same field: jobs that have it, conditions that name it. Ids and stored
  /// jobs stay as they are.
  ///
  /// A value that has a successor already is redirected to the new one. Merging into a value that itself has a successor ends
  /// where that ends, now and after each later merge.
  ///
  /// ```swift
  /// try store.mergeValue(3, into: 7, in: .skill)             // 12, the change
  /// try store.aliases().canonical(3, in: .skill)             // 7
  /// ```
  ///
  /// - Returns: the sequence of the change; the latest one where the value had just this successor already.
  /// - Throws: `MarketStoreError`: `missing` for an id that the field has not, `refused` where values would go in a circle.
  ///   O(aliases).
  @discardableResult
  public func mergeValue(_ value: ValueID, into successor: ValueID, in field: AttributeField) throws -> Int64 {
    try write("merging values of '\(field)'") { database in
      let (old, new) = (
        try name(of: value, in: field, database), try name(of: successor, in: field, database)
      )
      guard value != successor else {
        throw MarketStoreError(
          .refused, "field '\(field)': '\(old)' answers as itself. Name another value that it is to answer as.")
      }
      var successors = try ValueAliasRows.successors(database)
      if successors[field]?[value] == successor { return try ValueAliasRows.sequence(database) }
      successors[field, default: [:]][value] = successor
      guard ValueAliases(successors: successors) != nil else {
        throw MarketStoreError(
          .refused,
          "field '\(field)': '\(old)' cannot answer as '\(new)', which answers as '\(old)' itself. Merge the other way round,"
            + " or separate '\(new)' first.")
      }
      return try ValueAliasRows.append(database, field, value, successor)
    }
  }

  /// Makes a value answer as itself again: a merge is taken back.
  ///
  /// - Returns: the sequence of the change; the latest one where the value had no successor.
  /// - Throws: `MarketStoreError.missing` for an id that the field has not.
  @discardableResult
  public func separateValue(_ value: ValueID, in field: AttributeField) throws -> Int64 {
    try write("separating values of '\(field)'") { database in
      _ = try name(of: value, in: field, database)
      guard try ValueAliasRows.successors(database)[field]?[value] != nil else {
        return try ValueAliasRows.sequence(database)
      }
      return try ValueAliasRows.append(database, field, value, nil)
    }
  }

  /// The aliases of all fields as they are now. O(aliases ever made).
  public func aliases() throws -> ValueAliases {
    try read("reading aliases of values") { database in
      guard let aliases = ValueAliases(successors: try ValueAliasRows.successors(database)) else {
        throw JSONTextReader.Failure(offset: 0, reason: "successors of values go in a circle")
      }
      return aliases
    }
  }

  /// What a value is called, as a message can hold it.
  ///
  /// - Throws: `MarketStoreError.missing` for an id that the field has not.
  private func name(of id: ValueID, in field: AttributeField, _ database: Database) throws -> String {
    let value = try String.fetchOne(
      database, sql: "SELECT value FROM attribute_value WHERE field = ? AND id = ?", arguments: [field.name, Int64(id)])
    guard let value else {
      throw MarketStoreError(.missing, "\(path): field '\(field)' has no value \(id). Check the id and the field.")
    }
    return String(value.prefix(200))
  }
}

/// The rows of `attribute_alias`.
private enum ValueAliasRows {
  /// The last word on each value, by field.
  static func successors(_ database: Database) throws -> [AttributeField: [ValueID: ValueID]] {
    var successors: [AttributeField: [ValueID: ValueID]] = [:]
    let rows = try StatementHandle(database, "SELECT field, value, successor FROM attribute_alias ORDER BY sequence")
    try rows.forEach { row in
      guard let field = AttributeField(row.text(0)), let value = ValueID(exactly: row.integer(1)) else {
        throw JSONTextReader.Failure(offset: 0, reason: "an alias without field or value")
      }
      if let successor = row.optionalInteger(2).flatMap(ValueID.init(exactly:)) {
        successors[field, default: [:]][value] = successor
      } else {
        successors[field]?[value] = nil
      }
      return true
    }
    return successors
  }

  /// Adds a row and its change; both have one number.
  static func append(
    _ database: Database, _ field: AttributeField, _ value: ValueID, _ successor: ValueID?
  ) throws -> Int64 {
    let next = try sequence(database) + 1
    try database.execute(
      sql: "INSERT INTO attribute_alias(sequence, field, value, successor) VALUES(?, ?, ?, ?)",
      arguments: [next, field.name, Int64(value), successor.map { Int64($0) }])
    let changes = ChangeLog(database)
    try changes.append(MarketChange.Kind.alias, next, .insert)
    try changes.flush()
    guard try sequence(database) == next else {
      throw DatabaseError(message: "the log of changes was numbered otherwise than counted")
    }
    return next
  }

  static func sequence(_ database: Database) throws -> Int64 {
    try Int64.fetchOne(database, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'change'") ?? 0
  }
}
