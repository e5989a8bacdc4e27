import JobMarket
import Retrieval
import SearcherConformance

/// What a live index must answer like: a dictionary of jobs, asked one by one.
struct NaiveIndex {
  private(set) var jobs: [JobKey: IndexedJob] = [:]
  /// Every change there was; the number of the last one is their count.
  private(set) var log: [IndexChange] = []

  /// The jobs, rising by key.
  var ordered: [IndexedJob] { jobs.values.sorted { $0.key < $1.key } }

  /// All answers, by definition.
  var searcher: NaiveSearcher { NaiveSearcher(jobs: ordered) }

  mutating func apply(_ changes: [IndexChange]) {
    log += changes
    for change in changes {
      switch change {
      case .upsert(let job): jobs[job.key] = job
      case .remove(let key): jobs[key] = nil
      }
    }
  }

  /// The keys of a job's reposts, itself included.
  func reposts(of key: JobKey) -> [JobKey] {
    guard let job = jobs[key] else { return [] }
    guard let group = job.repostGroup else { return [key] }
    return jobs.values.filter { $0.repostGroup == group }.map(\.key).sorted()
  }

  /// How many jobs have each value of a field.
  func frequencies(of field: AttributeField) -> [ValueID: Int] {
    jobs.values.reduce(into: [:]) { counts, job in
      for value in Set(job.values(of: field)) { counts[value, default: 0] += 1 }
    }
  }
}
