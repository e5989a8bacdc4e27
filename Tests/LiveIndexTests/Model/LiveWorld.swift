import JobMarket
import Retrieval
import SearcherConformance
import VectorMath

/// Random jobs and questions over few values, whose numbers are whole and small: ties, empty rows and full matches all
/// happen, and every sum is exact.
struct LiveWorld {
  var random: SeededRandom
  /// Keys are below this.
  let keyBound: Int64
  /// The moment by the record's clock, in seconds; it goes on.
  var now: Int64 = 5
  /// The models that are live, as far as the steps drawn say.
  var models = LiveWorld.vectorFields
  private var modelCount = 0
  /// Whether jobs have the fields that the configuration named later.
  var hasLaterFields = false
  private var parts: RandomWorld

  static let textModel = "m"
  static let termCount = RandomWorld.termCount
  /// Two models of one field and equal dimension, and a field by itself.
  static let vectorFields = [
    VectorField(name: "v", model: "d", dimension: 5), VectorField(name: "v", model: "e", dimension: 5),
    VectorField(name: "w", model: "d", dimension: 3),
  ]
  static let later = AttributeField.unchecked("later")
  static let bonus = AttributeField.unchecked("bonus")
  /// Fields that come from outside.
  static let node = AttributeField.unchecked("node")
  static let rank = AttributeField.unchecked("rank")
  static let valueFields: [AttributeField] = [.skill, .company, .country, later]

  init(seed: UInt64, keyBound: Int64) {
    random = SeededRandom(seed: seed)
    self.keyBound = keyBound
    parts = RandomWorld(seed: seed &+ 1_000_003)
  }

  mutating func key() -> JobKey { JobKey(rawValue: Int64(random.uniform(in: 1...Int(keyBound)))) }

  mutating func job(_ key: JobKey) -> IndexedJob {
    var job = IndexedJob(key: key)
    for field in LiveWorld.valueFields where field != LiveWorld.later || hasLaterFields {
      guard random.bernoulli(0.8) else { continue }
      job.values[field] = (0..<random.uniform(in: 0...4)).map { _ in value() }
    }
    if random.bernoulli(0.7) { job.numbers[.pay] = Double(random.uniform(below: 10)) }
    if hasLaterFields, random.bernoulli(0.5) { job.numbers[LiveWorld.bonus] = Double(random.uniform(below: 4)) }
    if random.bernoulli(0.3) {
      job.numbers[.postedAt] = Double(Instant(seconds: now - 3 + Int64(random.uniform(below: 6))).milliseconds)
    }
    let points = (0..<random.uniform(in: 0...2)).map { _ in parts.point() }
    if !points.isEmpty { job.points[.place] = points }
    job.text = parts.vector()
    for field in models where random.bernoulli(0.8) { job.vectors[field.key] = vector(field) }
    if random.bernoulli(0.3) { job.expiresAt = Instant(seconds: now - 2 + Int64(random.uniform(below: 8))) }
    if random.bernoulli(0.5) { job.repostGroup = "g\(random.uniform(below: max(2, Int(keyBound / 3))))" }
    return job
  }

  /// Now and then a value far from the others, as those are that the market has not numbered yet.
  mutating func value() -> ValueID {
    random.bernoulli(0.03)
      ? ValueID(0x8000_0000) + ValueID(random.uniform(below: 3)) : ValueID(random.uniform(below: 6))
  }

  mutating func vector(_ field: VectorField) -> [Float] {
    (0..<field.dimension).map { _ in Float(random.uniform(in: -2...2)) }
  }

  /// A model that was never there.
  mutating func newModel() -> VectorField {
    modelCount += 1
    let name = random.element(of: ["v", "v", "w", "x"])
    return VectorField(name: name, model: "m\(modelCount)", dimension: random.bernoulli(0.7) ? 5 : 4)
  }

  /// Entries of a field from outside for some jobs, those not there yet among them.
  mutating func overlay(holdsNumbers: Bool, share: Double) -> NaiveOverlay {
    var overlay = NaiveOverlay(holdsNumbers: holdsNumbers)
    for key in 1...keyBound where random.bernoulli(share) {
      let key = JobKey(rawValue: key)
      if holdsNumbers {
        overlay.numbers[key] = Double(random.uniform(below: 5))
      } else {
        overlay.values[key] = (0..<random.uniform(in: 0...3)).map { _ in value() }
      }
    }
    return overlay
  }

