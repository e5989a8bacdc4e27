import JobMarket

/// One row of a file, as sources read it.
struct MappedRow {
  /// A row's content.
  enum Content {
    case fields([String?])
    case object(JSONObject)
  }

  var content: Content
  /// Texts that count as nothing.
  var nulls: Set<String>

  /// A column's value; null for nothing.
  func value(_ column: ColumnReference) -> JSONValue {
    switch content {
    case .fields(let fields):
      guard let index = column.index, let text = fields[index], !text.isEmpty, !nulls.contains(text) else {
        return .null
      }
      return .string(text)
    case .object(let object):
      guard let value = object[column.name] ?? object.value(at: column.path) else { return .null }
      if case .string(let text) = value, text.isEmpty || nulls.contains(text) { return .null }
      return value
    }
  }
}

extension ValueSource {
  /// What this yields for a row, null for nothing; throws `FieldError`.
  func value(in row: MappedRow) throws -> JSONValue {
    switch self {
    case .column(let column): return row.value(column)
    case .constant(let value): return value
    case .template(let parts): return try ValueSource.filled(parts, row)
    case .values(let source, let table, let otherwise):
      return try source.value(in: row).mapTexts { try ValueSource.lookUp($0, table, otherwise) }
    case .split(let source, let separator):
      return try source.value(in: row).split(separator)
    case .nextDay(let source):
      return try source.value(in: row).mapTexts(ValueSource.dayAfter)
    case .firstElement(let source):
      let value = try source.value(in: row)
      guard case .array(let elements) = value else { return value }
      return elements.first ?? .null
    case .first(let sources):
      for source in sources {
        switch try source.value(in: row) {
        case .null, .object: continue
        case let value: return value
        }
      }
      return .null
    case .object(let members): return try ValueSource.object(members, row)
    case .list(let sources):
      let values = try sources.map { try $0.value(in: row) }.filter { $0 != .null }
      return values.isEmpty ? .null : .array(values)
    case .each(let column, let source): return try ValueSource.each(row.value(column), source, row)
    }
  }

  private static func filled(_ parts: [TemplatePart], _ row: MappedRow) throws -> JSONValue {
    var text = ""
    for part in parts {
      switch part {
      case .text(let fixed): text += fixed
      case .column(let column):
        switch row.value(column) {
        case .null: return .null
        case .string(let value): text += value
        case .integer(let value): text += String(value)
        case .number(let value): text += String(value)
        case let value:
          throw FieldError("", found: value.found, allowed: "a text", reason: "'\(column.name)' is \(value.kindName).")
        }
      }
    }
    return .string(text)
  }

  /// The next day of `2024-05-20`; any other text itself.
  private static func dayAfter(_ text: String) throws -> String {
    var text = text
    guard text.utf8.count == 10, let read = text.withUTF8({ Instant.ZonedTime($0) }) else { return text }
    return Instant(milliseconds: read.localMilliseconds + Instant.millisecondsADay).date.description
  }

  private static func lookUp(_ text: String, _ table: [String: String], _ otherwise: String?) throws -> String {
    if let value = table[text] ?? otherwise { return value }
    throw FieldError(
      "", found: text, allowed: table.keys.sorted().joined(separator: ", "),
      reason: "The mapping's `values` has no entry for this.")
  }

  private static func object(_ members: [ObjectMember], _ row: MappedRow) throws -> JSONValue {
    var object = JSONObject()
    object.members.reserveCapacity(members.count)
    var (hasSource, hasValue) = (false, false)
    for member in members {
      let value = try within(member.key) { try member.source.value(in: row) }
      let isConstant = member.source.isConstant
      hasSource = hasSource || !isConstant
      if value == .null { continue }
      hasValue = hasValue || !isConstant
      object.members.append(JSONObject.Member(key: member.key, value: value))
    }
    return hasSource && !hasValue ? .null : .object(object)
  }

  private static func each(_ value: JSONValue, _ source: ValueSource, _ row: MappedRow) throws -> JSONValue {
    let elements: [JSONValue]
    switch value {
    case .null: return .null
    case .array(let values): elements = values
    default: elements = [value]
    }
    var values: [JSONValue] = []
    for element in elements {
      guard case .object(let object) = element else {
        values.append(element)
        continue
      }
      let value = try source.value(in: MappedRow(content: .object(object), nulls: row.nulls))
      if value != .null { values.append(value) }
    }
    return values.isEmpty ? .null : .array(values)
  }
}

extension JSONValue {
  /// The same value with every text in it, or in its list, replaced.
  fileprivate func mapTexts(_ change: (String) throws -> String) throws -> JSONValue {
    switch self {
    case .string(let text): .string(try change(text))
    case .integer(let number): .string(try change(String(number)))
    case .array(let values): .array(try values.map { try $0.mapTexts(change) })
    default: self
    }
  }

  /// The parts of this text, or of every text of this list; null when there are none.
  fileprivate func split(_ separator: String) -> JSONValue {
    var parts: [JSONValue] = []
    func add(_ value: JSONValue) {
      switch value {
      case .string(let text):
        for part in text.parts(separatedBy: separator) { parts.append(.string(part)) }
      case .array(let values):
        for value in values { add(value) }
      case .null: break
      default: parts.append(value)
      }
    }
    add(self)
    return parts.isEmpty ? .null : .array(parts)
  }
}

extension String {
  /// The parts between separators, without white space around them and without empty ones. O(length × separator).
  func parts(separatedBy separator: String) -> [String] {
    let (bytes, separator) = (Array(utf8), Array(separator.utf8))
    var parts: [String] = []
    var start = 0
    var offset = 0
    func add(_ range: Range<Int>) {
      var range = range
      while let first = range.first, bytes[first] == 0x20 || bytes[first] == 0x09 { range.removeFirst() }
      while let last = range.last, bytes[last] == 0x20 || bytes[last] == 0x09 { range.removeLast() }
      if !range.isEmpty { parts.append(String(decoding: bytes[range], as: UTF8.self)) }
    }
    while offset + separator.count <= bytes.count {
      if bytes[offset..<offset + separator.count].elementsEqual(separator) {
        add(start..<offset)
        offset += separator.count
        start = offset
      } else {
        offset += 1
      }
    }
    add(start..<bytes.count)
    return parts
  }
}
