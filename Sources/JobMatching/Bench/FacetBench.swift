import Foundation
import JobMarket
import Retrieval
import VectorMath

/// Times counting: one predicate, many related ones, and the facets of all fields, over the predicates of a workload's queries.
public struct FacetBench {
  /// The workload.
  public let workload: HybridWorkload
  /// How often each question is asked; the fastest counts.
  public var repeats = 3
  /// How many values of each field are kept; `nil` for all.
  public var limit: Int? = 20
  /// How many related predicates are counted.
  public var related = 1000

  /// What was measured at one pass rate.
  public struct Line: Codable, Sendable {
    /// The share of rows that the queries' conditions were made to leave.
    public var rate: Double
    /// The median share that they leave.
    public var matching: Double
    /// Milliseconds of the facets of all fields that half of the queries took at most, and 95 of 100.
    public var facets_p50_ms: Double
    /// See `facets_p50_ms`.
    public var facets_p95_ms: Double
    /// Milliseconds of the processor in place of the clock's, which others that use the machine have no say in.
    public var facets_cpu_p50_ms: Double
    /// The same for counting alone, as the two below.
    public var count_p50_ms: Double
    /// Milliseconds a predicate of many that add one value each, asked together; the median over some queries.
    public var related_ms: Double
    /// The same asked one after the other.
    public var related_alone_ms: Double
  }

  /// The facets of one query, as they are written to a file.
  public struct Answer: Codable, Sendable {
    /// Milliseconds they took, the fastest time.
    public var ms: Double
    /// Milliseconds of the processor, the fastest time.
    public var cpu_ms: Double
    /// A facet a field, in order of name.
    public var facets: [FacetCounts]
  }

  /// What each way of counting takes for one field.
  public struct WayLine: Codable, Sendable {
    /// The field.
    public var field: String
    /// The share of rows counted over, drawn at random.
    public var share: Double
    /// Milliseconds of the processor by way.
    public var ms: [String: Double]
  }

  /// Prepares to measure.
  public init(_ workload: HybridWorkload) { self.workload = workload }

  /// What is asked of each query: all fields.
  private var requests: [FacetRequest] { workload.index.fields.map { FacetRequest($0, limit: limit) } }

  /// Asks for the facets of every query.
  ///
  /// - Throws: `IndexError`.
  /// - Returns: a line a pass rate, the highest first, and the facets in the order of the queries.
  public func run(progress: (Int, Int) -> Void = { _, _ in }) throws -> (lines: [Line], answers: [Answer]) {
    let searcher = CPUSearcher(workload.index)
    let asOf = Instant(seconds: 0)
    var answers = [Answer](repeating: Answer(ms: 0, cpu_ms: 0, facets: []), count: workload.queries.count)
    var done = 0
    let lines = try Set(workload.queries.map(\.targetRate)).sorted(by: >).map { rate in
      var (facetTimes, countTimes, shares): ([Time], [Double], [Double]) = ([], [], [])
      var (together, alone): ([Double], [Double]) = ([], [])
      for (number, query) in workload.queries.enumerated() where query.targetRate == rate {
        let predicate = query.query.predicate
        var facets: [FacetCounts] = []
        let time = try fastest { facets = try searcher.facets(requests, of: predicate, asOf: asOf) }
        facetTimes.append(time)
        answers[number] = Answer(
          ms: FacetBench.rounded(time.clock), cpu_ms: FacetBench.rounded(time.processor), facets: facets)
        var matching = 0
        countTimes.append(try fastest { matching = try searcher.count(predicate, asOf: asOf) }.processor)
        shares.append(Double(matching) / Double(max(1, workload.rowCount)))
        if together.count < 3, let predicates = relatedPredicates(predicate) {
          together.append(
            try fastest { _ = try searcher.counts(of: predicates, asOf: asOf) }.processor / Double(predicates.count))
          let some = predicates.prefix(100)
          alone.append(
            try fastest { for predicate in some { _ = try searcher.count(predicate, asOf: asOf) } }.processor
              / Double(some.count))
        }
        done += 1
        progress(done, workload.queries.count)
      }
      return Line(
        rate: rate, matching: FacetBench.part(shares, 0.5),
        facets_p50_ms: FacetBench.part(facetTimes.map(\.clock), 0.5),
        facets_p95_ms: FacetBench.part(facetTimes.map(\.clock), 0.95),
        facets_cpu_p50_ms: FacetBench.part(facetTimes.map(\.processor), 0.5),
        count_p50_ms: FacetBench.part(countTimes, 0.5),
        related_ms: FacetBench.part(together, 0.5), related_alone_ms: FacetBench.part(alone, 0.5))
    }
    return (lines, answers)
  }

  /// A predicate with one more clause each: the values of the field that has the most, the most frequent first.
  private func relatedPredicates(_ predicate: JobPredicate) -> [JobPredicate]? {
    let searcher = CPUSearcher(workload.index)
    let all = workload.index.fields.map { FacetRequest($0, limit: related) }
    let facets = try? searcher.facets(all, of: .all, asOf: Instant(seconds: 0))
    guard let widest = facets?.max(by: { ($0.distinct, $1.field) < ($1.distinct, $0.field) }), !widest.values.isEmpty
    else { return nil }
    return widest.values.map { predicate.and(JobPredicate([.init(.anyOf(widest.field, [$0.value]))])) }
  }

  /// Times each way of counting each field over random rows.
  public func ways(shares: [Double] = [0.001, 0.01, 0.03, 0.1, 0.2, 0.33, 0.5, 0.67, 0.9]) -> [WayLine] {
    let segment = workload.index.segments[0]
    return segment.fields.flatMap { field in
      shares.map { share in
        var random = SeededRandom(seed: 1)
        let rows = Bitset(capacity: segment.count, (0..<segment.count).lazy.filter { _ in random.bernoulli(share) })
        var times: [String: Double] = [:]
        for way in FacetWay.allCases {
          times[way.rawValue] = FacetBench.rounded(
            fastest { _ = segment.numberedCounts(of: field, among: rows, way: way).count }.processor)
        }
        times["chosen"] = FacetBench.rounded(
          fastest { _ = segment.numberedCounts(of: field, among: rows).count }.processor)
        return WayLine(field: field.name, share: share, ms: times)
      }
    }
  }

  /// Milliseconds of the clock and of the processor.
  private struct Time {
    var clock: Double
    var processor: Double
  }

  private func fastest(_ body: () throws -> Void) rethrows -> Time {
    var best = Time(clock: .infinity, processor: .infinity)
    for _ in 0..<max(1, repeats) {
      let (started, used) = (ContinuousClock.now, ThreadTime.milliseconds)
      try body()
      best.processor = min(best.processor, ThreadTime.milliseconds - used)
      best.clock = min(best.clock, started.duration(to: .now) / .milliseconds(1))
    }
    return best
  }

  private static func part(_ values: [Double], _ share: Double) -> Double {
    let ordered = values.sorted()
    guard !ordered.isEmpty else { return 0 }
    return rounded(ordered[min(ordered.count - 1, Int(share * Double(ordered.count)))])
  }

  private static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
}
