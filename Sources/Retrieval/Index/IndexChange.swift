import JobMarket

/// What became of a job: the record's word, ready for an index.
public enum IndexChange: Sendable {
  /// The job as it is now; new, or in place of what the index had of it.
  case upsert(IndexedJob)
  /// It was closed: no query finds it any more, and what it was stays known for as long as the index has it. Without effect on a
  /// job that the index does not have.
  case close(JobKey)
  /// It was deleted: nothing asks for it any more, and the next merge leaves it out.
  case remove(JobKey)

  /// The job.
  public var key: JobKey {
    switch self {
    case .upsert(let job): job.key
    case .close(let key), .remove(let key): key
    }
  }

  /// What it comes to after an earlier change of the same job.
  fileprivate func following(_ earlier: IndexChange?) -> IndexChange {
    guard case .close = self, let earlier else { return self }
    guard case .upsert(var job) = earlier else { return earlier }
    job.expiresAt = Instant(milliseconds: .min)
    return .upsert(job)
  }
}

extension JobIndex {
  /// The index after some changes, of which the last one of a job counts; one that is closed stays what it was before that.
  ///
  /// ```swift
  /// try index.applying([.upsert(job), .remove(job.key)], sequence: 12).contains(job.key)  // false
  /// ```
  ///
  /// - Parameters:
  ///   - changes: in the order of the record.
  ///   - sequence: the record's last change among them; `nil` where there is none.
  /// - Throws: `IndexError` for a job that does not fit; then nothing of the changes is taken in.
  ///
  /// O(changes + rows / 64 of the segments they touch), and now and then the size of the tail's smaller segments, which are
  /// merged with it.
  public func applying(_ changes: some Sequence<IndexChange>, sequence: Int64? = nil) throws -> JobIndex {
    let changes = JobIndex.lastChanges(Array(changes))
    var index = self
    index.sequence = sequence ?? self.sequence
    guard !changes.isEmpty else { return index }
    let upserts = try changes.compactMap { change in
      if case .upsert(let job) = change { try admitted(job) } else { nil }
    }
    var renewed = closing(changes.compactMap { if case .close(let key) = $0 { key } else { nil } })
    index.kill(changes.compactMap { if case .close = $0 { nil } else { $0.key } } + renewed.flatMap(\.keys))
    if !upserts.isEmpty {
      var segment = try IndexSegment(
        all: upserts, textModel: textModel, termCount: termCount, vectorFields: vectorFields)
      segment.overlayFields = Set(installedOverlays.keys)
      renewed.append(segment.canonical(aliases))
    }
    for segment in renewed { try index.appendToTail(segment) }
    return index
  }

  /// The rows of jobs as they are after these were closed; of jobs that are not here or were closed already, none.
  private func closing(_ keys: [JobKey]) -> [IndexSegment] {
    var rows: [Int: [Int]] = [:]
    for key in keys {
      guard let (segment, row) = position(of: key), segments[segment].isAlive(row),
        segments[segment].expiry[row] != .min
      else { continue }
      rows[segment, default: []].append(row)
    }
    return rows.sorted { $0.key < $1.key }.map { segments[$0.key].picking($0.value.sorted()).closed }
  }

  /// What the changes of each job come to, keys rising. O(changes) where they rise already, as a record's do.
  private static func lastChanges(_ changes: [IndexChange]) -> [IndexChange] {
    guard !changes.indices.dropFirst().allSatisfy({ changes[$0 - 1].key < changes[$0].key }) else { return changes }
    var last: [JobKey: IndexChange] = [:]
    for change in changes { last[change.key] = change.following(last[change.key]) }
    return last.values.sorted { $0.key < $1.key }
  }

  /// The index without some jobs; unknown keys are ignored. O(keys × segments log jobs + rows / 64).
  public func removing(_ keys: some Sequence<JobKey>) -> JobIndex {
    var index = self
    index.kill(keys)
    return index
  }

  /// The vectors that jobs of this index may have, by field and model.
  public var vectorFields: [VectorField] {
    schema.dimensions.sorted { $0.key < $1.key }
      .map { VectorField(name: $0.key.field, model: $0.key.model, dimension: $0.value) }
  }

  private mutating func kill(_ keys: some Sequence<JobKey>) {
    var rows: [Int: [UInt32]] = [:]
    for key in keys {
      // Older rows of the job are dead already.
      guard let (segment, row) = position(of: key), segments[segment].isAlive(row) else { continue }
      rows[segment, default: []].append(UInt32(row))
    }
    for (segment, rows) in rows { segments[segment] = segments[segment].killing(rows) }
  }
}

extension IndexSegment {
  /// The segment with every job withdrawn, at whatever moment it is asked for. O(rows log rows).
  fileprivate var closed: IndexSegment {
    var segment = self
    segment.expiry = [Int64](repeating: .min, count: count)
    segment.offers = Offers(expiry: segment.expiry, posted: segment.numbers[.postedAt])
    return segment
  }
}
