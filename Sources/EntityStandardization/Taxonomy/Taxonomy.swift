import JobMarket

/// A list of concepts of one field that knows which stands above which.
///
/// ```swift
/// let taxonomy = try Taxonomy(name: "onet", field: .occupation, concepts: [
///   Concept(id: "15", label: "Computer and Mathematical", isGroup: true),
///   Concept(id: "15-1252.00", label: "Software Developers", parents: ["15"]),
/// ])
/// taxonomy.value(at: 1)      // "onet:15-1252.00"
/// taxonomy.ancestors(of: 1)  // [0]
/// ```
///
/// Two concepts may share a label: what the label means is then ambiguous, and whoever matches says so in the confidence.
public struct Taxonomy: Sendable {
  /// The name that values carry: ASCII letters, digits, `-` and `_`.
  public let name: String
  /// What the concepts are.
  public let field: AttributeField
  /// The concepts, in the order given.
  public let concepts: [Concept]
  private let positions: [String: Int]
  private let parentPositions: [[Int]]

  /// Checks concepts.
  ///
  /// - Throws: `TaxonomyError` for a name that cannot prefix a value, an id that is empty, holds white space or stands
  ///   twice, an empty label, a parent that is not there, and a cycle, which it shows. O(concepts + parents).
  public init(name: String, field: AttributeField, concepts: [Concept]) throws {
    guard AttributeField(name) != nil else {
      throw TaxonomyError("taxonomy '\(name)': a name is 1 to 64 letters, digits, '_' or '-', a letter first")
    }
    var positions: [String: Int] = [:]
    for (position, concept) in concepts.enumerated() {
      guard !concept.id.isEmpty, !concept.id.contains(where: \.isWhitespace) else {
        throw TaxonomyError(
          "taxonomy \(name), concept \(position + 1): id '\(concept.id)' is empty or holds white space")
      }
      guard concept.label.contains(where: { !$0.isWhitespace }) else {
        throw TaxonomyError("taxonomy \(name), concept '\(concept.id)': the label is empty")
      }
      guard positions.updateValue(position, forKey: concept.id) == nil else {
        throw TaxonomyError("taxonomy \(name): the id '\(concept.id)' stands twice")
      }
    }
    let parentPositions = try concepts.map { concept in
      try concept.parents.map { parent in
        guard let position = positions[parent] else {
          throw TaxonomyError("taxonomy \(name), concept '\(concept.id)': its parent '\(parent)' is not there")
        }
        return position
      }
    }
    if let cycle = Taxonomy.cycle(parentPositions) {
      let path = cycle.map { concepts[$0].id }.joined(separator: " ⊂ ")
      throw TaxonomyError("taxonomy \(name): a concept stands above itself: \(path)")
    }
    (self.name, self.field, self.concepts) = (name, field, concepts)
    (self.positions, self.parentPositions) = (positions, parentPositions)
  }

  /// The position of an id, if it is there. O(1).
  public func position(of id: String) -> Int? { positions[id] }

  /// The value by which the record and the index know a concept: `onet:15-1252.00`. O(1).
  public func value(at position: Int) -> String { "\(name):\(concepts[position].id)" }

  /// Every concept above one, each once, nearest first. O(ancestors).
  public func ancestors(of position: Int) -> [Int] {
    var found: [Int] = []
    var seen: Set<Int> = [position]
    var level = parentPositions[position]
    while !level.isEmpty {
      let new = level.filter { seen.insert($0).inserted }
      found += new
      level = new.flatMap { parentPositions[$0] }
    }
    return found
  }

  /// A path that returns to its start, if there is one. Depth-first without recursion: a taxonomy may be a long chain.
  private static func cycle(_ parents: [[Int]]) -> [Int]? {
    enum State { case new, open, done }
    var states = Array(repeating: State.new, count: parents.count)
    for start in parents.indices where states[start] == .new {
      var path: [(node: Int, next: Int)] = [(start, 0)]
      states[start] = .open
      while let (node, next) = path.last {
        guard next < parents[node].count else {
          states[node] = .done
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let parent = parents[node][next]
        if states[parent] == .open {
          return path.map(\.node).drop { $0 != parent } + [parent]
        }
        if states[parent] == .new {
          states[parent] = .open
          path.append((parent, 0))
        }
      }
    }
    return nil
  }
}
