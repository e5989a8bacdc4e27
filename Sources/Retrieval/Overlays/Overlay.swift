import JobMarket

/// A field whose values or numbers come from outside the jobs, by job key: the nodes of a link graph, a score of later.
///
/// An index that has it (`JobIndex.settingOverlay`) answers predicates, weights, facets and explanations about it as about any
/// field, and it is put in another's place or edited without touching what the index knows of the jobs themselves.
///
/// ```swift
/// let nodes = try Overlay(node, id: "graph-12", values: [JobKey(rawValue: 7): [3, 5]])
/// nodes.values(of: JobKey(rawValue: 7))  // [3, 5]
/// ```
///
/// Keys of jobs that an index does not have are kept: such a job takes its values when it comes.
public struct Overlay: Sendable {
  /// What queries call it.
  public let field: AttributeField
  /// What made it: the id of a graph, of a model.
  public private(set) var id: String
  /// Whether it holds numbers, not values.
  public var holdsNumbers: Bool { if case .numbers = base.content { true } else { false } }
  /// The entries as they were laid down.
  let base: OverlayColumn
  /// What was said since of some jobs; an entry here hides the one there.
  private(set) var edits: [JobKey: Entry] = [:]

  /// What is known of one job.
  enum Entry: Hashable, Sendable {
    /// Values, rising, each once.
    case values([ValueID])
    case number(Double)
    case nothing
  }

  /// Lays values out. O(n log n).
  ///
  /// - Parameters:
  ///   - field: a name of its own, which no job has a field of.
  ///   - id: what made them.
  ///   - values: by job; order and repetition do not matter.
  /// - Throws: `IndexError` for a name that is not to be had.
  public init(_ field: AttributeField, id: String, values: [JobKey: [ValueID]]) throws {
    var column = ListColumn<ValueID>()
    let rows = values.sorted { $0.key < $1.key }
    for (_, values) in rows { column.append(values.risingOnce) }
    try self.init(field, id: id, OverlayColumn(keys: rows.map(\.key), content: .values(column)))
  }

  /// The same from a list a job, laid end to end. O(n + values).
  ///
  /// - Parameters:
  ///   - keys: rising.
  ///   - offsets: where each job's values begin, and a last one for the end.
  ///   - values: each job's rising, each once.
  /// - Throws: `IndexError` for a name that is not to be had, and where something does not rise or fit.
  public init(_ field: AttributeField, id: String, keys: [JobKey], offsets: [Int64], values: [ValueID]) throws {
    guard let column = ListColumn(offsets: offsets, elements: values) else {
      throw IndexError.badQuery("overlay '\(field)': offsets do not fit \(values.count) values")
    }
    let laid = OverlayColumn(keys: keys, content: .values(column))
    if let problem = laid.problem { throw IndexError.badQuery("overlay '\(field)': \(problem)") }
    try self.init(field, id: id, laid)
  }

  /// Lays numbers out. O(n log n).
  ///
  /// - Parameter numbers: by job, finite.
  /// - Throws: `IndexError` for a name that is not to be had, and for a number that is infinite or none.
  public init(_ field: AttributeField, id: String, numbers: [JobKey: Double]) throws {
    let rows = numbers.sorted { $0.key < $1.key }
    if let bad = rows.first(where: { !$0.value.isFinite }) {
      throw IndexError.notFinite(bad.key, what: "the number of overlay '\(field)'")
    }
    try self.init(field, id: id, OverlayColumn(keys: rows.map(\.key), content: .numbers(rows.map(\.value))))
  }

  init(_ field: AttributeField, id: String, _ base: OverlayColumn) throws(IndexError) {
    // Offers begin by it; and who somebody is must be no filter, wherever it comes from.
    guard field != .postedAt, !field.isReserved else {
      throw IndexError.badQuery("an overlay cannot be called '\(field)': that name says something else of a job")
    }
    (self.field, self.id, self.base) = (field, id, base)
  }

  /// What it knows of a job. O(log n).
  func entry(of key: JobKey) -> Entry { edits[key] ?? base.entry(of: key) }

