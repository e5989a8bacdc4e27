import Synchronization
import VectorMath

extension IndexSegment {
  /// How many jobs make it worth while to wake another thread.
  private static let fewestForThreads = 1024

  /// Lays jobs in memory out as `init(_:textModel:termCount:vectorFields:)` does, columns of vectors beside all others: the same
  /// segment at any number of threads.
  ///
  /// - Throws: as that. O(total size).
  init(all jobs: [IndexedJob], textModel: String, termCount: Int, vectorFields: [VectorField]) throws {
    func inOrder() throws -> IndexSegment {
      try IndexSegment(jobs, textModel: textModel, termCount: termCount, vectorFields: vectorFields)
    }
    guard jobs.count >= IndexSegment.fewestForThreads, !vectorFields.isEmpty else {
      self = try inOrder()
      return
    }
    let attributes = Mutex<IndexSegment?>(nil)
    let columns = Mutex<[VectorKey: VectorColumn]>([:])
    Processors.perform(vectorFields.count + 1) { part in
      guard part > 0 else {
        let made = try? IndexSegment(jobs, textModel: textModel, termCount: termCount)
        return attributes.withLock { $0 = made }
      }
      let field = vectorFields[part - 1]
      let made = try? VectorColumnBuilder.column(field, of: jobs)
      columns.withLock { $0[field.key] = made }
    }
    guard var whole = attributes.withLock({ $0 }) else {
      self = try inOrder()
      return
    }
    whole.vectors = columns.withLock { $0 }
    // One that cannot be laid out is named by the order of jobs, whoever met it first.
    self = whole.vectors.count == vectorFields.count ? whole : try inOrder()
  }
}

extension VectorColumnBuilder {
  /// The vectors of jobs. O(jobs × dimension).
  fileprivate static func column(_ field: VectorField, of jobs: [IndexedJob]) throws(IndexError) -> VectorColumn? {
    var builder = VectorColumnBuilder(field)
    for job in jobs { try builder.append(job.vectors[field.key], key: job.key) }
    return builder.finish()
  }
}
