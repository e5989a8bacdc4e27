import GRDB
import JobMarket

/// The values that rows were written with, by field, with the ids the market gave them: what a `ValueInterner` knows, kept
/// from one transaction to the next. Ids are for ever, so that what is known stays true; what others added is read when a
/// field is met again. After a transaction that failed it must be forgotten.
struct KnownValues {
  /// A field with its values, and those of the row at hand.
  fileprivate struct Entry {
    let field: AttributeField
    /// `"skill":[`, what the member begins with.
    let prefix: [UInt8]
    var values = ValueTable()
    var rowValues: [String] = []
    /// Whether the values are all that the market has, in the transaction at hand.
    var isCurrent = false

    init(_ field: AttributeField) {
      self.field = field
      // A field's name needs no escaping.
      prefix = Array("\"\(field.name)\":[".utf8)
    }
  }

  /// The fields met so far, in the order of meeting.
  fileprivate var entries: [Entry] = []
  /// Their names: a name's number is its place in `entries`.
  fileprivate var names = ValueTable()
  /// The places in `entries` by name, so that a row's members come in one order without sorting each row.
  fileprivate var order: [Int] = []
}

/// Gives attribute values their ids while rows are written, and stores the new ones: the only writer of
/// `attribute_value` beside `MarketStore.appendValues`; the table only ever grows.
final class ValueInterner {
  private let database: Database
  private let insert: StatementHandle
  /// What to keep when the transaction is committed.
  private(set) var known: KnownValues
  private var scratch = RowBuffer()

  /// Begins a transaction's writing with what an earlier one knew.
  init(_ database: Database, known: consuming KnownValues = KnownValues()) throws {
    self.database = database
    self.known = known
    for index in self.known.entries.indices { self.known.entries[index].isCurrent = false }
    insert = try StatementHandle(
      database, "INSERT INTO attribute_value(field, id, value) VALUES(?, ?, ?)", kept: true)
  }

  /// Appends `{"skill":[17,4]}` to the row; NULL where no field has a value. O(fields met + values).
  func append(_ attributes: Attributes, to row: inout RowBuffer) throws {
    if attributes.isEmpty { return row.appendNull() }
    for (field, values) in attributes {
      let (place, isNew) = known.names.intern(field.name)
      if isNew { meet(field) }
      if !known.entries[Int(place)].isCurrent { try catchUp(Int(place)) }
      known.entries[Int(place)].rowValues = values
    }
    let start = row.bytes.count
    row.bytes.append(UInt8(ascii: "{"))
    var isFirst = true
    for index in known.order where !known.entries[index].rowValues.isEmpty {
      row.separate(&isFirst)
      row.bytes.append(contentsOf: known.entries[index].prefix)
      var isFirstValue = true
      for value in known.entries[index].rowValues {
        row.separate(&isFirstValue)
        row.integer(Int64(try id(of: value, at: index)))
      }
      known.entries[index].rowValues = []
      row.bytes.append(UInt8(ascii: "]"))
    }
    row.bytes.append(UInt8(ascii: "}"))
    guard !isFirst else { return row.appendNull() }
    row.endText(from: start)
  }

  private func id(of value: String, at index: Int) throws -> ValueID {
    let (id, isNew) = known.entries[index].values.intern(value)
    guard isNew else { return id }
    scratch.removeAll()
    scratch.append(known.entries[index].field.name)
    scratch.append(Int64(id))
    scratch.append(value)
    try insert.execute(scratch)
    return id
  }

  private func meet(_ field: AttributeField) {
    known.entries.append(KnownValues.Entry(field))
    known.order = known.entries.indices.sorted { known.entries[$0].field < known.entries[$1].field }
  }

  /// Reads the values of a field from the first that is not known. O(log values + those).
  private func catchUp(_ place: Int) throws {
    let field = known.entries[place].field
    let select = try StatementHandle(
      database, "SELECT id, value FROM attribute_value WHERE field = ? AND id >= ? ORDER BY id", kept: true)
    scratch.removeAll()
    scratch.append(field.name)
    scratch.append(Int64(known.entries[place].values.count))
    try select.forEach(scratch) { row in
      guard row.integer(0) == Int64(known.entries[place].values.count) else {
        throw JSONTextReader.Failure(
          offset: 0, reason: "value \(known.entries[place].values.count) of field '\(field)' is missing")
      }
      guard known.entries[place].values.intern(row.text(1)).isNew else {
        throw JSONTextReader.Failure(offset: 0, reason: "a value of field '\(field)' stands twice")
      }
      return true
    }
    known.entries[place].isCurrent = true
  }
}

/// Turns value ids back into values while rows are read; keeps what it has looked up.
struct ValueResolver {
  private let database: Database
  private var statement: StatementHandle?
  private var known: [AttributeField: [ValueID: String]] = [:]

  init(_ database: Database) {
    self.database = database
  }

  mutating func attributes(_ ids: [AttributeField: [ValueID]]) throws -> Attributes {
    var attributes: Attributes = [:]
    for (field, ids) in ids {
      attributes[field] = try ids.map { try value(of: $0, field) }
    }
    return attributes
  }

  private mutating func value(of id: ValueID, _ field: AttributeField) throws -> String {
    if let value = known[field]?[id] { return value }
    let select =
      try statement ?? StatementHandle(database, "SELECT value FROM attribute_value WHERE field = ? AND id = ?")
    statement = select
    var row = RowBuffer()
    row.append(field.name)
    row.append(Int64(id))
    guard let value = try select.first(row, columns: 0..<2, { $0.text(0) }) else {
      throw JSONTextReader.Failure(offset: 0, reason: "the market gave no value \(id) of field '\(field)'")
    }
    known[field, default: [:]][id] = value
    return value
  }

  /// A field's whole vocabulary.
  static func vocabulary(_ database: Database, _ field: AttributeField) throws -> Vocabulary {
    let select = try StatementHandle(database, "SELECT id, value FROM attribute_value WHERE field = ? ORDER BY id")
    var row = RowBuffer()
    row.append(field.name)
    var values: [String] = []
    try select.forEach(row) { row in
      guard row.integer(0) == Int64(values.count) else {
        throw JSONTextReader.Failure(offset: 0, reason: "value \(values.count) of field '\(field)' is missing")
      }
      values.append(row.text(1))
      return true
    }
    guard let vocabulary = Vocabulary(values: values) else {
      throw JSONTextReader.Failure(offset: 0, reason: "a value of field '\(field)' stands twice")
    }
    return vocabulary
  }
}
