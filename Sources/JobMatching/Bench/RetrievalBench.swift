import Foundation
import JobMarket
import Retrieval
import VectorMath

/// Times a searcher on a workload, a query or a batch at a time, and says how much of the right answers it found.
public struct RetrievalBench {
  /// The workload.
  public let workload: HybridWorkload
  /// How the queries are asked.
  public var options = Options()

  /// How queries are asked.
  public struct Options: Sendable {
    /// What searches.
    public var backend = RetrievalBackend.cpu
    /// Into how many pieces a query's rows are split.
    public var threads = 1
    /// How many queries of one pass rate share a scan.
    public var batch = 1
    /// How the codes lie that a scan reads.
    public var layout = ScanLayout.rows
    /// How often each query is asked; the fastest counts, as in the peers' measurements.
    public var repeats = 2
    /// How closely `cpu` searches.
    public var mode = SearchMode.exact
    /// The plan to take; `nil` for the cheapest.
    public var plan: QueryPlan?
    /// Whether conditions are counted alone: no vector is compared, and there is nothing to recall.
    public var termsOnly = false
    /// How many rows every query asks for; `nil` for what its line of the workload says.
    public var k: Int?

    /// The full scan, one thread, two repeats.
    public init() {}
  }

  /// What was measured at one pass rate.
  public struct Line: Codable, Sendable {
    /// What searched: `cpu`, `inverted`.
    public var backend: String
    /// `exact`, `coarse`, after how many matches a walk stops, or `terms` where these were counted alone.
    public var mode: String
    /// The codes that a coarse search sieves by: `rabitq`, `signs 512`; absent for others, as the two below.
    public var codes: String?
    /// What the sieve hands on: `2.0 standard errors`, `200 × k`.
    public var rule: String?
    /// How many of the queries were sieved so; the others were searched exactly.
    public var approximate: Int?
    /// Pieces a query was split into.
    public var threads: Int
    /// Queries that shared a scan.
    public var batch: Int
    /// How the codes lay that a scan read: `rows`, `blocks`.
    public var layout: String
    /// The share of rows that the queries' conditions were made to leave.
    public var rate: Double
    /// Milliseconds that half of the queries took at most.
    public var p50_ms: Double
    /// Milliseconds that 95 of 100 queries took at most.
    public var p95_ms: Double
    /// Queries a second, one after the other.
    public var qps: Double
    /// The mean share of the right answer that was found; absent without truth, as the two below.
    public var recall: Double?
    /// The least of these.
    public var min_recall: Double?
    /// By how much the mean score of what was found is below that of the right answer, on average.
    public var score_lost: Double?
    /// What the searcher did for the last query.
    public var strategy: String
    /// The median milliseconds of each step.
    public var steps_ms: [String: Double]
    /// Seconds to index the rows.
    public var build_s: Double
    /// Bytes of memory a row, anonymous and mapped, the f32 vectors apart.
    public var bytes_per_doc: Double
    /// Those of them that attributes take: columns, and where each value stands.
    public var attribute_bytes_per_doc: Double
    /// Whether the index was `opened` or `built`.
    public var index: String
  }

  /// Prepares to measure.
  public init(_ workload: HybridWorkload) { self.workload = workload }

  /// Asks every query.
  ///
  /// - Throws: `IndexError`.
  /// - Returns: a line a pass rate, the highest first, and the results in the order of the queries.
  public func run(progress: (Int, Int) -> Void = { _, _ in }) throws -> (lines: [Line], results: [RetrievalResult]) {
    let started = ContinuousClock.now
    let ask =
      options.termsOnly
      ? options.backend.counter(of: workload.index)
      : options.backend.asker(of: workload.index, options)
    let seconds = workload.buildSeconds + started.duration(to: .now) / .seconds(1)
    var milliseconds = [Double](repeating: 0, count: workload.queries.count)
    var shares = milliseconds
    let nothing = RetrievalResult(jobs: [], matching: 0, strategy: RetrievalStrategy(.scan, held: 0, matched: nil))
    var results = [RetrievalResult](repeating: nothing, count: workload.queries.count)
    var done = 0
    for batch in batches() {
      var best = Double.infinity
      var answers: [RetrievalResult] = []
      for _ in 0..<max(1, options.repeats) {
        let started = ContinuousClock.now
        answers = try ask(batch.map { RetrievalBench.uncounted(query($0)) })
        best = min(best, started.duration(to: .now) / .milliseconds(1))
      }
      // A query of a batch waits for all of it; the rate counts them all.
      for (number, answer) in zip(batch, answers) {
        (milliseconds[number], shares[number], results[number]) = (best, best / Double(batch.count), answer)
      }
      done += batch.count
      progress(done, workload.queries.count)
    }
    let rates = Set(workload.queries.map(\.targetRate)).sorted(by: >)
    let bytes = ResidentMemory(apartFrom: workload.index.vectorFiles).bytes
    return (
      rates.map { rate in
        var line = line(at: rate, milliseconds, shares, results, bytes)
        line.build_s = (seconds * 100).rounded() / 100
        return line
      }, results
    )
  }

  private func query(_ number: Int) -> Query {
    var query = workload.queries[number].query
    query.k = options.k ?? query.k
    return query
  }

  /// How many rows of right answers there are where queries ask for more, so that recall is over fewer than k; `nil` where
  /// the workload knows enough, or nothing.
  public var truthShortOfK: Int? {
    let greatest = workload.queries.indices.map { query($0).k }.max() ?? 0
    return workload.truth.first.flatMap { $0.width < greatest ? $0.width : nil }
  }

  /// What a line calls the way of searching.
  private var mode: String {
    if options.termsOnly { return "terms" }
    return options.mode == .exact ? options.backend.mode : "coarse"
  }

