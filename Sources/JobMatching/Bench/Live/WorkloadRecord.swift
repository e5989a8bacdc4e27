import Foundation
import JobMarket
import MarketStorage
import Retrieval

/// A record beside a workload: jobs that change, in a market of its own in a temporary folder.
///
/// The first jobs of the workload stand in it. A job says which revision it is of, and has the attributes and the vector of
/// another row of the workload for each revision: a pure function of record and workload, as a job's words and models are.
final class WorkloadRecord {
  let folder: URL
  let store: MarketStore
  let writer: MarketWriter
  /// How many jobs there are.
  let jobCount: Int
  private var random: UInt64 = 88_172_645_463_325_252
  private var revision = 1

  /// Makes a record of the first jobs of a workload. O(jobs).
  ///
  /// - Throws: `MarketStoreError`, the file system's errors.
  init(jobs: Int) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "jobmatch-live-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    store = try MarketStore(folder: folder.path)
    writer = MarketWriter(store)
    jobCount = jobs
    for start in stride(from: 1, through: jobs, by: 1024) {
      try write((start..<min(start + 1024, jobs + 1)).map { .upsert(Job(id: String($0), title: "0")) })
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Writes, and returns once all is on the disk; the last change.
  @discardableResult
  func write(_ writes: [MarketWrite]) throws -> Int64 {
    try writer.submitAndWait(writes).reduce(0) { max($0, try $1.get().sequence) }
  }

  /// The next changes: nine of ten jobs are written anew, one is closed.
  func changes(_ count: Int) -> [MarketWrite] {
    (0..<count).map { _ in
      random ^= random << 13
      random ^= random >> 7
      random ^= random << 17
      revision += 1
      var job = Job(id: String(1 + random % UInt64(jobCount)), title: String(revision))
      if (random >> 40) % 10 == 0 { job.status = .closed }
      return .upsert(job)
    }
  }
}

/// Lays the jobs of a `WorkloadRecord` out.
struct WorkloadChangeLayout: ChangeLayout, ChangeReading {
  let workload: JobIndex
  let vectors: VectorKey
  let rowCount: Int
  let fields: [AttributeField]

  /// - Parameter workload: its index, whose keys are its rows.
  init(_ workload: JobIndex, vectors: VectorKey) {
    (self.workload, self.vectors) = (workload, vectors)
    (rowCount, fields) = (workload.count, workload.fields)
  }

  func reader(isFirst: Bool) -> any ChangeReading { self }

  func changes(_ batch: [ChangedJob]) -> [IndexChange] {
    Concurrently.map(batch, chunk: 64) { changed in
      guard case .upsert(let stored) = changed else { return .remove(changed.key) }
      let revision = Int64(stored.job.title) ?? 0
      let row = JobKey(rawValue: (stored.key.rawValue + revision * 104_729) % Int64(rowCount))
      var job = IndexedJob(key: stored.key)
      for field in fields { job.values[field] = workload.values(of: row, field: field) }
      if stored.job.status == .closed { job.expiresAt = Instant(milliseconds: .min) }
      job.vectors[vectors] = workload.vector(of: row, vectors)
      return .upsert(job)
    }
  }
}
