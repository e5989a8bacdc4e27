import JobMarket

/// Reads one market file, native or by a mapping, as a stream of records and rows set aside.
///
/// A native file is known by its name up to the first dot (`jobs.jsonl.gz` holds jobs); every other file needs a mapping
/// that knows it. Reading is synchronous and holds one chunk of the file and one record, never the whole.
///
/// ```swift
/// let reader = try MarketReader(file: "jobs.jsonl.gz")
/// let summary = try reader.read { event in
///   switch event {
///   case .record(let record): write(record)
///   case .reject(let reject): log(reject)
///   }
/// }
/// summary.rejects  // rows set aside
/// ```
///
/// Records come in the file's order; of one row, in the order of the mapping's `records`. Whether ids are unique and
/// references find their target is not looked at here.
public struct MarketReader: Sendable {
  /// Bounds on what is read.
  public struct Limits: Hashable, Sendable {
    /// The longest record in bytes; longer ones are set aside. The default is 16 MiB.
    public var maximumRecordBytes: Int

    /// Makes limits.
    public init(maximumRecordBytes: Int = 16 << 20) {
      self.maximumRecordBytes = maximumRecordBytes
    }
  }

  /// The file's name as the user gave it.
  public let file: String
  /// The kinds of record the file can hold.
  public let kinds: [MarketRecord.Kind]
  let limits: Limits
  let source: Source

  /// What rules a file is read by.
  enum Source {
    case native(MarketRecord.Kind, FileFormat)
    case mapped(MappedFile)
  }

  /// Prepares to read a file, which is opened by `read` only.
  ///
  /// With a mapping, the mapping decides; without one the name must be that of a native file. Throws `MarketFileError`
  /// when the name is neither.
  public init(file: String, mapping: MarketMapping? = nil, limits: Limits = Limits()) throws {
    self.file = file
    self.limits = limits
    let name = MarketFileName(file)
    if let mapping {
      guard let rules = mapping.rules(forFileNamed: name.base) else {
        throw MarketFileError(
          file: file, problem: "the mapping '\(mapping.name)' does not know this file",
          advice: "it knows " + mapping.files.map(\.pattern).joined(separator: ", "))
      }
      source = .mapped(rules)
      kinds = rules.kinds
    } else {
      let (kind, format) = try name.native(file)
      source = .native(kind, format)
      kinds = [kind]
    }
  }

  /// Reads the file from its start to its end.
  ///
  /// `progress` is told after every chunk how far the reading is. Throws `MarketFileError` when the file as a whole cannot
  /// be read, after the records before the fault were handed over, and whatever `body` throws. O(file), in memory of one
  /// chunk and one record.
  @discardableResult
  public func read(
    progress: ((ReadProgress) -> Void)? = nil, into body: (ReadEvent) throws -> Void
  ) throws -> ReadSummary {
    var (rows, records, rejects) = (0, 0, 0)
    func counting(_ event: ReadEvent) throws {
      switch event {
      case .record: records += 1
      case .reject: rejects += 1
      }
      try body(event)
    }
    switch source {
    case .native(let kind, .delimited(let delimiter)):
      try readNativeRows(kind, delimiter, progress, &rows, counting)
    case .native(let kind, let format):
      var decoder = RecordDecoder(field: FieldValue(isTextual: false), times: TimeReader(epoch: .milliseconds))
      try readObjects(format, progress) { result, line in
        rows += 1
        try deliver(result, line, kind, &decoder, counting)
      }
    case .mapped(let rules):
      try readMapped(rules, progress, &rows, counting)
    }
    return ReadSummary(rows: rows, records: records, rejects: rejects)
  }
}

/// What a reader hands over.
public enum ReadEvent: Hashable, Sendable {
  /// A record.
  case record(MarketRecord)
  /// A row set aside.
  case reject(Reject)
}

/// What reading a file came to.
public struct ReadSummary: Hashable, Sendable {
  /// Rows or objects seen, those set aside included and blank lines not.
  public var rows: Int
  /// Records handed over; a row may become several, or none where no record's `when` holds.
  public var records: Int
  /// Rows set aside; a row of several records counts for each that fails.
  public var rejects: Int

  /// Makes a summary.
  public init(rows: Int = 0, records: Int = 0, rejects: Int = 0) {
    (self.rows, self.records, self.rejects) = (rows, records, rejects)
  }
}