  /// A job's values, rising; empty when it has none. O(log n).
  public func values(of key: JobKey) -> [ValueID] {
    if case .values(let values) = entry(of: key) { values } else { [] }
  }

  /// A job's number, if it has one. O(log n).
  public func number(of key: JobKey) -> Double? { if case .number(let number) = entry(of: key) { number } else { nil } }

  /// How many edits are kept apart at least, before they are laid down with the rest.
  private static let leastEditsLaidDown = 1024

  /// The same with other entries for some jobs. O(edited + those edited since the rest was laid down, one job in 64 at most), and
  /// O(n) when there are more.
  func editing(_ entries: [JobKey: Entry], id: String) -> Overlay {
    var overlay = self
    overlay.id = id
    overlay.edits.merge(entries) { _, new in new }
    let most = max(Overlay.leastEditsLaidDown, base.keys.count / 64)
    return overlay.edits.count > most ? overlay.laidDown : overlay
  }

  /// The same with its edits among the other entries. O(n + edits log edits).
  var laidDown: Overlay {
    guard !edits.isEmpty, let overlay = try? Overlay(field, id: id, base.merged(with: edits)) else { return self }
    return overlay
  }
}

/// Entries as they were laid down, by rising key.
struct OverlayColumn: Sendable {
  let keys: [JobKey]
  let content: Content

  /// A list or a number a key.
  enum Content: Sendable {
    case values(ListColumn<ValueID>)
    case numbers([Double])
  }

  /// What is known of a job. O(log n).
  func entry(of key: JobKey) -> Overlay.Entry { keys.place(of: key).map(entry) ?? .nothing }

  /// What is known at a place. O(values).
  func entry(at place: Int) -> Overlay.Entry {
    switch content {
    case .values(let column): column.isEmpty(place) ? .nothing : .values(Array(column[place]))
    case .numbers(let numbers): .number(numbers[place])
    }
  }

  /// What does not rise, fit, or is no number; `nil` for nothing. O(n + values).
  var problem: String? {
    guard zip(keys, keys.dropFirst()).allSatisfy(<) else { return "keys do not rise" }
    switch content {
    case .numbers(let numbers):
      guard numbers.count == keys.count else { return "\(numbers.count) numbers of \(keys.count) jobs" }
      return numbers.allSatisfy(\.isFinite) ? nil : "a number is not finite"
    case .values(let column):
      guard column.count == keys.count else { return "lists of \(column.count) jobs for \(keys.count)" }
      for row in 0..<column.count {
        let (first, end) = (Int(column.offsets[row]), Int(column.offsets[row + 1]))
        for place in first..<end where place > first && column.elements[place] <= column.elements[place - 1] {
          return "the values of job \(keys[row].rawValue) do not rise"
        }
      }
      return nil
    }
  }

  /// Entries and edits in one, without those that say nothing. O(n + edits log edits).
  func merged(with edits: [JobKey: Overlay.Entry]) -> OverlayColumn {
    let edits = edits.sorted { $0.key < $1.key }
    var keys: [JobKey] = []
    var (lists, numbers) = (ListColumn<ValueID>(), [Double]())
    keys.reserveCapacity(self.keys.count + edits.count)
    func add(_ key: JobKey, _ entry: Overlay.Entry) {
      switch entry {
      case .values(let values): lists.append(values)
      case .number(let number): numbers.append(number)
      case .nothing: return
      }
      keys.append(key)
    }
    var place = 0
    for (key, entry) in edits {
      while place < self.keys.count, self.keys[place] < key {
        add(self.keys[place], self.entry(at: place))
        place += 1
      }
      if place < self.keys.count, self.keys[place] == key { place += 1 }
      add(key, entry)
    }
    for place in place..<self.keys.count { add(self.keys[place], self.entry(at: place)) }
    switch content {
    case .values: return OverlayColumn(keys: keys, content: .values(lists))
    case .numbers: return OverlayColumn(keys: keys, content: .numbers(numbers))
    }
  }
}

extension [ValueID] {
  /// The same values, rising, each once. O(n log n), and no copy where they are so already.
  var risingOnce: [ValueID] { zip(self, dropFirst()).allSatisfy(<) ? self : Set(self).sorted() }
}
