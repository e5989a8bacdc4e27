import JobMarket
import Retrieval
import SearcherConformance

/// What a live index must answer like: a dictionary of jobs, asked one by one, with what is said of them from outside.
struct NaiveIndex {
  /// As they came.
  private(set) var jobs: [JobKey: IndexedJob] = [:]
  /// The number of the last change.
  private(set) var sequence: Int64 = 0
  /// The change that each job came or went with last.
  private(set) var lastChanges: [JobKey: Int64] = [:]
  /// The models that are live, with their dimensions.
  private(set) var models: [VectorKey: VectorField]
  /// By field, the model that is asked with.
  private(set) var served: [String: String] = [:]
  private(set) var overlays: [AttributeField: NaiveOverlay] = [:]
  private var successors: [AttributeField: [ValueID: ValueID]] = [:]
  private(set) var aliases = ValueAliases()

  init(_ fields: [VectorField]) {
    models = Dictionary(uniqueKeysWithValues: fields.map { ($0.key, $0) })
    for field in fields.sorted(by: { $0.key < $1.key }) where served[field.name] == nil {
      served[field.name] = field.model
    }
  }

  /// The jobs as a query sees them, rising by key.
  var ordered: [IndexedJob] { jobs.values.sorted { $0.key < $1.key }.map(seen) }

  /// A job as a query sees it.
  func seen(_ job: IndexedJob) -> IndexedJob {
    var job = job
    for (field, overlay) in overlays {
      if let values = overlay.values[job.key] { job.values[field] = values }
      if let number = overlay.numbers[job.key] { job.numbers[field] = number }
    }
    for field in aliases.fields {
      if let values = job.values[field] { job.values[field] = aliases.canonical(values, in: field) }
    }
    return job
  }

  /// A job without vectors of models that are not live: such are refused.
  func fitting(_ change: IndexChange) -> IndexChange {
    guard case .upsert(var job) = change else { return change }
    job.vectors = job.vectors.filter { models[$0.key] != nil }
    return .upsert(job)
  }

  mutating func apply(_ changes: [IndexChange]) {
    for change in changes {
      sequence += 1
      lastChanges[change.key] = sequence
      switch change {
      case .upsert(let job): jobs[job.key] = job
      case .remove(let key): jobs[key] = nil
      }
    }
  }

  /// The jobs that changed after a change, as they are now.
  func changes(after sequence: Int64) -> [IndexChange] {
    lastChanges.filter { $0.value > sequence }.sorted { $0.value < $1.value }
      .map { key, _ in jobs[key].map(IndexChange.upsert) ?? .remove(key) }
  }

  /// Does what a step does to models, overlays and aliases; whether it can be done.
  mutating func perform(_ step: LiveStep) -> Bool {
    switch step {
    case .change(let changes): apply(changes)
    case .ask, .merge, .mergeWhile, .publish, .restart: break
    case .addModel(let field, let vectors):
      guard models[field.key] == nil else { return false }
      models[field.key] = field
      if served[field.name] == nil { served[field.name] = field.model }
      for (key, vector) in vectors { jobs[key]?.vectors[field.key] = vector }
    case .serve(let key):
      guard models[key] != nil else { return false }
      served[key.field] = key.model
    case .retire(let key):
      guard models[key] != nil, served[key.field] != key.model else { return false }
      models[key] = nil
      for job in jobs.keys { jobs[job]?.vectors[key] = nil }
    case .setOverlay(let field, let overlay): overlays[field] = overlay
    case .editOverlay(let field, let edit):
      guard let overlay = overlays[field], overlay.holdsNumbers == edit.holdsNumbers else { return false }
      overlays[field] = overlay.edited(by: edit)
    case .removeOverlay(let field):
      guard overlays[field] != nil else { return false }
      overlays[field] = nil
    case .alias(let field, let old, let new):
      var next = successors
      // One that has a successor gets another, or none any more.
      next[field, default: [:]][old] = old == new ? nil : new
      guard let made = ValueAliases(successors: next) else { return true }
      (successors, aliases) = (next, made)
    }
    return true
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
      for value in Set(seen(job).values(of: field)) { counts[value, default: 0] += 1 }
    }
  }

  /// Whether a query names a model that is not live.
  func refuses(_ query: Query) -> Bool {
    query.scorers.contains { scorer in
      if case .vector(let field, let model, _) = scorer.scorer {
        models[VectorKey(field, model: model)] == nil
      } else {
        false
      }
    }
  }
}

/// A field from outside: values or numbers by job; an empty list where an edit takes them away.
struct NaiveOverlay: Sendable {
  var holdsNumbers: Bool
  var values: [JobKey: [ValueID]] = [:]
  var numbers: [JobKey: Double] = [:]
  /// Jobs whose number an edit takes away.
  var without: Set<JobKey> = []

  func edited(by edit: NaiveOverlay) -> NaiveOverlay {
    var overlay = self
    overlay.values.merge(edit.values) { _, new in new }
    overlay.numbers.merge(edit.numbers) { _, new in new }
    for key in edit.without { overlay.numbers[key] = nil }
    return overlay
  }
}
