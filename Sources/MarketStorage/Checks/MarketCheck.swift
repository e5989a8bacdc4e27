import GRDB
import JobMarket

/// A rule that a market's data should keep, asked of the whole market.
///
/// ```swift
/// let results = try store.check(asOf: now)
/// results.filter { $0.verdict == .fail }.map(\.name)   // ["impossible dates"]
/// ```
public struct MarketCheck: Sendable {
  /// How much a broken rule matters.
  public enum Severity: String, Hashable, Sendable, CaseIterable {
    /// Results computed from such data are wrong: the check fails.
    case failure
    /// Real data is often so; somebody should know.
    case notice
  }

  /// What the check found out.
  public enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// The rule holds, or there is nothing it speaks of.
    case pass = "PASS"
    /// The rule is broken, and it matters.
    case fail = "FAIL"
    /// The rule is broken, which may be all right.
    case notice = "NOTE"
  }

  /// The outcome of one check.
  public struct Result: Hashable, Sendable {
    /// The check's name.
    public var name: String
    /// PASS, FAIL or NOTE.
    public var verdict: Verdict
    /// How many rows break the rule.
    public var count: Int
    /// How many rows were looked at.
    public var total: Int
    /// Up to 5 of the rows that break it, with their ids.
    public var examples: [String]
    /// What to do about them.
    public var advice: String

    /// Makes a result.
    public init(name: String, verdict: Verdict, count: Int, total: Int, examples: [String], advice: String) {
      (self.name, self.verdict, self.count, self.total) = (name, verdict, count, total)
      (self.examples, self.advice) = (examples, advice)
    }
  }

  /// How many rows break the rule, of how many, and a few of them.
  struct Finding {
    var count: Int
    var total: Int
    var examples: [String]
  }

  /// A few words that name the rule.
  public let name: String
  /// What a broken rule means.
  public let severity: Severity
  /// What to do when it is broken.
  public let advice: String
  let find: @Sendable (Database, Instant) throws -> Finding

  func run(_ database: Database, asOf: Instant) throws -> Result {
    let found = try find(database, asOf)
    let verdict: Verdict = found.count == 0 ? .pass : severity == .failure ? .fail : .notice
    return Result(
      name: name, verdict: verdict, count: found.count, total: found.total, examples: found.examples, advice: advice)
  }

  /// Every check, in the order in which a person should read them.
  public static let all: [MarketCheck] = [
    unknownReferences, impossibleDates, futureEvents, duplicateJobs, reposts, emptyTitles, emptyDescriptions,
    hiresWithoutApplication, sparseFields, unseenJobs, seekersWithoutHistory, campaignsOnClosedJobs, budgetsBelowBid,
  ]
}

extension MarketStore {
  /// Runs checks on one committed state of the market, in their order.
  ///
  /// - Parameter asOf: the moment after which an event lies in the future.
  /// - Complexity: a few scans of each table; 16 bytes and an id a distinct job while duplicates are looked for.
  public func check(_ checks: [MarketCheck] = MarketCheck.all, asOf: Instant) throws -> [MarketCheck.Result] {
    try read("checking it") { database in
      try checks.map { try $0.run(database, asOf: asOf) }
    }
  }
}

extension MarketCheck {
  /// A check whose broken rows are those of a query that returns one column, a text that names the row.
  init(
    _ name: String, _ severity: Severity, advice: String, totalOf table: String, broken sql: String,
    times: @escaping @Sendable (Instant) -> StatementArguments = { _ in [] }
  ) {
    (self.name, self.severity, self.advice) = (name, severity, advice)
    find = { database, asOf in
      try Finding(
        count: Int.fetchOne(database, sql: "SELECT count(*) FROM (\(sql))", arguments: times(asOf)) ?? 0,
        total: Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? 0,
        examples: String.fetchAll(database, sql: "\(sql) LIMIT \(MarketCheck.exampleLimit)", arguments: times(asOf)))
    }
  }

  static let exampleLimit = 5
}
