import JobMarket

/// What became of a job: the record's word, ready for an index.
public enum IndexChange: Sendable {
  /// The job as it is now; new, or in place of what the index had of it.
  case upsert(IndexedJob)
  /// It was deleted: nothing asks for it any more, and the next merge leaves it out. A job that was closed is rather written anew
  /// with an expiry before all moments: what it was stays known.
  case remove(JobKey)

  /// The job.
  public var key: JobKey {
    switch self {
    case .upsert(let job): job.key
    case .remove(let key): key
    }
  }
}

extension JobIndex {
  /// The index after some changes, of which the last one of a job counts.
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
    index.kill(changes.lazy.map(\.key))
    guard !upserts.isEmpty else { return index }
    var segment = try IndexSegment(
      all: upserts, textModel: textModel, termCount: termCount, vectorFields: vectorFields)
    segment.overlayFields = Set(installedOverlays.keys)
    try index.appendToTail(segment.canonical(aliases))
    return index
  }

  /// The last change of each job, keys rising. O(changes) where they rise already, as a record's do.
  private static func lastChanges(_ changes: [IndexChange]) -> [IndexChange] {
    guard !changes.indices.dropFirst().allSatisfy({ changes[$0 - 1].key < changes[$0].key }) else { return changes }
    var last: [JobKey: IndexChange] = [:]
    for change in changes { last[change.key] = change }
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
