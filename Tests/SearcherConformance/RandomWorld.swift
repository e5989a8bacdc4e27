import JobMarket
import Retrieval
import VectorMath

/// Random jobs and queries over few values, so that ties, empty rows and full matches all happen.
package struct RandomWorld {
  package var random: SeededRandom
  package static let termCount = 30
  package static let vectorField = VectorField(name: "v", model: "d", dimension: 5)

  package init(seed: UInt64) { random = SeededRandom(seed: seed) }

  package mutating func jobs(_ count: Int) -> [IndexedJobParts] {
    var key: Int64 = 0
    return (0..<count).map { _ in
      key += Int64(random.uniform(in: 1...3))
      var parts = IndexedJobParts(key: JobKey(rawValue: key))
      for field in [AttributeField.skill, .company, .country] where random.bernoulli(0.8) {
        parts.values[field] = (0..<random.uniform(in: 0...4)).map { _ in ValueID(random.uniform(below: 6)) }
      }
      if random.bernoulli(0.7) { parts.number = Double(random.uniform(below: 10)) }
      parts.points = (0..<random.uniform(in: 0...2)).map { _ in point() }
      parts.text = vector()
      if random.bernoulli(0.9) { parts.vector = denseVector() }
      if random.bernoulli(0.3) { parts.expiresAt = Instant(seconds: Int64(random.uniform(below: 10))) }
      if random.bernoulli(0.3) { parts.postedAt = Instant(seconds: Int64(random.uniform(below: 10))) }
      if random.bernoulli(0.5) { parts.repostGroup = "g\(random.uniform(below: max(1, count / 3)))" }
      return parts
    }
  }

  package mutating func point() -> Coordinate {
    // On a coarse grid, so that equal distances are common.
    Coordinate(latitude: Double(random.uniform(in: 40...43)), longitude: Double(random.uniform(in: -74 ... -71)))
      ?? Coordinate(latitude: 0, longitude: 0).unsafelyUnwrapped
  }

  package mutating func vector() -> SparseVector {
    // Small whole numbers: every sum is exact, so equality may be asked for, ties included.
    SparseVector(
      random.sample(random.uniform(in: 0...6), of: RandomWorld.termCount).map { term in
        (index: UInt32(term), value: Float(random.uniform(in: -2...3)))
      })
  }

  /// Small whole numbers again; few, so that ties are common.
  package mutating func denseVector() -> [Float] { (0..<5).map { _ in Float(random.uniform(in: -2...2)) } }

  package mutating func literal() -> JobPredicate.Literal {
    let field = random.element(of: [AttributeField.skill, .company, .country, .degree])
    let values = (0..<random.uniform(in: 0...3)).map { _ in ValueID(random.uniform(below: 7)) }
    switch random.uniform(below: 5) {
    case 0: return .anyOf(field, values)
    case 1: return .noneOf(field, values)
    case 2: return .missing(random.element(of: [field, .pay, .place]))
    case 3:
      return .range(.pay, NumericRange(lower: Double(random.uniform(below: 8)), upper: random.bernoulli(0.5) ? 8 : nil))
    default: return .within(.place, Radius(center: point(), kilometers: Double(random.uniform(below: 200))))
    }
  }

  package mutating func query(jobs: [IndexedJobParts]) -> Query {
    let clauses = (0..<random.uniform(in: 0...3)).map { _ in
      JobPredicate.Clause((0..<random.uniform(in: 0...3)).map { _ in literal() })
    }
    var query = Query(
      predicate: JobPredicate(clauses),
      scorers: [
        WeightedScorer("words", weight: 1, .sparseVector(model: "m", vector())),
        WeightedScorer(
          "place", weight: Float(random.uniform(below: 3)),
          .proximity(field: .place, centers: (0..<random.uniform(in: 0...2)).map { _ in point() }, scale: 50)),
        WeightedScorer(
          "skills", weight: 2,
          .weightedTerms(
            field: .skill, weights: random.bernoulli(0.7) ? [0: 1, 3: 2, 5: -1] : [0: -2, 3: -1, 5: -1],
            minimumMatches: random.uniform(below: 3), combining: random.element(of: TermCombination.allCases))),
      ],
      k: random.uniform(in: 0...jobs.count + 2), asOf: Instant(seconds: Int64(random.uniform(below: 12))))
    switch random.uniform(below: 3) {
    case 0: query.scorers.append(WeightedScorer("vector", weight: 2, .vector(field: "v", model: "d", denseVector())))
    case 1: query.scorers = [WeightedScorer("vector", weight: 1, .vector(field: "v", model: "d", denseVector()))]
    default: break
    }
    for index in query.scorers.indices where random.bernoulli(0.3) {
      query.scorers[index].requirement = random.element(of: [.required, .oneOf("a"), .oneOf("b"), .forbidden])
    }
    query.hidden = Set(jobs.filter { _ in random.bernoulli(0.1) }.map(\.key))
    query.groupsReposts = random.bernoulli(0.5)
    for index in query.scorers.indices where random.bernoulli(0.3) {
      query.scorers[index].weight = random.element(of: [-1, 0, 0.1, 0x1p-140, -3])
    }
    if random.bernoulli(0.3) { query.scorers.shuffle(using: &random) }
    query.countsMatches = random.bernoulli(0.7)
    return query
  }
}

/// What an indexed job is made of, before the index lays it out.
package struct IndexedJobParts {
  var key: JobKey
  var values: [AttributeField: [ValueID]] = [:]
  var number: Double?
  var points: [Coordinate] = []
  var text = SparseVector.zero
  var vector: [Float]?
  var postedAt: Instant?
  var expiresAt: Instant?
  var repostGroup: String?

  /// The job as an index takes it.
  package var job: IndexedJob {
    var job = IndexedJob(key: key)
    job.values = values
    job.numbers[.pay] = number
    job.numbers[.postedAt] = postedAt.map { Double($0.milliseconds) }
    job.points = points.isEmpty ? [:] : [.place: points]
    job.text = text
    if let vector { job.vectors = [VectorKey("v", model: "d"): vector] }
    job.expiresAt = expiresAt
    job.repostGroup = repostGroup
    return job
  }
}
