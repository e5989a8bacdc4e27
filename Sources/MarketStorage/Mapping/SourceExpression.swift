/// Reads the source side of a mapping: a column's name, or a mapping that begins with one of `heads`.
enum SourceExpression {
  /// The keys of which an expression has exactly one.
  static let heads = ["column", "template", "constant", "first", "each"]
  /// All keys of an expression.
  static let keys = heads + ["values", "otherwise", "split", "take", "day", "set"]

  /// Reads an expression; `element` reads what `each` makes of one object.
  static func read(_ node: MappingNode, element: (MappingNode) throws -> ValueSource) throws -> ValueSource {
    guard case .mapping = node.node else { return .column(try column(node)) }
    let members = try node.members(keys)
    let present = heads.filter { members[$0] != nil }
    guard present.count == 1 else {
      throw node.error(
        "has \(present.joined(separator: " and "))", allowed: "exactly one of " + heads.joined(separator: ", "))
    }
    var source: ValueSource
    if let column = members["column"] {
      source = .column(try self.column(column))
    } else if let template = members["template"] {
      source = .template(try parts(template))
    } else if let constant = members["constant"] {
      source = .constant(.string(try constant.text()))
    } else if let first = members["first"] {
      source = .first(try first.list().map { try read($0, element: element) })
    } else {
      let each = try node.required("each", in: members)
      source = .each(try column(each), try element(node.required("set", in: members)))
    }
    if members["each"] == nil, let set = members["set"] { throw set.error("the key goes with `each` only") }
    if let split = members["split"] {
      let separator = try split.text()
      guard !separator.isEmpty else { throw split.error("the separator is empty") }
      source = .split(source, separator: separator)
    }
    if let take = members["take"] {
      _ = try take.word(among: ["first"])
      source = .firstElement(source)
    }
    if let day = members["day"] {
      _ = try day.word(among: ["next"])
      source = .nextDay(source)
    }
    if let values = members["values"] {
      var table: [String: String] = [:]
      for (key, value) in try values.entries() { table[try key.text()] = try value.text() }
      source = .values(of: source, table: table, otherwise: try members["otherwise"]?.text())
    } else if let otherwise = members["otherwise"] {
      throw otherwise.error("the key goes with `values` only")
    }
    return source
  }

  private static func column(_ node: MappingNode) throws -> ColumnReference {
    let name = try node.text()
    guard !name.isEmpty else { throw node.error("the column's name is empty") }
    return ColumnReference(name)
  }

  /// `{City}, {State}` as its parts; `{{` and `}}` stand for the braces themselves.
  private static func parts(_ node: MappingNode) throws -> [ValueSource.TemplatePart] {
    let bytes = Array(try node.text().utf8)
    var parts: [ValueSource.TemplatePart] = []
    var text: [UInt8] = []
    var offset = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      let isBrace = byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}")
      if isBrace, offset + 1 < bytes.count, bytes[offset + 1] == byte {
        text.append(byte)
        offset += 2
      } else if byte == UInt8(ascii: "{") {
        guard let end = bytes[offset...].firstIndex(of: UInt8(ascii: "}")), end > offset + 1 else {
          throw node.error("a '{' has no column and '}' after it")
        }
        if !text.isEmpty { parts.append(.text(String(decoding: text, as: UTF8.self))) }
        text = []
        parts.append(.column(ColumnReference(String(decoding: bytes[offset + 1..<end], as: UTF8.self))))
        offset = end + 1
      } else {
        guard !isBrace else { throw node.error("a '}' has no '{' before it") }
        text.append(byte)
        offset += 1
      }
    }
    if !text.isEmpty { parts.append(.text(String(decoding: text, as: UTF8.self))) }
    return parts
  }
}
