import JobMarket
import Retrieval
import VectorMath

/// Jobs with vectors of one kind of number and a field whose values leave known shares of them.
package struct VectorWorld {
  package enum Kind: String, CaseIterable {
    case normal, wholeWithTies, duplicates, zeros, mixedLengths, absent, denormal, huge
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
      case .duplicates where seen.count > 4: job.vectors[VectorKey("v", model: "d")] = random.element(of: seen)
      case .zeros where row % 2 == 0: job.vectors[VectorKey("v", model: "d")] = fresh.map { _ in 0 }
      case .absent where row % 3 == 0: break
      default: job.vectors[VectorKey("v", model: "d")] = fresh
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
      case .denormal: Float(random.normal()) * 0x1p-136
      case .huge: Float(random.normal()) * 1e16
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

  /// Weights of a vector: those at which rounding makes ties, those that vanish, and one beyond which scores are infinite.
  static let weights: [Float] = [0.3, -1, 1, -2.5, 1e-3, -0.7, 0, 0x1p-140, -1e-30, 3, 1e15, 1e38]

  /// A vector of some weight, before, between or behind other scorers, or alone.
  package mutating func fusedQuery(_ number: Int, count: Int) -> Query {
    var query = query(
      share: random.element(of: VectorWorld.shares), k: random.element(of: [0, 1, 10, 100, count / 3, count + 5]))
    query.scorers[0].weight = VectorWorld.weights[number % VectorWorld.weights.count]
    // Infinite scores of two signs would have no sum.
    guard number % 3 > 0, query.scorers[0].weight < 1e30 else { return query }
    let scale: Float = kind == .huge ? 1e16 : kind == .denormal ? 0x1p-136 : 1
    for place in 0..<random.uniform(in: 1...2) {
      var weights: [ValueID: Float] = [:]
      for share in VectorWorld.shares where random.bernoulli(0.7) {
        weights[ValueID(share)] = random.element(of: [0.25, -1, 0, 0.1, 1e-20]) * scale
      }
      let terms = Scorer.weightedTerms(
        field: .skill, weights: weights, minimumMatches: random.uniform(below: 4),
        combining: random.element(of: TermCombination.allCases))
      let scorer = WeightedScorer(
        "terms", weight: random.element(of: [1, -0.4, 0, 2]),
        requirement: random.element(of: [.optional, .optional, .required, .oneOf("a")]), terms)
      query.scorers.insert(scorer, at: random.uniform(in: 0...query.scorers.count))
      if place == 1, random.bernoulli(0.3) { query.countsMatches = false }
    }
    return query
  }
}
