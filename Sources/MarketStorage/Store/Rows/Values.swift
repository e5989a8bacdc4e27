import GRDB
import JobMarket

/// Gives attribute values their ids while rows are written, and stores the new ones: the only writer of
/// `attribute_value`, which only ever grows.
final class ValueInterner {
  /// A field with its values, and those of the row at hand.
  private struct Entry {
    let field: AttributeField
    /// `"skill":[`, what the member begins with.
    let prefix: [UInt8]
    var values = ValueTable()
    var rowValues: [String]

    init(_ field: AttributeField, _ vocabulary: Vocabulary, _ rowValues: [String]) {
      (self.field, self.rowValues) = (field, rowValues)
      for value in vocabulary.values { _ = values.intern(value) }
      // A field's name needs no escaping.
      prefix = Array("\"\(field.name)\":[".utf8)
    }
  }

  private let database: Database
  private let insert: StatementHandle
  /// The fields met so far, in the order of meeting.
  private var entries: [Entry] = []
  /// Their names: a name's number is its place in `entries`.
  private var names = ValueTable()
  /// The places in `entries` by name, so that a row's members come in one order without sorting each row.
  private var order: [Int] = []
  private var scratch = RowBuffer()

  init(_ database: Database) throws {
    self.database = database
    insert = try StatementHandle(database, "INSERT INTO attribute_value(field, id, value) VALUES(?, ?, ?)")
  }

  /// Appends `{"skill":[17,4]}` to the row; NULL where no field has a value. O(fields met + values).
  func append(_ attributes: Attributes, to row: inout RowBuffer) throws {
    if attributes.isEmpty { return row.appendNull() }
    for (field, values) in attributes {
      let (place, isNew) = names.intern(field.name)
      if isNew { try meet(field, values) } else { entries[Int(place)].rowValues = values }
    }
    let start = row.bytes.count
    row.bytes.append(UInt8(ascii: "{"))
    var isFirst = true
    for index in order where !entries[index].rowValues.isEmpty {
      row.separate(&isFirst)
      row.bytes.append(contentsOf: entries[index].prefix)
      var isFirstValue = true
      for value in entries[index].rowValues {
        row.separate(&isFirstValue)
        row.integer(Int64(try id(of: value, at: index)))
      }
      entries[index].rowValues = []
      row.bytes.append(UInt8(ascii: "]"))
    }
    row.bytes.append(UInt8(ascii: "}"))
    guard !isFirst else { return row.appendNull() }
    row.endText(from: start)
  }

  private func id(of value: String, at index: Int) throws -> ValueID {
    let (id, isNew) = entries[index].values.intern(value)
    guard isNew else { return id }
    scratch.removeAll()
    scratch.append(entries[index].field.name)
    scratch.append(Int64(id))
    scratch.append(value)
    try insert.execute(scratch)
    return id
  }

  /// Loads the vocabulary of a field that was not met before.
  private func meet(_ field: AttributeField, _ values: [String]) throws {
    let vocabulary = try ValueResolver.vocabulary(database, field)
    entries.append(Entry(field, vocabulary, values))
    order.append(entries.count - 1)
    order.sort { entries[$0].field < entries[$1].field }
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
