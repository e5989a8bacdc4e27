import JobMarket
import Retrieval

/// Times each plan on the same queries, one after the other, so that all of them meet the same moments of the machine.
public struct PlanBench {
  /// The workload.
  public let workload: HybridWorkload
  /// How often each query is asked by each plan; the fastest counts.
  public var repeats = 3
  /// How many jobs each query asks for; `nil` for as many as the workload says.
  public var k: Int?

  /// What was measured at one pass rate.
  public struct Line: Codable, Sendable {
    /// The share of rows that the queries' conditions were made to leave.
    public var rate: Double
    /// The median milliseconds of each plan, `auto` among them.
    public var p50_ms: [String: Double]
    /// What `auto` took.
    public var chosen: String
    /// The median, over the queries, of `auto`'s milliseconds as a multiple of those of the best of the three.
    public var auto_of_best: Double
  }

  /// Prepares to measure.
  public init(_ workload: HybridWorkload) { self.workload = workload }

  /// Asks every query by every plan.
  ///
  /// - Throws: `IndexError`; `WorkloadError` where two plans disagree.
  /// - Returns: a line a pass rate, the highest first.
  public func run(progress: (Int, Int) -> Void = { _, _ in }) throws -> [Line] {
    let plans: [QueryPlan?] = [nil, .termsFirst, .mixed, .vectorsFirst]
    let searchers = plans.map { plan in
      var searcher = CPUSearcher(workload.index)
      searcher.plan = plan
      return searcher
    }
    var done = 0
    return try Set(workload.queries.map(\.targetRate)).sorted(by: >).map { rate in
      var times: [[Double]] = []
      var chosen: [String: Int] = [:]
      for query in workload.queries where query.targetRate == rate {
        var best = plans.map { _ in Double.infinity }
        var asked = RetrievalBench.uncounted(query.query)
        if let k { asked.k = k }
        var jobs: [RetrievedJob]?
        // What no plan is to pay for: the first look at the query's values.
        for searcher in searchers { _ = try searcher.retrieve(asked) }
        for place in plans.indices {
          // One run of a plan after another: each finds in the cache what it left there itself.
          for _ in 0..<max(1, repeats) {
            let started = ContinuousClock.now
            let result = try searchers[place].retrieve(asked)
            best[place] = min(best[place], started.duration(to: .now) / .milliseconds(1))
            if plans[place] == nil { chosen[result.strategy.plan.rawValue, default: 0] += 1 }
            guard result.jobs == jobs ?? result.jobs else { throw WorkloadError("two plans give two answers") }
            jobs = result.jobs
          }
        }
        times.append(best)
        done += 1
        progress(done, workload.queries.count)
      }
      func median(_ values: [Double]) -> Double { (values.sorted()[values.count / 2] * 1000).rounded() / 1000 }
      let names = plans.map { $0?.rawValue ?? "auto" }
      return Line(
        rate: rate,
        p50_ms: Dictionary(
          uniqueKeysWithValues: zip(names, plans.indices.map { place in median(times.map { $0[place] }) })),
        chosen: chosen.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? "",
        auto_of_best: median(times.map { $0[0] / ($0.dropFirst().min() ?? $0[0]) }))
    }
  }
}
