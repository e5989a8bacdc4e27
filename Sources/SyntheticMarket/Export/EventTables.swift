import JobMarket

/// Rows of the tables that are written as CSV; no value of theirs needs quotes.
struct EventTables {
  var impressions: [UInt8] = []
  var engagements: [UInt8] = []
  var hires: [UInt8] = []
  var groups: [UInt8] = []

  init(withHeaders: Bool) {
    guard withHeaders else { return }
    EventTables.row(&impressions, "request", "job", "rank", "flow", "at")
    EventTables.row(&engagements, "seeker", "job", "kind", "at", "dwellSeconds", "request")
    EventTables.row(&hires, "seeker", "job", "at")
    EventTables.row(&groups, "seeker", "dimension", "value")
  }

  mutating func append(_ history: SeekerHistory, _ memberships: [GroupMembership]) {
    for impression in history.impressions {
      EventTables.row(
        &impressions, impression.request, impression.job, String(impression.rank), impression.flow?.rawValue ?? "",
        impression.at.iso8601)
    }
    for engagement in history.engagements {
      EventTables.row(
        &engagements, engagement.seeker, engagement.job, engagement.kind.rawValue, engagement.at.iso8601,
        engagement.dwellSeconds.map(JSONLine.decimal) ?? "", engagement.request ?? "")
    }
    for hire in history.hires { EventTables.row(&hires, hire.seeker, hire.job, hire.at.iso8601) }
    for group in memberships { EventTables.row(&groups, group.seeker, group.dimension, group.value) }
  }

  private static func row(_ table: inout [UInt8], _ fields: String...) {
    for (index, field) in fields.enumerated() {
      if index > 0 { table.append(UInt8(ascii: ",")) }
      table.append(contentsOf: field.utf8)
    }
    table.append(UInt8(ascii: "\n"))
  }
}

/// The files of those tables.
struct EventTableFiles: ~Copyable {
  let impressions: OutputFileHandle
  let engagements: OutputFileHandle
  let hires: OutputFileHandle
  let groups: OutputFileHandle

  /// Opens all four; a noncopyable value cannot be left half made, so they are opened before it is.
  static func open(in folder: String) throws(MarketExportError) -> EventTableFiles {
    let impressions = try OutputFileHandle(path: folder + "/impressions.csv")
    let engagements = try OutputFileHandle(path: folder + "/engagements.csv")
    let hires = try OutputFileHandle(path: folder + "/hires.csv")
    let groups = try OutputFileHandle(path: folder + "/groups.csv")
    return EventTableFiles(impressions: impressions, engagements: engagements, hires: hires, groups: groups)
  }

  func drain(_ tables: inout EventTables) throws(MarketExportError) {
    try impressions.write(tables.impressions)
    try engagements.write(tables.engagements)
    try hires.write(tables.hires)
    try groups.write(tables.groups)
    tables = EventTables(withHeaders: false)
  }

  func finish() throws(MarketExportError) {
    try impressions.finish()
    try engagements.finish()
    try hires.finish()
    try groups.finish()
  }
}
