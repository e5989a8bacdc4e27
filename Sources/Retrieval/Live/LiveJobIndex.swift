import Foundation
import JobMarket
import Synchronization
import VectorMath

/// An index that changes while it is searched: holds the newest snapshot, and makes the next from it.
///
/// Readers take `snapshot`, which never waits for anybody who builds; what they hold stays as it is. Writers come one after the
/// other. A merge works on a snapshot of its own, beside readers and writers, and waits for these only to put its result in.
///
/// ```swift
/// let live = LiveJobIndex(index)
/// try live.apply([.upsert(baker), .remove(closed)], sequence: 12)
/// try CPUSearcher(live.snapshot).retrieve(query)  // sees both
/// try live.merge()                                // in the background: the same answers, sooner
/// ```
public final class LiveJobIndex: Sendable {
  private let published: Mutex<JobIndex>
  /// Held by whoever makes the next snapshot; how often the columns of segments were replaced.
  private let writing = Mutex<Int>(0)
  /// Held by whoever merges, or makes columns for all segments there are.
  private let merging = Mutex<Void>(())

  /// Starts with an index.
  public init(_ index: JobIndex) { published = Mutex(index) }

  /// The index as it is now. O(1): a few references are taken.
  public var snapshot: JobIndex { published.withLock { $0 } }

  /// Takes changes in; whoever takes a snapshot afterwards sees them.
  ///
  /// - Parameters:
  ///   - changes: in the order of the record.
  ///   - sequence: the record's last change among them; `nil` where there is none. Changes up to one that the index already
  ///     stands at are not taken in again: two followers may both bring them.
  /// - Returns: whether they were taken in.
  /// - Throws: `IndexError` for a job that does not fit; then nothing of the changes is taken in.
  ///
  /// As `JobIndex.applying`.
  @discardableResult
  public func apply(_ changes: some Sequence<IndexChange>, sequence: Int64? = nil) throws -> Bool {
    try writing.withLock { _ in
      let current = snapshot
      if let sequence, sequence <= current.sequence { return false }
      publish(try current.applying(changes, sequence: sequence))
      return true
    }
  }

  /// Puts an index in the place of the present one that is made from it: other models, overlays, files.
  ///
  /// A merge that runs meanwhile begins again where its segments have other columns now; an edit of few of an overlay's jobs
  /// does not disturb it.
  /// - Parameter body: makes the next index; no change comes in before it is done.
  /// - Throws: what `body` throws; then nothing changes.
  public func update(_ body: (JobIndex) throws -> JobIndex) rethrows {
    try writing.withLock { revision in
      let current = snapshot
      let next = try body(current)
      publish(next)
      if !next.hasColumns(of: current) { revision += 1 }
    }
  }

  /// Adds vectors of a further model while changes go on: these wait for the vectors of jobs that came meanwhile, and no others. Merges
  /// wait for all of them.
  ///
  /// - Parameters:
  ///   - field: name, model and dimension.
  ///   - vectors: a job's vector; `nil` for a job without one. Asked once for most jobs, again for those that changed meanwhile.
  /// - Throws: as `JobIndex.addingVectors`; then nothing changes. O(jobs × dimension).
  public func addVectors(_ field: VectorField, vectors: (JobKey) throws -> [Float]?) throws {
    // A merge meanwhile would make segments for which there are none.
    try merging.withLock { _ in
      var made: [UniqueID: VectorColumn?] = [:]
      for _ in 0..<LiveJobIndex.mostAttempts {
        let index = snapshot
        try index.requireRoom(for: field)
        let missing = index.segments.filter { made[$0.id] == nil }
        for segment in missing { made.updateValue(try segment.column(field, vectors: vectors), forKey: segment.id) }
        if missing.reduce(0, { $0 + $1.count }) <= JobIndex.mostRowsMergedAtOnce { break }
      }
      try update { try $0.addingVectors(field, made: made, vectors: vectors) }
    }
  }