  mutating func literal() -> JobPredicate.Literal {
    let field = random.element(of: LiveWorld.valueFields + [.degree, LiveWorld.node])
    let values = (0..<random.uniform(in: 0...3)).map { _ in value() }
    switch random.uniform(below: 5) {
    case 0: return .anyOf(field, values)
    case 1: return .noneOf(field, values)
    case 2: return .missing(random.element(of: [field, .pay, .place, LiveWorld.bonus, LiveWorld.rank]))
    case 3:
      return .range(
        random.element(of: [.pay, LiveWorld.bonus, LiveWorld.rank]),
        NumericRange(lower: Double(random.uniform(below: 8)), upper: random.bernoulli(0.5) ? 8 : nil))
    default: return .within(.place, Radius(center: parts.point(), kilometers: Double(random.uniform(below: 200))))
    }
  }

  mutating func predicate() -> JobPredicate {
    JobPredicate(
      (0..<random.uniform(in: 0...3)).map { _ in
        JobPredicate.Clause((0..<random.uniform(in: 0...3)).map { _ in literal() })
      })
  }

  mutating func query(jobCount: Int) -> Query {
    var scorers = [
      WeightedScorer("words", weight: 1, .sparseVector(model: LiveWorld.textModel, parts.vector())),
      WeightedScorer(
        "place", weight: Float(random.uniform(below: 3)),
        .proximity(
          field: .place, centers: (0..<random.uniform(in: 0...2)).map { _ in parts.point() }, scale: 50)),
      WeightedScorer(
        "skills", weight: 2,
        .weightedTerms(
          field: random.element(of: LiveWorld.valueFields + [LiveWorld.node]),
          weights: [0: 1, 3: 2, 5: -1, 0x8000_0001: 3],
          minimumMatches: random.uniform(below: 3), combining: random.element(of: TermCombination.allCases))),
    ]
    // Now and then a model that is retired, or never was.
    var field = random.element(of: random.bernoulli(0.1) ? LiveWorld.vectorFields : models)
    if random.bernoulli(0.02) { field.model = "none" }
    let vector = Scorer.vector(field: field.name, model: field.model, vector(field))
    switch random.uniform(below: 4) {
    case 0: scorers.append(WeightedScorer("vector", weight: 2, vector))
    case 1: scorers = [WeightedScorer("vector", weight: 1, vector)]
    case 2: scorers.removeAll { _ in random.bernoulli(0.5) }
    default: break
    }
    for place in scorers.indices where random.bernoulli(0.25) {
      scorers[place].requirement = random.element(of: [.required, .oneOf("a"), .oneOf("b"), .forbidden])
    }
    for place in scorers.indices where random.bernoulli(0.3) {
      scorers[place].weight = random.element(of: [-1, 0, 0.1, 0x1p-140, -3])
    }
    if random.bernoulli(0.3) { scorers.shuffle(using: &random) }
    var query = Query(
      predicate: predicate(), scorers: scorers,
      k: random.element(of: [0, 1, 3, 10, jobCount / 2, jobCount + 2, .max]),
      asOf: Instant(seconds: now - 3 + Int64(random.uniform(below: 7))))
    if random.bernoulli(0.5) { query.hidden = Set((0..<random.uniform(in: 1...5)).map { _ in key() }) }
    query.groupsReposts = random.bernoulli(0.5)
    query.countsMatches = random.bernoulli(0.7)
    return query
  }

  mutating func question(jobCount: Int) -> Question {
    var question = Question(
      query: query(jobCount: jobCount), counted: predicate(),
      jobs: (0..<random.uniform(in: 1...3)).map { _ in key() })
    if random.bernoulli(0.5) { question.plan = random.element(of: QueryPlan.allCases) }
    if random.bernoulli(0.5) {
      question.facets = (0..<random.uniform(in: 1...3)).map { _ in
        FacetRequest(
          random.element(of: LiveWorld.valueFields + [LiveWorld.node, .pay, LiveWorld.rank, .place]),
          limit: random.bernoulli(0.5) ? random.uniform(below: 4) : nil,
          ranges: random.bernoulli(0.3) ? [NumericRange(lower: 2, upper: 5), NumericRange(upper: 3)] : [])
      }
    }
    question.threads = random.uniform(in: 1...3)
    question.isInBatch = random.bernoulli(0.3)
    question.asksInverted = random.bernoulli(0.2)
    return question
  }
}

extension AttributeField {
  /// A name known to be one.
  static func unchecked(_ name: String) -> AttributeField {
    guard let field = AttributeField(name) else { preconditionFailure("'\(name)' names no field") }
    return field
  }
}

extension VectorField {
  /// The field and its model.
  var key: VectorKey { VectorKey(name, model: model) }
}
