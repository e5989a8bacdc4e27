/// The header of a native delimited file, read as a mapping of itself.
struct NativeHeader {
  /// The source of the record's object.
  let source: ValueSource

  /// Checks a header; throws `MarketFileError` naming an unknown column and the nearest allowed one.
  init(kind: MarketRecord.Kind, columns: [String], file: String) throws {
    var members: [ValueSource.ObjectMember] = []
    for (index, name) in columns.enumerated() {
      var reference = ColumnReference(name)
      reference.index = index
      // `place` beside `place.lat` is the place's text.
      let hasParts = columns.contains { $0.hasPrefix(name + ".") }
      let path = hasParts ? reference.path + ["text"] : reference.path
      let inserted = NativeHeader.insert(.column(reference), path: path[...], MarketColumns.of(kind), into: &members)
      guard inserted else {
        let allowed = NativeHeader.names(MarketColumns.of(kind))
        throw MarketFileError(
          file: file, line: 1, problem: "column '\(name)' is unknown",
          advice: NearestName.advice(for: name, among: allowed) + "; a mapping can drop or rename it")
      }
    }
    source = .object(members)
  }

  /// Puts a column at its path; `false` when no such column exists.
  private static func insert(
    _ source: ValueSource, path: ArraySlice<String>, _ columns: [MarketColumns.Column],
    into members: inout [ValueSource.ObjectMember]
  ) -> Bool {
    guard let name = path.first, let column = columns.first(where: { $0.name == name }) else { return false }
    let rest = path.dropFirst()
    if rest.isEmpty { return add(source, column, to: &members) }
    let existing = members.firstIndex { $0.key == name }
    var inner: [ValueSource.ObjectMember] = []
    if let existing, case .object(let members) = members[existing].source { inner = members }
    let isKnown: Bool
    switch column.shape {
    case .object(let columns), .objectList(let columns): isKnown = insert(source, path: rest, columns, into: &inner)
    case .place, .placeList: isKnown = insert(source, path: rest, MarketColumns.place, into: &inner)
    case .attributes:
      isKnown = rest.count == 1
      inner.append(.init(key: rest.first ?? "", source: .split(source, separator: "|")))
    case .scalar, .list: isKnown = false
    }
    if let existing {
      members[existing].source = .object(inner)
    } else {
      members.append(.init(key: name, source: .object(inner)))
    }
    return isKnown
  }

  /// Adds a column that has no dots; objects have no single column.
  private static func add(
    _ source: ValueSource, _ column: MarketColumns.Column, to members: inout [ValueSource.ObjectMember]
  ) -> Bool {
    switch column.shape {
    case .scalar, .place: members.append(.init(key: column.name, source: source))
    case .list, .placeList: members.append(.init(key: column.name, source: .split(source, separator: "|")))
    case .object, .objectList, .attributes: return false
    }
    return true
  }

  /// The names a delimited header may have.
  static func names(_ columns: [MarketColumns.Column]) -> [String] {
    columns.flatMap { column -> [String] in
      switch column.shape {
      case .scalar, .list: [column.name]
      case .object(let inner), .objectList(let inner): names(inner).map { "\(column.name).\($0)" }
      case .place, .placeList: [column.name] + MarketColumns.place.map { "\(column.name).\($0.name)" }
      case .attributes: ["\(column.name).<field>"]
      }
    }
  }
}
