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
///
/// Rows of a market mostly have the same fields: a row whose fields are those of the row before, in that order, gets copies of
/// its dictionaries with other values in the same places, which hashes nothing.
struct ValueResolver {
  /// Value ids by field, and the values they stand for.
  typealias Given = (ids: [AttributeField: [ValueID]], attributes: Attributes)

  private struct Field {
    let field: AttributeField
    /// The values looked up so far, by id.
    var values: [Value?] = []
  }

  /// A value, and the lists that hold nothing else: what most rows have of most fields, shared by all of them.
  private struct Value {
    let text: String
    let ids: [ValueID]
    let texts: [String]
  }

  private let database: Database
  private var statement: StatementHandle?
  private var fields: [Field] = []
  private var places: [AttributeField: Int] = [:]
  /// The fields of the row at hand, by their places in `fields`, with what it gives them.
  private var row: [(place: Int, ids: [ValueID], values: [String])] = []
  /// The ids of the list at hand.
  private var list: [ValueID] = []
  private var shape = Shape()

  /// The fields of the row before, and dictionaries that have them.
  private struct Shape {
    var places: [Int] = []
    var ids: [AttributeField: [ValueID]] = [:]
    var attributes: Attributes = [:]
    /// Where each of `places` stands in the dictionaries.
    var idIndices: [Dictionary<AttributeField, [ValueID]>.Index] = []
    var attributeIndices: [Attributes.Index] = []
  }

  init(_ database: Database) {
    self.database = database
  }

  /// Reads `{"skill":[17,4]}`.
  mutating func read(_ reader: inout JSONTextReader) throws -> Given {
    row.removeAll(keepingCapacity: true)
    try reader.object { name, reader in
      let place = try place(of: name, reader)
      list.removeAll(keepingCapacity: true)
      try reader.forEach { list.append(try $0.valueID()) }
      if list.count == 1 {
        let value = try value(of: list[0], at: place)
        row.append((place, value.ids, value.texts))
      } else {
        row.append((place, list, try list.map { try value(of: $0, at: place).text }))
      }
    }
    let isSameShape = row.count == shape.places.count && zip(row, shape.places).allSatisfy { $0.place == $1 }
    if !isSameShape, !reshape() {
      // A field that stands twice: no writer here makes such a row. The last one counts.
      let ids = row.map { (fields[$0.place].field, $0.ids) }
      let values = row.map { (fields[$0.place].field, $0.values) }
      return (Dictionary(ids) { $1 }, Dictionary(values) { $1 })
    }
    var given: Given = (shape.ids, shape.attributes)
    for (number, member) in row.enumerated() {
      given.ids.values[shape.idIndices[number]] = member.ids
      given.attributes.values[shape.attributeIndices[number]] = member.values
    }
    return given
  }

  /// Makes the row's fields the shape; `false` when one stands twice.
  private mutating func reshape() -> Bool {
    var shape = Shape()
    shape.places = row.map(\.place)
    for place in shape.places {
      shape.ids[fields[place].field] = []
      shape.attributes[fields[place].field] = []
    }
    guard shape.ids.count == row.count else { return false }
    for place in shape.places {
      guard let index = shape.ids.index(forKey: fields[place].field),
        let other = shape.attributes.index(forKey: fields[place].field)
      else { return false }
      shape.idIndices.append(index)
      shape.attributeIndices.append(other)
    }
    self.shape = shape
    return true
  }

  /// A field's place in `fields`; mostly that of the same member of the row before.
  private mutating func place(of name: String, _ reader: JSONTextReader) throws -> Int {
    if row.count < shape.places.count, fields[shape.places[row.count]].field.name == name {
      return shape.places[row.count]
    }
    let field = try reader.field(name)
    if let place = places[field] { return place }
    places[field] = fields.count
    fields.append(Field(field: field))
    return fields.count - 1
  }

  private mutating func value(of id: ValueID, at place: Int) throws -> Value {
    if Int(id) < fields[place].values.count, let value = fields[place].values[Int(id)] { return value }
    let select =
      try statement
      ?? StatementHandle(database, "SELECT value FROM attribute_value WHERE field = ? AND id = ?", kept: true)
    statement = select
    let field = fields[place].field
    var row = RowBuffer()
    row.append(field.name)
    row.append(Int64(id))
    guard let text = try select.first(row, columns: 0..<2, { $0.text(0) }) else {
      throw JSONTextReader.Failure(offset: 0, reason: "the market gave no value \(id) of field '\(field)'")
    }
    let missing = Int(id) + 1 - fields[place].values.count
    if missing > 0 { fields[place].values.append(contentsOf: repeatElement(nil, count: missing)) }
    let value = Value(text: text, ids: [id], texts: [text])
    fields[place].values[Int(id)] = value
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
