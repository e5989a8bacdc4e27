import JobMarket
import Retrieval

/// One thing that happens to a live index, or is asked of it: plain data, so that any part of a run is a run again.
///
/// Some are refused, by what came before them: then nothing may change.
indirect enum LiveStep: Sendable {
  /// Jobs come, change, open again, expire, are closed or deleted, in the order of the record.
  case change([IndexChange])
  /// A question with everything that can be known of its answer.
  case ask(Question)
  /// Segments become one, where a policy says so.
  case merge(MergePolicy, MergePlace)
  /// All segments become one in the background; meanwhile other things happen.
  case mergeWhile([LiveStep])
  /// The index is written to files.
  case publish
  /// The process ends. The next one opens the files and takes in what changed since, so many jobs at a time.
  case restart(batch: Int)
  /// A further model's vectors come.
  case addModel(VectorField, [JobKey: [Float]])
  /// Another model of a field is asked with.
  case serve(VectorKey)
  /// A model's vectors go.
  case retire(VectorKey)
  /// A field from outside comes, in place of the one of that name.
  case setOverlay(AttributeField, NaiveOverlay)
  /// Some of its entries are others.
  case editOverlay(AttributeField, NaiveOverlay)
  /// A field from outside goes.
  case removeOverlay(AttributeField)
  /// A value answers as another.
  case alias(AttributeField, old: ValueID, new: ValueID)
}

/// Where a merged segment goes, and which are merged.
enum MergePlace: Sendable, CaseIterable { case memory, files, tailAlone }

/// What is asked, and how the searcher is told to go about it, which must make no difference.
struct Question: Sendable {
  var query: Query
  /// Whose offers are counted.
  var counted: JobPredicate
  /// What is counted by value and by range.
  var facets: [FacetRequest] = []
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
    case .merge(let policy, let place): "merge, \(place), by \(policy)"
    case .mergeWhile(let steps): "merge all, while [" + steps.map(\.description).joined(separator: " | ") + "]"
    case .publish: "publish"
    case .restart(let batch): "restart, \(batch) jobs at a time"
    case .addModel(let field, let vectors):
      "add '\(field.key)' of \(field.dimension): "
        + vectors.sorted { $0.key < $1.key }.map { "\($0.key.rawValue) \($0.value)" }.joined(separator: ", ")
    case .serve(let key): "serve '\(key)'"
    case .retire(let key): "retire '\(key)'"
    case .setOverlay(let field, let overlay): "set overlay '\(field)' \(overlay)"
    case .editOverlay(let field, let overlay): "edit overlay '\(field)' \(overlay)"
    case .removeOverlay(let field): "remove overlay '\(field)'"
    case .alias(let field, let old, let new): "\(field) \(old) is \(new)"
    }
  }
}
