import Yams

extension MarketMapping {
  /// Reads a mapping from YAML; `file` is its name for messages.
  ///
  /// Throws `MappingError` with file, line and key path for YAML that is none, unknown keys, wrong types, unknown zones
  /// and targets that no native column has.
  public init(yaml: String, file: String) throws {
    let root: Node?
    do {
      root = try Yams.compose(yaml: yaml)
    } catch {
      throw MappingError(file: file, line: MarketMapping.line(of: error), problem: "not YAML: \(error)")
    }
    guard let root else {
      throw MappingError(file: file, problem: "the mapping is empty", allowed: "keys: name, files")
    }
    let node = MappingNode(file: file, keyPath: "", node: root)
    let members = try node.members(["name", "files"])
    name = try node.required("name", in: members).text()
    files = try node.required("files", in: members).list().map(MappedFile.init)
  }

  private static func line(of error: any Error) -> Int? {
    switch error {
    case YamlError.scanner(_, _, let mark, _), YamlError.parser(_, _, let mark, _),
      YamlError.composer(_, _, let mark, _):
      mark.line
    default: nil
    }
  }
}

extension MappedFile {
  fileprivate init(_ node: MappingNode) throws {
    let members = try node.members([
      "file", "format", "delimiter", "nulls", "timeZone", "epoch", "columns", "drop", "records",
    ])
    pattern = try node.required("file", in: members).text()
    format = try MappedFile.format(node, members)
    nulls = Set(try members["nulls"]?.list().map { try $0.text() } ?? [])
    timeZone = try members["timeZone"].map { zone in
      let name = try zone.text()
      guard TimeZoneClock(identifier: name) != nil else {
        throw zone.error("'\(name)' is no time zone", allowed: "an IANA name such as Europe/London, or UTC")
      }
      return name
    }
    epoch = try members["epoch"].flatMap {
      TimeReader.Epoch(rawValue: try $0.word(among: TimeReader.Epoch.allCases.map(\.rawValue)))
    }
    columns = try members["columns"]?.list().map { try $0.text() }
    if let drop = members["drop"] {
      self.drop = (try? drop.text()) == "*" ? .all : .columns(try drop.list().map { try $0.text() })
    } else {
      drop = .columns([])
    }
    let records = try node.required("records", in: members).list()
    guard !records.isEmpty else { throw node.error("`records` is empty", allowed: "at least one record") }
    self.records = try records.map(RecordTemplate.init)
  }

  private static func format(_ node: MappingNode, _ members: [String: MappingNode]) throws -> FileFormat {
    let word = try node.required("format", in: members).word(among: ["csv", "jsonl", "json"])
    let delimiter = try members["delimiter"].map { delimiter in
      let text = try delimiter.text()
      guard text == "," || text == "\t" else {
        throw delimiter.error("'\(text)' is no delimiter", allowed: "\",\" or \"\\t\"")
      }
      return text
    }
    if word != "csv", let misplaced = members["delimiter"] ?? members["columns"] {
      throw misplaced.error("the key is for `format: csv` only")
    }
    switch word {
    case "csv": return .delimited(delimiter == "\t" ? UInt8(ascii: "\t") : UInt8(ascii: ","))
    case "jsonl": return .jsonLines
    default: return .json
    }
  }
}

extension RecordTemplate {
  fileprivate init(_ node: MappingNode) throws {
    let members = try node.members(["kind", "write", "when", "set"])
    let kinds = MarketRecord.Kind.allCases.map(\.rawValue)
    let kindName = try node.required("kind", in: members).word(among: kinds)
    guard let kind = MarketRecord.Kind(rawValue: kindName) else { throw node.error("no such kind") }
    let policies = MarketRecord.WritePolicy.allCases.map(\.rawValue)
    policy =
      try members["write"].flatMap { MarketRecord.WritePolicy(rawValue: try $0.word(among: policies)) } ?? .replace
    conditions = try members["when"].map(RecordTemplate.conditions) ?? []
    self.kind = kind
    source = try TargetTree(node.required("set", in: members), columns: MarketColumns.of(kind)).source
  }

  private static func conditions(_ node: MappingNode) throws -> [Condition] {
    guard case .mapping = node.node else {
      return try node.list().map { Condition(column: ColumnReference(try $0.text()), values: []) }
    }
    return try node.entries().map { key, value in
      let values: [String]
      if case .sequence = value.node {
        values = try value.list().map { try $0.text() }
      } else {
        values = [try value.text()]
      }
      return Condition(column: ColumnReference(try key.text()), values: values)
    }
  }
}
