import JobMarket
import Retrieval

/// One thing that happens to a live index, or is asked of it: plain data, so that any part of a run is a run again.
enum LiveStep: Sendable {
  /// Jobs come, change, open again, expire, are closed or deleted, in the order of the record.
  case change([IndexChange])
  /// A question with everything that can be known of its answer.
  case ask(Question)
  /// Segments that lie side by side become one: from which to which, as shares of how many there are.
  case merge(from: Double, to: Double)
  /// The index is written to files.
  case publish
  /// The process ends. The next one opens the files and takes in what came since, so many changes at a time.
  case restart(batch: Int)
}

/// What is asked, and how the searcher is told to go about it, which must make no difference.
struct Question: Sendable {
  var query: Query
  /// Whose offers are counted.
  var counted: JobPredicate
  /// Jobs whose score and place are compared one by one; they may be gone, or never have been.
  var jobs: [JobKey]
  var plan: QueryPlan?
  var threads = 1
  /// Whether the query is asked between two others.
  var isInBatch = false
  /// Whether the searcher by inverted lists is asked too.
  var asksInverted = false
}

extension LiveStep: CustomStringConvertible {
  var description: String {
    switch self {
    case .change(let changes):
      changes.map { change in
        switch change {
        case .upsert(let job): "upsert \(job)"
        case .remove(let key): "remove \(key.rawValue)"
        }
      }.joined(separator: "; ")
    case .ask(let question): "ask \(question)"
    case .merge(let lower, let upper): "merge segments \(lower) to \(upper)"
    case .publish: "publish"
    case .restart(let batch): "restart, \(batch) changes at a time"
    }
  }
}
