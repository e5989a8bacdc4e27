import JobMarket

/// A job with the number and the value ids that the market gave it.
public struct StoredJob: Hashable, Sendable {
  /// The market's number.
  public var key: JobKey
  /// The job as imported.
  public var job: Job
  /// The value ids of `job.attributes`, by field, in the source's order.
  public var valueIDs: [AttributeField: [ValueID]]

  /// Makes a stored job.
  public init(key: JobKey, job: Job, valueIDs: [AttributeField: [ValueID]] = [:]) {
    (self.key, self.job, self.valueIDs) = (key, job, valueIDs)
  }
}

extension RowBuffer {
  /// The columns of `MarketTable.job`.
  mutating func set(_ job: Job, values: ValueInterner) throws {
    removeAll()
    append(job.id)
    append(job.title)
    append(job.company)
    append(job.industry)
    append(places: job.places)
    append(job.remote?.rawValue)
    append(job.employmentType?.rawValue)
    append(job.seniority)
    append(strings: job.skills)
    append(pay: job.pay)
    append(job.openings.map(Int64.init))
    append(job.postedAt)
    append(job.expiresAt)
    append(job.status.rawValue)
    try values.append(job.attributes, to: &self)
    append(job.description)
  }
}

extension StatementRow {
  /// A job from the columns `MarketTable.job.columnList`.
  func job(_ values: inout ValueResolver) throws -> StoredJob {
    var job = Job(id: text(1), title: text(2))
    job.company = text(3)
    job.industry = text(4)
    job.places = try nested(5) { try $0.places() } ?? []
    job.remote = try choice(6)
    job.employmentType = try choice(7)
    job.seniority = text(8)
    job.skills = try nested(9) { try $0.strings() } ?? []
    job.pay = try nested(10) { try $0.pay() }
    job.openings = optionalInteger(11).map(Int.init)
    job.postedAt = try instant(12)
    job.expiresAt = try instant(13)
    job.status = try choice(14) ?? .open
    let given = try nested(15) { try values.read(&$0) }
    job.attributes = given?.attributes ?? [:]
    job.description = text(16)
    return StoredJob(key: JobKey(rawValue: integer(0)), job: job, valueIDs: given?.ids ?? [:])
  }

  /// A JSON column, `nil` for NULL.
  func nested<T>(_ column: Int, _ read: (inout JSONTextReader) throws -> T) throws -> T? {
    try bytes(column).map { try JSONTextReader.read($0, read) }
  }

  /// A column that holds one of an enumeration's names, `nil` for NULL.
  func choice<Choice: RawRepresentable<String>>(_ column: Int) throws -> Choice? {
    try optionalText(column).map { name in
      guard let choice = Choice(rawValue: name) else {
        throw JSONTextReader.Failure(offset: 0, reason: "'\(name)' in column \(column) is not one of its kinds")
      }
      return choice
    }
  }

  /// A column that holds a time, `nil` for NULL.
  func instant(_ column: Int) throws -> Instant? {
    isNull(column) ? nil : try time(column)
  }

  /// A column that always holds a time.
  func time(_ column: Int) throws -> Instant {
    let instant = Instant(milliseconds: integer(column))
    guard Instant.calendar.contains(instant) else {
      throw JSONTextReader.Failure(
        offset: 0, reason: "\(instant.milliseconds) in column \(column) is a time outside the years -9999 to 9999")
    }
    return instant
  }
}