  /// Numbers of queries of one pass rate, as many as a batch takes, in the order of the file.
  private func batches() -> [[Int]] {
    let size = max(1, options.batch)
    let rates = Set(workload.queries.map(\.targetRate)).sorted(by: >)
    return rates.flatMap { rate in
      let members = workload.queries.indices.filter { workload.queries[$0].targetRate == rate }
      return stride(from: 0, to: members.count, by: size).map { Array(members[$0..<min($0 + size, members.count)]) }
    }
  }

  private func line(
    at rate: Double, _ milliseconds: [Double], _ shares: [Double], _ results: [RetrievalResult], _ bytes: Double
  ) -> Line {
    let members = workload.queries.indices.filter { workload.queries[$0].targetRate == rate }
    let times = members.map { milliseconds[$0] }.sorted()
    let hasTruth = !workload.truth.isEmpty && !options.termsOnly
    let judged = !hasTruth ? [] : members.map { (workload.truth[$0].best(query($0).k), results[$0].jobs) }
    let recalls = judged.map { $0.recall(of: $1) }
    let losses = judged.map { $0.scoreLost(by: $1) }
    // No negative zero: it is what a loss of nothing may round to.
    func rounded(_ value: Double, _ scale: Double) -> Double { (value * scale).rounded() / scale + 0 }
    func mean(_ values: [Double], _ scale: Double) -> Double? {
      values.isEmpty ? nil : rounded(values.reduce(0, +) / Double(values.count), scale)
    }
    let total = members.reduce(0) { $0 + shares[$1] }
    let rows = Double(max(1, workload.rowCount))
    let index = if case .opened = workload.origin { "opened" } else { "built" }
    var line = Line(
      backend: options.backend.name, mode: mode, threads: options.threads, batch: options.batch,
      layout: options.layout.rawValue, rate: rate,
      p50_ms: rounded(times[times.count / 2], 1000),
      p95_ms: rounded(times[min(times.count - 1, times.count * 95 / 100)], 1000),
      qps: rounded(Double(members.count) * 1000 / total, 10),
      recall: mean(recalls, 10_000), min_recall: recalls.min().map { rounded($0, 10_000) },
      score_lost: mean(losses, 100_000),
      strategy: members.last.map { results[$0].strategy.description } ?? "",
      steps_ms: RetrievalBench.medians(members.map { results[$0].strategy.steps.milliseconds }),
      build_s: rounded(workload.buildSeconds, 100),
      bytes_per_doc: rounded(bytes / rows, 10),
      attribute_bytes_per_doc: rounded(Double(workload.index.attributeByteCount) / rows, 10), index: index)
    if case .coarse(let kind, let rule) = options.mode, !options.termsOnly {
      (line.codes, line.rule) = (kind.name, rule.words)
      line.approximate = members.count { results[$0].strategy.scored.by1Bit > 0 }
    }
    return line
  }

  /// The median of each step's milliseconds; a query that did without a step took 0 for it. Rounded to microseconds.
  package static func medians(_ steps: [[String: Double]]) -> [String: Double] {
    let names = Set(steps.flatMap(\.keys))
    return Dictionary(
      uniqueKeysWithValues: names.map { name in
        let times = steps.map { $0[name] ?? 0 }.sorted()
        return (name, (times[times.count / 2] * 1000).rounded() / 1000)
      })
  }

  /// A query that need not say how many rows match: a workload asks for the best rows alone, as its peers are asked.
  static func uncounted(_ query: Query) -> Query {
    var query = query
    query.countsMatches = false
    return query
  }
}

extension RetrievalBench {
  /// Refuses to write what was found over the workload or its index, or both files into one.
  ///
  /// - Throws: `WorkloadError` naming the file.
  public static func requireApart(ids: String?, scores: String?, workload: String) throws {
    // A file that is not there yet has no links to resolve, but its folder has.
    func place(_ path: String) -> URL {
      let url = URL(filePath: path).absoluteURL.standardizedFileURL
      let folder = url.deletingLastPathComponent().resolvingSymlinksInPath()
      return folder.appending(path: url.lastPathComponent).resolvingSymlinksInPath()
    }
    let folder = URL(filePath: workload, directoryHint: .isDirectory)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let present = names.filter(HybridWorkload.isOwnFile).map { place(folder.appending(path: $0).path).path }
    let index = place(HybridWorkload.indexFolder(of: folder).path).path
    for path in [ids, scores].compactMap(\.self) {
      let file = place(path)
      let (parent, name) = (file.deletingLastPathComponent().path, file.lastPathComponent)
      let isOwn = parent == place(workload).path && HybridWorkload.isOwnFile(name)
      guard !isOwn, !present.contains(file.path), parent != index else {
        throw WorkloadError("\(path): a file of the workload itself; write what is found elsewhere")
      }
    }
    if let ids, let scores, place(ids).path == place(scores).path {
      throw WorkloadError("\(ids): rows and scores are two files; give each a name of its own")
    }
  }

  /// Writes what was found: rows and scores, a row a query, padded with −1 and minus infinity.
  ///
  /// - Throws: `NPYFileError`.
  public static func write(_ results: [RetrievalResult], ids: String?, scores: String?) throws {
    let width = results.map(\.jobs.count).max() ?? 0
    func padded<Value>(_ value: (RetrievedJob) -> Value, _ filler: Value) -> [Value] {
      results.flatMap { result in
        result.jobs.map(value) + repeatElement(filler, count: width - result.jobs.count)
      }
    }
    if let ids {
      try NPYFile(shape: [results.count, width], elements: padded({ $0.key.rawValue }, -1)).write(to: ids)
    }
    if let scores {
      try NPYFile(shape: [results.count, width], elements: padded(\.score, -.infinity)).write(to: scores)
    }
  }
}
