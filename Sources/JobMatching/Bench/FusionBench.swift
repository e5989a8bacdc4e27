import JobMarket
import Retrieval
import VectorMath

/// Times queries whose score is a vector's inner product and weighted values of a row, sieved and in full, one after the other.
public struct FusionBench {
  /// The workload.
  public let workload: HybridWorkload
  /// How queries are made.
  public var options = Options()

  /// How queries are made and asked.
  public struct Options: Sendable {
    /// Fields whose values are weighted, and what the first value's weight is a third of: they are a third, a fourth, a
    /// fifth of it, and so on.
    public var fields: [(field: AttributeField, weight: Float)] = []
    /// The vector's own weight.
    public var vectorWeight: Float = 1
    /// Values a field is given in all: those of one row, every one of them, and others drawn up to this number.
    public var values = 12
    /// How many of them must match.
    public var minimumMatches = 1
    /// How often each query is asked; the fastest counts.
    public var repeats = 2

    /// A vector alone.
    public init() {}
  }

  /// What was measured at one pass rate.
  public struct Line: Codable, Sendable {
    /// The share of rows that the queries' conditions were made to leave.
    public var rate: Double
    /// Half of the queries took at most so many milliseconds, sieved.
    public var sieved_ms: Double
    /// Every row scored in full.
    public var exhaustive_ms: Double
    /// The median of how many times longer.
    public var ratio: Double
    /// The median milliseconds of each step of the sieve.
    public var steps_ms: [String: Double]
    /// What the last query did.
    public var strategy: String
  }

  /// Prepares to measure.
  public init(_ workload: HybridWorkload) { self.workload = workload }

  /// A query with values weighted as in a seeker's profile: those of one row, and others drawn, with falling weights.
  package func fused(_ query: Query, number: Int) throws -> Query {
    var random = SeededRandom(seed: UInt64(number))
    var query = RetrievalBench.uncounted(query)
    for place in query.scorers.indices { query.scorers[place].weight = options.vectorWeight }
    let index = workload.index
    func key() -> JobKey { index.keys[Int(random.uniform(below: index.count))] }
    // No rows, no values to weight.
    let seed = index.count == 0 ? nil : key()
    for (field, weight) in options.fields {
      guard index.fields.contains(field) else {
        throw WorkloadError("there is no attr.\(field).offsets.npy: name a field of the workload")
      }
      guard let seed else { continue }
      var values = index.values(of: seed, field: field)
      while values.count < options.values {
        guard let value = index.values(of: key(), field: field).first else { break }
        values.append(value)
      }
      var weights: [ValueID: Float] = [:]
      for (place, value) in values.enumerated() { weights[value] = weight / Float(place + 3) }
      query.scorers.append(
        WeightedScorer(
          field.name, weight: 1,
          .weightedTerms(field: field, weights: weights, minimumMatches: options.minimumMatches)))
    }
    return query
  }

  /// Asks every query both ways.
  ///
  /// - Throws: `IndexError`; `WorkloadError` for a field that is not there and where both ways disagree.
  /// - Returns: a line a pass rate, the highest first.
  public func run(progress: (Int, Int) -> Void = { _, _ in }) throws -> [Line] {
    let sieve = CPUSearcher(workload.index)
    var full = sieve
    full.plan = .exhaustive
    var done = 0
    func time(_ searcher: CPUSearcher, _ query: Query) throws -> (milliseconds: Double, result: RetrievalResult) {
      let started = ContinuousClock.now
      let result = try searcher.retrieve(query)
      return (started.duration(to: .now) / .milliseconds(1), result)
    }
    return try Set(workload.queries.map(\.targetRate)).sorted(by: >).map { rate in
      var (sieved, exhaustive, ratios): ([Double], [Double], [Double]) = ([], [], [])
      var last: RetrievalStrategy?
      var steps: [[String: Double]] = []
      for (number, query) in workload.queries.enumerated() where query.targetRate == rate {
        let asked = try fused(query.query, number: number)
        var best = (Double.infinity, Double.infinity)
        for _ in 0..<max(1, options.repeats) {
          let (first, second) = (try time(sieve, asked), try time(full, asked))
          guard first.result.jobs == second.result.jobs else { throw WorkloadError("a sieve gives another answer") }
          best = (min(best.0, first.milliseconds), min(best.1, second.milliseconds))
          last = first.result.strategy
        }
        steps.append(last?.steps.milliseconds ?? [:])
        sieved.append(best.0)
        exhaustive.append(best.1)
        ratios.append(best.1 / best.0)
        done += 1
        progress(done, workload.queries.count)
      }
      func median(_ values: [Double]) -> Double { (values.sorted()[values.count / 2] * 1000).rounded() / 1000 }
      return Line(
        rate: rate, sieved_ms: median(sieved), exhaustive_ms: median(exhaustive), ratio: median(ratios),
        steps_ms: RetrievalBench.medians(steps), strategy: last?.description ?? "")
    }
  }
}