  /// What came of a merge.
  public enum MergeOutcome: Hashable, Sendable {
    /// There was nothing to merge.
    case nothing
    /// So many segments became one, of so many rows.
    case merged(segments: Int, rows: Int)
    /// The segments were gone, or had other columns, by the time they were merged: nothing changed.
    case superseded
  }

  /// Merges segments of memory among themselves, where a policy says so, and leaves those of files. As `merge`.
  @discardableResult
  public func mergeTail(_ policy: MergePolicy = MergePolicy()) throws -> MergeOutcome {
    try merge(in: { $0.segments.count - $0.tailLength..<$0.segments.count }, policy) { segments throws(IndexError) in
      try IndexSegment(merging: segments)
    }
  }

  /// Merges segments where a policy says so, while the index is searched and changed.
  ///
  /// One merge runs at a time; a second waits for the first. Jobs that die while it runs are dead in its result.
  /// - Parameter folder: an existing folder that takes the merged segment, which then is opened from there: vectors take no
  ///   memory. `nil` for memory.
  /// - Throws: `IndexError` when files are damaged or the system refuses; then nothing changes.
  ///
  /// O(size of the segments), of which a change waits for O(rows that died meanwhile).
  @discardableResult
  public func merge(_ policy: MergePolicy = MergePolicy(), into folder: URL? = nil) throws -> MergeOutcome {
    try merge(in: { $0.segments.indices }, policy) { segments in
      guard let folder else { return try IndexSegment(merging: segments) }
      try IndexSegment.writeMerged(segments, to: folder)
      return try IndexSegment(contentsOf: folder)
    }
  }

  /// How often a merge begins again before it gives up.
  private static let mostAttempts = 3

  /// The same with the making of the merged segment given.
  ///
  /// - Parameter places: which segments may be merged.
  package func merge(
    in places: (JobIndex) -> Range<Int>, _ policy: MergePolicy, _ make: ([IndexSegment]) throws -> IndexSegment
  ) throws -> MergeOutcome {
    try merging.withLock { _ in
      defer { unseal() }
      for _ in 0..<LiveJobIndex.mostAttempts {
        guard let begun = begin(places, policy) else { return .nothing }
        // A segment that was opened from files is its jobs' alone: what comes from outside is put over it.
        // Others search meanwhile: one processor is theirs.
        let made = try Processors.$most.withValue(1) { begun.index.completing(try make(begun.segments)) }
        if install(made, begun) { return .merged(segments: begun.segments.count, rows: made.count) }
      }
      return .superseded
    }
  }

  /// A merge that is under way.
  private struct Begun {
    var segments: [IndexSegment]
    var index: JobIndex
    var revision: Int
  }

  /// Chooses segments, and seals them: changes add segments behind them and merge none of them meanwhile.
  private func begin(_ places: (JobIndex) -> Range<Int>, _ policy: MergePolicy) -> Begun? {
    writing.withLock { revision in
      var index = snapshot
      let allowed = places(index)
      let sizes = index.segments[allowed].map { MergePolicy.Size(rows: $0.count, dead: $0.dead?.count ?? 0) }
      guard let chosen = policy.merge(of: sizes) else { return nil }
      let range = chosen.lowerBound + allowed.lowerBound..<chosen.upperBound + allowed.lowerBound
      index.sealedCount = range.upperBound
      publish(index)
      return Begun(segments: Array(index.segments[range]), index: index, revision: revision)
    }
  }

  /// Puts the merged segment in the place of what it was made of; whether that was still there.
  private func install(_ made: IndexSegment, _ begun: Begun) -> Bool {
    writing.withLock { revision in
      guard revision == begun.revision, let next = snapshot.replacing(begun.segments, with: made) else { return false }
      publish(next)
      return true
    }
  }

  private func unseal() {
    writing.withLock { _ in
      var index = snapshot
      index.sealedCount = 0
      publish(index)
    }
  }

  /// Only whoever holds `writing` calls it.
  private func publish(_ index: JobIndex) {
    var index = index
    published.withLock { swap(&$0, &index) }
    // The former one goes here, if nobody reads it: outside the lock.
  }
}
