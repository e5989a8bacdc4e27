import JobMarket

/// A seeker with the number that the market gave them.
public struct StoredSeeker: Hashable, Sendable {
  /// The market's number, never given again.
  public var key: Int64
  /// The seeker as imported.
  public var seeker: Seeker
  /// The value ids of `seeker.attributes`, by field, in the source's order.
  public var valueIDs: [AttributeField: [ValueID]]

  /// Makes a stored seeker.
  public init(key: Int64, seeker: Seeker, valueIDs: [AttributeField: [ValueID]] = [:]) {
    (self.key, self.seeker, self.valueIDs) = (key, seeker, valueIDs)
  }
}

extension RowBuffer {
  /// The columns of `MarketTable.seeker`.
  mutating func set(_ seeker: Seeker, values: ValueInterner) throws {
    removeAll()
    append(seeker.id)
    append(seeker.headline)
    append(positions: seeker.positions)
    append(strings: seeker.skills)
    append(education: seeker.education)
    append(place: seeker.place)
    append(wants: seeker.wants)
    try values.append(seeker.attributes, to: &self)
    append(seeker.text)
  }
}

extension StatementRow {
  /// A seeker from the columns `MarketTable.seeker.columnList`.
  func seeker(_ values: inout ValueResolver) throws -> StoredSeeker {
    var seeker = Seeker(id: text(1))
    seeker.headline = text(2)
    seeker.positions = try nested(3) { try $0.positions() } ?? []
    seeker.skills = try nested(4) { try $0.strings() } ?? []
    seeker.education = try nested(5) { try $0.education() } ?? []
    seeker.place = try nested(6) { try $0.place() }
    seeker.wants = try nested(7) { try $0.wants() } ?? Seeker.Wants()
    let given = try nested(8) { try values.read(&$0) }
    seeker.attributes = given?.attributes ?? [:]
    seeker.text = text(9)
    return StoredSeeker(key: integer(0), seeker: seeker, valueIDs: given?.ids ?? [:])
  }
}
