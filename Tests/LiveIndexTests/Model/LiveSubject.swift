import Foundation
import JobMarket
import Retrieval

/// The index that is judged, with the files that it lives in.
final class LiveSubject {
  private(set) var live: LiveJobIndex
  private let folder: URL
  private var folderCount = 0
  /// The files, and what the index was when they were written; `nil` where there are none.
  private var published: (folder: URL, state: NaiveIndex)?

  var index: JobIndex { live.snapshot }

  init(folder: URL) throws {
    self.folder = folder
    live = LiveJobIndex(try LiveSubject.empty())
  }

  private static func empty() throws -> JobIndex {
    try JobIndex(
      [], textModel: LiveWorld.textModel, termCount: LiveWorld.termCount, vectorFields: LiveWorld.vectorFields)
  }

  private func newFolder() throws -> URL {
    folderCount += 1
    let new = folder.appending(path: String(folderCount), directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: new, withIntermediateDirectories: true)
    return new
  }

  /// Does a step; a question changes nothing.
  ///
  /// - Parameters:
  ///   - expected: the state after the step; of a step that is refused, before it.
  ///   - meanwhile: called while a merge is under way.
  /// - Returns: what was found wrong on the way.
  func perform(
    _ step: LiveStep, _ expected: () -> NaiveIndex, meanwhile: ([LiveStep]) throws -> Void
  ) throws -> [String] {
    switch step {
    case .change(let changes): try live.apply(changes, sequence: expected().sequence)
    case .ask: break
    case .merge(let policy, .memory): try live.merge(policy)
    case .merge(let policy, .files): try live.merge(policy, into: try newFolder())
    case .merge(let policy, .tailAlone): try live.mergeTail(policy)
    case .mergeWhile(let steps):
      var isFirst = true
      _ = try live.merge(in: { $0.segments.indices }, .all) { segments in
        defer { isFirst = false }
        // Begun again, it meets nothing new.
        if isFirst { try meanwhile(steps) }
        return try IndexSegment(merging: segments)
      }
      if isFirst { try meanwhile(steps) }
    case .publish:
      let new = try newFolder()
      try live.snapshot.write(to: new)
      published = (new, expected())
    case .restart(let batch): return try restart(batch, expected())
    case .addModel(let field, let vectors): try live.update { try $0.addingVectors(field) { vectors[$0] } }
    case .serve(let key): try live.update { try $0.serving(model: key.model, of: key.field) }
    case .retire(let key): try live.update { try $0.retiring(key) }
    case .setOverlay(let field, let overlay):
      try live.update { try $0.settingOverlay(LiveSubject.overlay(field, overlay)) }
    case .editOverlay(let field, let edit) where edit.holdsNumbers:
      var numbers = edit.numbers.mapValues { Double?.some($0) }
      for key in edit.without { numbers.updateValue(nil, forKey: key) }
      try live.update { try $0.editingOverlay(field, numbers: numbers, id: "edited") }
    case .editOverlay(let field, let edit):
      try live.update { try $0.editingOverlay(field, values: edit.values, id: "edited") }
    case .removeOverlay(let field): try live.update { try $0.removingOverlay(field) }
    case .alias:
      let aliases = expected().aliases
      live.update { $0.setting(aliases: aliases) }
    }
    return []
  }

  private static func overlay(_ field: AttributeField, _ overlay: NaiveOverlay) throws -> Overlay {
    overlay.holdsNumbers
      ? try Overlay(field, id: "set", numbers: overlay.numbers) : try Overlay(field, id: "set", values: overlay.values)
  }

  /// Opens the files and takes in what happened since they were written, as a service does that starts.
  ///
  /// - Returns: where what they hold differs from what the index was.
  private func restart(_ batch: Int, _ expected: NaiveIndex) throws -> [String] {
    let state = published?.state ?? NaiveIndex(LiveWorld.vectorFields)
    live = LiveJobIndex(try published.map { try JobIndex(contentsOf: $0.folder) } ?? LiveSubject.empty())
    var found = violations(state)
    for question in Question.everyStep { found += try violations(question, state) }
    var index = live.snapshot
    for field in expected.models.values.sorted(by: { $0.key < $1.key }) where state.models[field.key] == nil {
      index = try index.addingVectors(field) { expected.jobs[$0]?.vectors[field.key] }
    }
    for (field, model) in expected.served { index = try index.serving(model: model, of: field) }
    for key in state.models.keys where expected.models[key] == nil { index = try index.retiring(key) }
    index = index.setting(aliases: expected.aliases)
    for (field, overlay) in expected.overlays {
      index = try index.settingOverlay(LiveSubject.overlay(field, overlay))
    }
    for field in state.overlays.keys where expected.overlays[field] == nil {
      index = try index.removingOverlay(field)
    }
    live = LiveJobIndex(index)
    let changes = expected.changes(after: state.sequence)
    for first in stride(from: 0, to: changes.count, by: batch) {
      try live.apply(changes[first..<min(first + batch, changes.count)])
    }
    try live.apply([], sequence: expected.sequence)
    return found
  }
}

extension MergePolicy {
  /// All segments into one, whatever their sizes.
  static var all: MergePolicy {
    var policy = MergePolicy()
    (policy.mostSegments, policy.growth, policy.mostDead) = (1, 1 << 40, 1)
    return policy
  }
}
