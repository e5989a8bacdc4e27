/// What the write path needs to know of a table whose rows have a key: the columns that tell a row from others, the
/// columns that are its content, and the indexes that only reading and deleting need.
struct MarketTable: Hashable {
  /// An index that no import needs, so that a first load can build it at its end.
  struct Index: Hashable {
    let name: String
    let columns: String
    let table: String

    var create: String { "CREATE INDEX \(name) ON \(table)(\(columns))" }
    var drop: String { "DROP INDEX \(name)" }
  }

  let kind: MarketRecord.Kind
  let naturalKey: [String]
  let content: [String]
  let secondaryIndexes: [Index]

  var name: String { kind.rawValue }
  var columns: [String] { naturalKey + content }
  /// The same, as SQL that reads a whole row: the key first.
  var columnList: String { (["key"] + columns).joined(separator: ", ") }

  private init(_ kind: MarketRecord.Kind, key: [String], content: [String], indexes: [String] = []) {
    (self.kind, naturalKey, self.content) = (kind, key, content)
    secondaryIndexes = indexes.map { columns in
      let suffix = columns.replacing(", ", with: "_")
      return Index(name: "\(kind.rawValue)_by_\(suffix)", columns: columns, table: kind.rawValue)
    }
  }

  static let seeker = MarketTable(
    .seeker, key: ["id"],
    content: ["headline", "positions", "skills", "education", "place", "wants", "attributes", "text"])
  static let job = MarketTable(
    .job, key: ["id"],
    content: [
      "title", "company", "industry", "places", "remote", "employmentType", "seniority", "skills", "pay", "openings",
      "postedAt", "expiresAt", "status", "attributes", "description",
    ])
  static let request = MarketTable(
    .request, key: ["id"], content: ["seeker", "query", "filters", "channel", "at"], indexes: ["at", "seeker"])
  static let campaign = MarketTable(
    .campaign, key: ["id"], content: ["job", "bid", "dailyBudget", "timeZone", "start", "\"end\""], indexes: ["job"])
  static let impression = MarketTable(
    .impression, key: ["request", "job", "rank"], content: ["flow", "at"], indexes: ["at", "job"])
  static let engagement = MarketTable(
    .engagement, key: ["seeker", "job", "kind", "at"], content: ["dwellSeconds", "request"],
    indexes: ["at", "seeker, at", "job", "request"])
  static let hire = MarketTable(.hire, key: ["seeker", "job", "at"], content: [], indexes: ["at", "job"])
  static let feedback = MarketTable(
    .feedback, key: ["seeker", "job", "at"], content: ["category", "text"], indexes: ["at", "job"])

  /// Every table with a key, in the order in which references need them.
  static let all = [seeker, job, request, campaign, impression, engagement, hire, feedback]

  /// The table of a kind; `nil` for groups, which have no key and lie apart.
  static func of(_ kind: MarketRecord.Kind) -> MarketTable? {
    all.first { $0.kind == kind }
  }
}
