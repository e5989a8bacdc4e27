import GRDB
import JobMarket

/// One file's way into the market; lives only inside the closure of `MarketImporter.importFile`.
public final class FileImport {
  /// What the file brought so far.
  public private(set) var report: ImportReport

  private let database: Database
  private let isStrict: Bool
  private let onReject: (Reject) throws -> Void
  private let changes: ChangeLog
  private let values: ValueInterner
  private var resolver: ValueResolver
  private var writers: [MarketRecord.Kind: TableWriter] = [:]
  private var groups: GroupWriter?
  private var lookups: [MarketRecord.Kind: KeyLookup] = [:]
  private var row = RowBuffer()
  /// The jobs that a row which was taken says are closed.
  private var closedJobs = KeySet()

  init(_ database: Database, name: String, isStrict: Bool, onReject: @escaping (Reject) throws -> Void) throws {
    (self.database, self.isStrict, self.onReject) = (database, isStrict, onReject)
    report = ImportReport(file: name)
    changes = ChangeLog(database)
    values = try ValueInterner(database)
    resolver = ValueResolver(database)
  }

  /// Adds bytes to the report; the reader knows how many there were.
  public func count(bytes: Int) {
    report.bytes += bytes
  }

  /// Sets a row aside that could not even be read as a record.
  ///
  /// - Throws: the reject itself under `isStrict`.
  public func reject(_ reject: Reject) throws {
    report.read += 1
    report.rejected += 1
    try onReject(reject)
    if isStrict { throw reject }
  }

  /// Writes a batch of records in order.
  ///
  /// - Throws: as `add(_:)`.
  public func add(contentsOf records: some Sequence<MarketRecord>) throws {
    for record in records { try add(record) }
  }

  /// Writes one record, or sets it aside.
  ///
  /// - Throws: the reject under `isStrict`; what SQLite reports, such as a full disk. Let either through: it undoes the
  ///   file.
  public func add(_ record: MarketRecord) throws {
    do {
      let outcome = try write(record)
      if case .duplicate(let firstLine) = outcome {
        throw record.duplicate(firstLine: firstLine)
      }
      report.read += 1
      report.count(outcome)
    } catch let fault as Reject {
      try reject(fault)
    }
  }

  private func write(_ record: MarketRecord) throws -> TableWriter.Outcome {
    try record.validate()
    switch record.content {
    case .seeker(let seeker):
      try row.set(seeker, values: values)
      return try writer(.seeker).write(&row, policy: record.policy, line: record.location.line) { stored, row in
        try row.set(try stored.seeker(&resolver).seeker.merging(seeker), values: values)
      }
    case .job(let job):
      try row.set(job, values: values)
      let writer = try writer(.job)
      let outcome = try writer.write(&row, policy: record.policy, line: record.location.line) { stored, row in
        try row.set(try stored.job(&resolver).job.merging(job), values: values)
      }
      if case .duplicate = outcome { return outcome }
      if job.status == .closed { closedJobs.insert(writer.lastKey) }
      return outcome
    case .group(let group):
      return try groupWriter().write(group, seeker: try key(of: group.seeker, .seeker, record), record)
    default:
      try fillEvent(record)
      return try writer(record.content.kind).write(&row, policy: record.policy, line: record.location.line) {
        stored, row in
        // Columns that say nothing are filled from the stored row; where both speak, the stored one stays.
        row.keep(stored, from: writers[record.content.kind]?.table.naturalKey.count ?? 0)
      }
    }
  }

  /// Fills the row with a record that points at others.
  private func fillEvent(_ record: MarketRecord) throws {
    switch record.content {
    case .request(let request):
      row.set(request, seeker: try key(of: request.seeker, .seeker, record))
    case .campaign(let campaign):
      row.set(campaign, job: try key(of: campaign.job, .job, record))
    case .impression(let impression):
      row.set(
        impression, request: try key(of: impression.request, .request, record),
        job: try key(of: impression.job, .job, record))
    case .engagement(let engagement):
      row.set(
        engagement, seeker: try key(of: engagement.seeker, .seeker, record),
        job: try key(of: engagement.job, .job, record),
        request: try engagement.request.map { try key(of: $0, .request, record) })
    case .hire(let hire):
      row.set(hire, seeker: try key(of: hire.seeker, .seeker, record), job: try key(of: hire.job, .job, record))
    case .feedback(let feedback):
      row.set(
        feedback, seeker: try key(of: feedback.seeker, .seeker, record), job: try key(of: feedback.job, .job, record))
    case .seeker, .job, .group:
      preconditionFailure("written by write(_:)")
    }
  }

  /// The jobs that one file or all files of a feed named.
  struct NamedJobs {
    /// All of them.
    var all = KeySet()
    /// Those that a row says are closed.
    var closed = KeySet()

    mutating func formUnion(_ other: NamedJobs) {
      all.formUnion(other.all)
      closed.formUnion(other.closed)
    }
  }

  /// Ends the file; returns the jobs it named.
  func finish() throws -> NamedJobs {
    try changes.flush()
    for table in MarketTable.all { try writers[table.kind]?.finish() }
    return NamedJobs(all: writers[.job]?.named ?? KeySet(), closed: closedJobs)
  }

  private func writer(_ kind: MarketRecord.Kind) throws -> TableWriter {
    if let writer = writers[kind] { return writer }
    guard let table = MarketTable.of(kind) else { preconditionFailure("groups have their own writer") }
    let writer = try TableWriter(database, table, changes: changes)
    writers[kind] = writer
    return writer
  }

  private func groupWriter() throws -> GroupWriter {
    if let groups { return groups }
    let writer = try GroupWriter(database)
    groups = writer
    return writer
  }

  /// The key of what an id names, or a reject: a reference to nothing.
  private func key(of id: String, _ kind: MarketRecord.Kind, _ record: MarketRecord) throws -> Int64 {
    let lookup: KeyLookup
    if let known = lookups[kind] {
      lookup = known
    } else {
      lookup = try KeyLookup(database, kind)
      lookups[kind] = lookup
    }
    if let key = try lookup.key(of: id) { return key }
    throw Reject(
      location: record.location, key: kind.rawValue, found: id, allowed: "the id of a \(kind.rawValue) in the market",
      reason: "a reference to nothing: no \(kind.rawValue) '\(id.prefix(100))' is known; import the file of"
        + " \(kind.rawValue)s that names it first")
  }
}

/// Finds keys by id, remembering the last ones: events come in runs of one seeker and of popular jobs.
final class KeyLookup {
  private let select: StatementHandle
  private var known: [ExactText: Int64] = [:]
  private var row = RowBuffer()
  private static let capacity = 100_000

  init(_ database: Database, _ kind: MarketRecord.Kind) throws {
    select = try StatementHandle(database, "SELECT key FROM \(kind.rawValue) WHERE id = ?")
  }

  func key(of id: String) throws -> Int64? {
    let text = ExactText(id)
    if let key = known[text] { return key }
    row.removeAll()
    row.append(id)
    guard let key = try select.first(row, columns: 0..<1, { $0.integer(0) }) else { return nil }
    if known.count == KeyLookup.capacity { known.removeAll(keepingCapacity: true) }
    known[text] = key
    return key
  }
}
