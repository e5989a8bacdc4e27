/// The target side of a mapping's `set`, checked against the native columns and made into one source.
struct TargetTree {
  /// The record's object.
  let source: ValueSource

  /// Reads the entries of `set`; dotted keys and nested mappings say the same.
  init(_ node: MappingNode, columns: [MarketColumns.Column]) throws {
    source = try TargetTree.object(node, columns)
  }

  private static func object(_ node: MappingNode, _ columns: [MarketColumns.Column]) throws -> ValueSource {
    var members: [ValueSource.ObjectMember] = []
    for (key, value) in try node.entries() {
      try insert(value, key, path: ColumnReference(try key.text()).path[...], columns, into: &members)
    }
    return .object(members)
  }

  /// Puts one entry at a path of keys below an object with these columns.
  private static func insert(
    _ value: MappingNode, _ key: MappingNode, path: ArraySlice<String>, _ columns: [MarketColumns.Column],
    into members: inout [ValueSource.ObjectMember]
  ) throws {
    guard let name = path.first else { return }
    guard let column = columns.first(where: { $0.name == name }) else {
      throw key.error("'\(name)' is no column", allowed: NearestName.advice(for: name, among: columns.map(\.name)))
    }
    let rest = path.dropFirst()
    let existing = members.firstIndex { $0.key == name }
    if rest.isEmpty {
      guard existing == nil else { throw key.error("'\(name)' is set twice") }
      members.append(.init(key: name, source: try source(value, shape: column.shape)))
      return
    }
    var inner: [ValueSource.ObjectMember] = []
    if let existing {
      guard case .object(let members) = members[existing].source else { throw key.error("'\(name)' is set twice") }
      inner = members
    }
    switch column.shape {
    case .object(let columns), .objectList(let columns):
      try insert(value, key, path: rest, columns, into: &inner)
    case .place, .placeList:
      try insert(value, key, path: rest, MarketColumns.place, into: &inner)
    case .attributes:
      guard rest.count == 1, let field = rest.first, !inner.contains(where: { $0.key == field }) else {
        throw key.error("an attribute is `attributes.name`, each once")
      }
      inner.append(.init(key: field, source: try source(value, shape: .list)))
    case .scalar, .list:
      throw key.error("'\(name)' has no keys")
    }
    if let existing {
      members[existing].source = .object(inner)
    } else {
      members.append(.init(key: name, source: .object(inner)))
    }
  }

  /// Reads a value for a column of a shape.
  private static func source(_ node: MappingNode, shape: MarketColumns.Shape) throws -> ValueSource {
    switch node.node {
    case .sequence:
      if shape == .scalar { throw node.error("is a list", allowed: "one value") }
      return .list(try node.list().map { try source($0, shape: elementShape(shape)) })
    case .mapping where try !isExpression(node):
      switch shape {
      case .object(let columns), .objectList(let columns): return try object(node, columns)
      case .place, .placeList: return try object(node, MarketColumns.place)
      case .attributes:
        return .object(
          try node.entries().map { .init(key: try $0.key.text(), source: try source($0.value, shape: .list)) })
      case .scalar, .list:
        _ = try node.members(SourceExpression.keys)
        throw node.error("is no source", allowed: "a column, or keys: " + SourceExpression.keys.joined(separator: ", "))
      }
    default:
      return try SourceExpression.read(node) { try source($0, shape: elementShape(shape)) }
    }
  }

  private static func elementShape(_ shape: MarketColumns.Shape) -> MarketColumns.Shape {
    switch shape {
    case .list: .scalar
    case .placeList: .place
    case .objectList(let columns): .object(columns)
    default: shape
    }
  }

  private static func isExpression(_ node: MappingNode) throws -> Bool {
    try node.entries().contains { SourceExpression.heads.contains(try $0.key.text()) }
  }
}
