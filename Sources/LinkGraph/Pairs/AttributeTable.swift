import JobMarket

/// Values by field of many seekers, or of many jobs: a row each, 4 bytes a value and 4 a row and field.
///
/// ```swift
/// var jobs = AttributeTable(fields: [.title, .skill])
/// try jobs.append([.title: [4], .skill: [9, 2, 9]])   // 0, the row's number
/// jobs.values(of: .skill, row: 0)                     // [2, 9]
/// ```
///
/// A row's values of a field rise and none stands twice, whatever order they came in. Somebody whose attributes changed
/// between two applications has two rows.
public struct AttributeTable: Hashable, Sendable {
  /// The fields, in the order given.
  public let fields: [AttributeField]
  /// How many rows there are.
  public private(set) var rowCount = 0
  private(set) var columns: [ValueColumn]

  /// A table without rows; a field that stands twice counts once. O(fields).
  public init(fields: [AttributeField]) {
    var known = Set<AttributeField>()
    self.fields = fields.filter { known.insert($0).inserted }
    columns = self.fields.map { _ in ValueColumn() }
  }

  /// Adds a row and gives its number; a field that is left out has no value, one that the table does not have throws.
  /// O(fields + values log values).
  @discardableResult
  public mutating func append(_ values: [AttributeField: [ValueID]]) throws -> Int {
    if let stranger = values.keys.sorted().first(where: { !fields.contains($0) }) {
      throw LinkGraphError.undeclaredField(stranger.name, known: fields.map(\.name))
    }
    for index in fields.indices { columns[index].append(values[fields[index]] ?? []) }
    rowCount += 1
    return rowCount - 1
  }

  /// A row's values of a field, rising; none for a field that the table does not have. O(fields).
  public func values(of field: AttributeField, row: Int) -> [ValueID] {
    guard let column = column(of: field) else { return [] }
    return Array(column.values[column.range(of: row)])
  }

  func column(of field: AttributeField) -> ValueColumn? {
    fields.firstIndex(of: field).map { columns[$0] }
  }
}

/// One field's values, row after row, in compressed rows.
struct ValueColumn: Hashable, Sendable {
  /// Where each row's values begin, and where the last one's end.
  private(set) var offsets: [UInt32] = [0]
  /// The values, rising within a row.
  private(set) var values: [ValueID] = []

  mutating func append(_ row: [ValueID]) {
    if row.count == 1 {
      values.append(row[0])
    } else {
      var last: ValueID?
      for value in row.sorted() where value != last {
        values.append(value)
        last = value
      }
    }
    precondition(values.count <= Int(UInt32.max), "a column has at most 2^32 - 1 values")
    offsets.append(UInt32(values.count))
  }

  func range(of row: Int) -> Range<Int> { Int(offsets[row])..<Int(offsets[row + 1]) }
}
