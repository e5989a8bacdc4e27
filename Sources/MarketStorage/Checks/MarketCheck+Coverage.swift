import GRDB
import JobMarket

/// Rules about what the market does not say.
extension MarketCheck {
  /// Notes hires without an application of the same seeker to the same job at or before the hire: sources that log only
  /// hires have none, others have lost some.
  public static let hiresWithoutApplication = MarketCheck(
    "hires without an application", .notice,
    advice: "Expected where the source logs hires alone; otherwise import the engagements of the same time.",
    totalOf: "hire",
    broken: """
      SELECT 'seeker ' || seeker.id || ', job ' || job.id FROM hire
      JOIN seeker ON seeker.key = hire.seeker JOIN job ON job.key = hire.job
      WHERE NOT EXISTS(SELECT 1 FROM engagement WHERE engagement.seeker = hire.seeker AND engagement.job = hire.job
        AND engagement.kind = 'apply' AND engagement.at <= hire.at) ORDER BY hire.key
      """)

  /// Notes fields that fewer than 5 % of the jobs fill, and attributes likewise: a feature made of them says almost
  /// nothing. Fields that no job fills count too.
  public static let sparseFields = MarketCheck(
    name: "fields hardly filled", severity: .notice,
    advice: "Map them if the source has them; otherwise leave them out of filters and features."
  ) { database, _ in
    let columns = [
      "description", "company", "industry", "places", "remote", "employmentType", "seniority", "skills", "pay",
      "openings",
      "postedAt", "expiresAt",
    ]
    let jobs = try Int.fetchOne(database, sql: "SELECT count(*) FROM job") ?? 0
    guard jobs > 0 else { return Finding(count: 0, total: 0, examples: []) }
    let sums = columns.map { "sum(\($0) IS NOT NULL AND \($0) <> '')" }.joined(separator: ", ")
    let row = try Row.fetchOne(database, sql: "SELECT \(sums) FROM job")
    var filled = columns.enumerated().map { ($0.element, (row?[$0.offset] as Int?) ?? 0) }
    let attributes = try Row.fetchAll(
      database,
      sql:
        "SELECT field.key, count(*) FROM job, json_each(job.attributes) AS field GROUP BY field.key ORDER BY field.key")
    filled += attributes.map { ("attributes.\($0[0] as String)", $0[1]) }
    let sparse = filled.filter { $0.1 * 20 < jobs }
    let examples = sparse.prefix(exampleLimit).map { "\($0.0): \($0.1) of \(jobs) jobs" }
    return Finding(count: sparse.count, total: filled.count, examples: Array(examples))
  }

  /// Notes jobs that were in no impression and no engagement: nothing can be learnt of them but from their content.
  public static let unseenJobs = MarketCheck(
    "jobs nobody saw", .notice, advice: "Expected for new jobs: they are found by their content alone (cold start).",
    totalOf: "job",
    broken: """
      SELECT 'job ' || id FROM job WHERE NOT EXISTS(SELECT 1 FROM impression WHERE impression.job = job.key)
      AND NOT EXISTS(SELECT 1 FROM engagement WHERE engagement.job = job.key) ORDER BY key
      """)

  /// Notes seekers without an engagement, a hire and a position: they are served by what they want alone.
  public static let seekersWithoutHistory = MarketCheck(
    "seekers without any history", .notice,
    advice: "Expected for new seekers: they are served from their skills and wishes (cold start).",
    totalOf: "seeker",
    broken: """
      SELECT 'seeker ' || id FROM seeker WHERE positions IS NULL
      AND NOT EXISTS(SELECT 1 FROM engagement WHERE engagement.seeker = seeker.key)
      AND NOT EXISTS(SELECT 1 FROM hire WHERE hire.seeker = seeker.key) ORDER BY key
      """)

  /// Notes campaigns that run on and promote a job that is closed or expired at the moment handed in: they cannot spend.
  public static let campaignsOnClosedJobs = MarketCheck(
    "campaigns on closed jobs", .notice, advice: "End the campaign, or open the job again.", totalOf: "campaign",
    broken: """
      SELECT 'campaign ' || campaign.id || ' on job ' || job.id FROM campaign JOIN job ON job.key = campaign.job
      WHERE (job.status = 'closed' OR job.expiresAt <= ?1) AND (campaign."end" IS NULL OR campaign."end" > ?1)
      ORDER BY campaign.key
      """,
    times: { [$0.milliseconds] })

  /// Fails when a campaign's daily budget cannot pay one click at its bid, or one of the two is negative: it can never be
  /// charged rightly.
  public static let budgetsBelowBid = MarketCheck(
    "budgets below the bid", .failure, advice: "Raise the daily budget to at least one bid, or lower the bid.",
    totalOf: "campaign",
    broken: """
      SELECT 'campaign ' || id || ': bid ' || bid || ', daily budget ' || dailyBudget FROM campaign
      WHERE dailyBudget < bid OR bid < 0 ORDER BY key
      """)
}
