import JobMarket
import Retrieval
import VectorMath

/// Jobs with vectors of one kind of number and a field whose values leave known shares of them.
package struct VectorWorld {
  package enum Kind: String, CaseIterable {
    case normal, wholeWithTies, duplicates, zeros, mixedLengths, absent
  }

  let kind: Kind
  package let field: VectorField
  var random: SeededRandom

  package init(_ kind: Kind, dimension: Int, seed: UInt64) {
    self.kind = kind
    field = VectorField(name: "v", model: "d", dimension: dimension)
    random = SeededRandom(seed: seed)
  }

  /// One job in so many has the value of that number.
  static let shares = [1, 3, 10, 100, 1000]

  package mutating func jobs(_ count: Int) -> [IndexedJob] {
    var seen: [[Float]] = []
    return (0..<count).map { row in
      var job = IndexedJob(key: JobKey(rawValue: Int64(3 * row + 1)))
      job.values[.skill] = VectorWorld.shares.filter { random.uniform(below: $0) == 0 }.map { ValueID($0) }
      let fresh = vector(row)
      switch kind {
      case .duplicates where seen.count > 4: job.vectors["v"] = random.element(of: seen)
      case .zeros where row % 2 == 0: job.vectors["v"] = fresh.map { _ in 0 }
      case .absent where row % 3 == 0: break
      default: job.vectors["v"] = fresh
      }
      if seen.count <= 4 { seen.append(fresh) }
      return job
    }
  }

  package mutating func vector(_ row: Int = 1) -> [Float] {
    (0..<field.dimension).map { _ in
      switch kind {
      case .wholeWithTies: Float(random.uniform(in: -1...1))
      case .mixedLengths: Float(random.normal()) * [1e-6, 1, 1e6][row % 3]
      default: Float(random.normal())
      }
    }
  }

  /// The best by vector among those that have the value of a share.
  package mutating func query(share: Int, k: Int) -> Query {
    Query(
      predicate: share == 1 ? .all : JobPredicate([.init(.anyOf(.skill, [ValueID(share)]))]),
      scorers: [WeightedScorer("vector", weight: 1, .vector(field: "v", model: "d", vector()))], k: k,
      asOf: Instant(seconds: 0))
  }
}
