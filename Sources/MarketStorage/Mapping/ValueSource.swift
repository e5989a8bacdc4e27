/// Where a value of a record comes from: a small expression over the columns of one row.
///
/// An expression yields a value or nothing (JSON null); what yields nothing is left out of the record.
indirect enum ValueSource: Hashable, Sendable {
  /// A column's value.
  case column(ColumnReference)
  /// Texts and columns one after the other; nothing when a column has nothing.
  case template([TemplatePart])
  /// A value that the mapping states.
  case constant(JSONValue)
  /// The value that a table gives for the text of another; refused when the table lacks it and there is no `otherwise`.
  case values(of: ValueSource, table: [String: String], otherwise: String?)
  /// The parts of a text, trimmed, without empty ones.
  case split(ValueSource, separator: String)
  /// The day after a day without a time: the end of a last day that still counts.
  case nextDay(ValueSource)
  /// The first element of a list; any other value itself.
  case firstElement(ValueSource)
  /// The first that yields something other than an object, so that `identifier` may be tried after `identifier.value`.
  case first([ValueSource])
  /// An object; nothing when it has sources other than constants and none of them yields something.
  case object([ObjectMember])
  /// A list of what its elements yield.
  case list([ValueSource])
  /// One element for every object of a JSON list, whose keys are the columns then.
  case each(ColumnReference, ValueSource)

  /// A piece of a template.
  enum TemplatePart: Hashable, Sendable {
    case text(String)
    case column(ColumnReference)
  }

  /// A key of the record with its source.
  struct ObjectMember: Hashable, Sendable {
    var key: String
    var source: ValueSource
  }
}

/// A column by name: one of a delimited file, or a key or dotted path of keys of a JSON object.
struct ColumnReference: Hashable, Sendable {
  /// The name as the mapping writes it.
  let name: String
  /// The name cut at its dots.
  let path: [String]
  /// The column's number, once the header is known.
  var index: Int?

  init(_ name: String) {
    self.name = name
    path = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map { String($0) ?? "" }
  }
}

extension ValueSource {
  /// The columns it reads, each once in order of appearance; those inside `each` belong to other objects.
  var columns: [ColumnReference] {
    switch self {
    case .column(let column), .each(let column, _): [column]
    case .template(let parts):
      parts.compactMap { if case .column(let column) = $0 { column } else { nil } }
    case .constant: []
    case .values(let source, _, _), .split(let source, _), .firstElement(let source), .nextDay(let source):
      source.columns
    case .first(let sources), .list(let sources): sources.flatMap(\.columns)
    case .object(let members): members.flatMap(\.source.columns)
    }
  }

  /// The same expression with every column replaced.
  func mapColumns(_ change: (ColumnReference) throws -> ColumnReference) rethrows -> ValueSource {
    switch self {
    case .column(let column): .column(try change(column))
    case .each(let column, let source): .each(try change(column), source)
    case .template(let parts):
      .template(
        try parts.map { part in
          guard case .column(let column) = part else { return part }
          return .column(try change(column))
        })
    case .constant: self
    case .values(let source, let table, let otherwise):
      .values(of: try source.mapColumns(change), table: table, otherwise: otherwise)
    case .split(let source, let separator): .split(try source.mapColumns(change), separator: separator)
    case .nextDay(let source): .nextDay(try source.mapColumns(change))
    case .firstElement(let source): .firstElement(try source.mapColumns(change))
    case .first(let sources): .first(try sources.map { try $0.mapColumns(change) })
    case .list(let sources): .list(try sources.map { try $0.mapColumns(change) })
    case .object(let members):
      .object(try members.map { ObjectMember(key: $0.key, source: try $0.source.mapColumns(change)) })
    }
  }

  /// Whether it depends on no column.
  var isConstant: Bool {
    switch self {
    case .constant: true
    case .object(let members): members.allSatisfy(\.source.isConstant)
    case .list(let sources): sources.allSatisfy(\.isConstant)
    default: false
    }
  }
}
