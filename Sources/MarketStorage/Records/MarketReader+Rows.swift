import JobMarket

extension MarketReader {
  /// Reads a native delimited file: its header is its mapping.
  func readNativeRows(
    _ kind: MarketRecord.Kind, _ delimiter: UInt8, _ progress: ((ReadProgress) -> Void)?, _ rows: inout Int,
    _ body: (ReadEvent) throws -> Void
  ) throws {
    let reader = try DelimitedReader(
      file: file, delimiter: delimiter, columns: nil, maximumRecordBytes: limits.maximumRecordBytes)
    let source = try NativeHeader(kind: kind, columns: reader.columns, file: file).source
    let template = RecordTemplate(kind: kind, policy: .replace, conditions: [], source: source)
    let decoder = RecordDecoder(field: FieldValue(isTextual: true), times: TimeReader(epoch: .milliseconds))
    try readRows(reader, [template], nulls: [], decoder, progress, &rows, body)
  }

  /// Reads a foreign file by its rules.
  func readMapped(
    _ rules: MappedFile, _ progress: ((ReadProgress) -> Void)?, _ rows: inout Int, _ body: (ReadEvent) throws -> Void
  ) throws {
    let clock = rules.timeZone.flatMap(TimeZoneClock.init)
    var decoder = RecordDecoder(
      field: FieldValue(isTextual: true), times: TimeReader(clock: clock, epoch: rules.epoch))
    if case .delimited(let delimiter) = rules.format {
      var reader = try DelimitedReader(
        file: file, delimiter: delimiter, columns: rules.columns, maximumRecordBytes: limits.maximumRecordBytes)
      let templates = try rules.bound(to: reader.columns, file: file)
      var wanted = [Bool](repeating: false, count: reader.columns.count)
      for index in templates.flatMap(\.columns).compactMap(\.index) { wanted[index] = true }
      reader.want(wanted)
      try readRows(reader, templates, nulls: rules.nulls, decoder, progress, &rows, body)
      return
    }
    var seen = 0
    defer { rows += seen }
    try readObjects(rules.format, progress) { result, line in
      seen += 1
      let location = SourceLocation(file: file, line: line)
      switch result {
      case .failure(let reject): try body(.reject(reject))
      case .success(let object):
        let row = MappedRow(content: .object(object), nulls: rules.nulls)
        let applicable = rules.records.filter { $0.conditions.allSatisfy { $0.holds(in: row) } }
        if applicable.isEmpty { return }
        if let reject = rules.unusedKey(of: object, at: location) { return try body(.reject(reject)) }
        for template in applicable { try emit(template, row, location, &decoder, body) }
      }
    }
  }

  private func readRows(
    _ reader: consuming DelimitedReader, _ templates: [RecordTemplate], nulls: Set<String>, _ decoder: RecordDecoder,
    _ progress: ((ReadProgress) -> Void)?, _ rows: inout Int, _ body: (ReadEvent) throws -> Void
  ) throws {
    var decoder = decoder
    var seen = 0
    defer { rows += seen }
    try reader.read(progress: progress) { result, line in
      seen += 1
      switch result {
      case .failure(let reject): try body(.reject(reject))
      case .success(let fields):
        let row = MappedRow(content: .fields(fields), nulls: nulls)
        let location = SourceLocation(file: file, line: line)
        for template in templates where template.conditions.allSatisfy({ $0.holds(in: row) }) {
          try emit(template, row, location, &decoder, body)
        }
      }
    }
  }

  /// Makes one record of a row, or sets it aside.
  private func emit(
    _ template: RecordTemplate, _ row: MappedRow, _ location: SourceLocation, _ decoder: inout RecordDecoder,
    _ body: (ReadEvent) throws -> Void
  ) throws {
    let content: MarketRecord.Content
    do {
      let value = try template.source.value(in: row)
      guard case .object(let object) = value else { throw FieldError("", reason: "No column of the row has a value.") }
      content = try decoder.content(template.kind, object)
    } catch let error as FieldError {
      return try body(.reject(error.reject(at: location)))
    }
    try body(.record(MarketRecord(content, policy: template.policy, location: location)))
  }

  /// Reads a JSON file of either layout.
  func readObjects(
    _ format: FileFormat, _ progress: ((ReadProgress) -> Void)?,
    _ body: (Result<JSONObject, Reject>, Int) throws -> Void
  ) throws {
    if format == .json {
      var reader = try JSONDocumentReader(file: file, maximumRecordBytes: limits.maximumRecordBytes)
      try reader.read(progress: progress, into: body)
    } else {
      var reader = try JSONLineReader(file: file, maximumRecordBytes: limits.maximumRecordBytes)
      try reader.read(progress: progress, into: body)
    }
  }

  /// Hands over the record of a native object, or what is wrong with it.
  func deliver(
    _ result: Result<JSONObject, Reject>, _ line: Int, _ kind: MarketRecord.Kind, _ decoder: inout RecordDecoder,
    _ body: (ReadEvent) throws -> Void
  ) throws {
    let location = SourceLocation(file: file, line: line)
    let content: MarketRecord.Content
    do {
      content = try decoder.content(kind, try result.get())
    } catch let error as FieldError {
      return try body(.reject(error.reject(at: location)))
    } catch let reject as Reject {
      return try body(.reject(reject))
    }
    try body(.record(MarketRecord(content, location: location)))
  }
}
