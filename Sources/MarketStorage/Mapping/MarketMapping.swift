/// How foreign files become the market's nouns: a YAML document, checked when it is read.
///
/// ```yaml
/// name: quickhire
/// files:
///   - file: Job_Views          # the file's name up to its first dot; a `*` stands for anything
///     format: csv              # csv, jsonl or json
///     delimiter: ","           # csv only: "," or "\t"
///     nulls: [NA]              # texts that mean nothing, besides the empty one
///     timeZone: UTC            # for times without a zone
///     epoch: seconds           # what bare numbers in times are; without it they are refused
///     columns: [a, b]          # csv only: names that replace the header's, position by position
///     drop: [Created.At]       # columns left out on purpose; "*" for all that no record uses
///     records:
///       - kind: job            # seeker, job, request, campaign, impression, engagement, hire, feedback, group
///         write: keepFirst     # replace (the default), keepFirst or merge
///         when: [Job.ID]       # made only when these columns have values; or {"@type": JobPosting}
///         set:
///           id: Job.ID                                          # a column, or a dotted path into JSON
///           places: [{template: "{City}, {State.Name}"}]        # nothing when a column has nothing
///           employmentType: {column: Type, values: {FT: fullTime}, otherwise: other}
///           skills: {column: Skills, split: ","}
///           attributes.source: {constant: quickhire}
///           company: {first: [Company, Agency]}                 # the first that has a value
///           seniority: {column: levels, take: first}            # one element of a JSON list
///           expiresAt: {column: Last.Day, day: next}            # a day that still counts: offered until the next begins
/// ```
///
/// Keys of `set` are the native columns; dots, nested mappings and lists say the same. A column that is neither used nor
/// dropped is an error, so that nothing comes in or falls away unseen. `{each: path, set: {…}}` makes an element of every
/// object in a JSON list.
public struct MarketMapping: Hashable, Sendable {
  /// The mapping's name.
  public let name: String
  /// The files it knows, in the order in which they are to be imported.
  public let files: [MappedFile]

  /// The rules for a file, by its name without folders; `nil` when the mapping does not know it.
  public func rules(forFileNamed name: String) -> MappedFile? {
    files.first { $0.matches(fileName: name) }
  }
}

/// How one foreign file is read.
public struct MappedFile: Hashable, Sendable {
  /// The name up to its first dot, or a pattern in which `*` stands for anything.
  public let pattern: String
  /// How the file is written.
  public let format: FileFormat
  /// Texts that mean nothing, besides the empty one.
  let nulls: Set<String>
  let timeZone: String?
  let epoch: TimeReader.Epoch?
  let columns: [String]?
  let drop: Drop
  /// The records made of every row, in this order.
  let records: [RecordTemplate]

  /// The kinds of record a row can become.
  public var kinds: [MarketRecord.Kind] { records.map(\.kind) }

  /// Which unused columns are meant to be unused.
  enum Drop: Hashable, Sendable {
    case columns([String])
    case all

    func includes(_ column: String) -> Bool {
      switch self {
      case .columns(let names): names.contains(column)
      case .all: true
      }
    }
  }

  /// Whether the pattern fits a file's name, whole or up to its first dot.
  func matches(fileName: String) -> Bool {
    let pattern = Array(pattern.utf8)
    return MappedFile.matches(pattern[...], Array(fileName.utf8)[...])
      || MappedFile.matches(pattern[...], fileName.utf8.prefix { $0 != UInt8(ascii: ".") }.map { $0 }[...])
  }

  private static func matches(_ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
    guard let first = pattern.first else { return name.isEmpty }
    if first == UInt8(ascii: "*") {
      return (name.startIndex...name.endIndex).contains { matches(pattern.dropFirst(), name[$0...]) }
    }
    return name.first == first && matches(pattern.dropFirst(), name.dropFirst())
  }
}

/// How a file is written; gzip is apart and found by itself.
public enum FileFormat: Hashable, Sendable {
  /// Rows of fields between delimiters, after a header.
  case delimited(UInt8)
  /// One JSON object a line.
  case jsonLines
  /// JSON objects in a list, in a `@graph`, or alone.
  case json
}

/// What a row becomes.
struct RecordTemplate: Hashable, Sendable {
  var kind: MarketRecord.Kind
  var policy: MarketRecord.WritePolicy
  /// What must hold for the record to be made.
  var conditions: [Condition]
  /// The record's object.
  var source: ValueSource

  /// A column that must have a value: any, or one of some.
  struct Condition: Hashable, Sendable {
    var column: ColumnReference
    var values: [String]

    func holds(in row: MappedRow) -> Bool {
      switch row.value(column) {
      case .null: false
      case .string(let text): values.isEmpty || values.contains(text)
      case .array(let elements) where !values.isEmpty:
        elements.contains { if case .string(let text) = $0 { values.contains(text) } else { false } }
      case let value: values.isEmpty || values.contains(value.found)
      }
    }
  }

  /// The columns it reads.
  var columns: [ColumnReference] { conditions.map(\.column) + source.columns }

  /// The same template with every column replaced.
  func mapColumns(_ change: (ColumnReference) throws -> ColumnReference) rethrows -> RecordTemplate {
    var template = self
    template.conditions = try conditions.map { Condition(column: try change($0.column), values: $0.values) }
    template.source = try source.mapColumns(change)
    return template
  }
}
