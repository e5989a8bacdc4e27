import GRDB
import JobMarket

/// Rules without which results are wrong.
extension MarketCheck {
  /// Fails when a row points at a seeker, job or request that is not there. The importer and the store never leave such a
  /// row; a program that writes the file without foreign keys can.
  public static let unknownReferences = MarketCheck(
    name: "unknown references", severity: .failure,
    advice: "Another program has written the market. Import the missing rows, or delete the rows that point at them."
  ) { database, _ in
    let violations = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check")
      .filter { $0["table"] != "audit_group" }
    let tables = ["request", "campaign", "impression", "engagement", "hire", "feedback"]
    let total = try tables.reduce(0) { sum, table in
      try sum + (Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? 0)
    }
    let examples = violations.prefix(exampleLimit).map { row in
      "\(row["table"] as String) key \(row["rowid"] as Int64? ?? 0) points at no \(row["parent"] as String)"
    }
    return Finding(count: violations.count, total: total, examples: Array(examples))
  }

  /// 1950-01-01T00:00:00Z: nothing in a job market of today is older.
  static let earliest = -631_152_000_000

  /// Fails when a job expires before it is posted, a position or campaign ends before it begins, or any time lies before
  /// 1950.
  public static let impossibleDates = MarketCheck(
    "impossible dates", .failure,
    advice: "Check the date format and the time zone of the mapping, and whether two columns are exchanged.",
    totalOf: "(SELECT 1 FROM job UNION ALL SELECT 1 FROM seeker UNION ALL SELECT 1 FROM campaign)",
    broken: """
      SELECT 'job ' || id || ': expires before it is posted' FROM job WHERE expiresAt < postedAt
      UNION ALL SELECT 'job ' || id || ': posted or expiring before 1950' FROM job
        WHERE postedAt < \(earliest) OR expiresAt < \(earliest)
      UNION ALL SELECT 'campaign ' || id || ': ends before it starts, or is older than 1950' FROM campaign
        WHERE "end" < start OR start < \(earliest)
      UNION ALL SELECT 'seeker ' || seeker.id || ': a position ends before it starts, or is older than 1950'
        FROM seeker, json_each(seeker.positions) AS position
        WHERE json_extract(position.value, '$.end') < json_extract(position.value, '$.start')
          OR json_extract(position.value, '$.start') < \(earliest) OR json_extract(position.value, '$.end') < \(earliest)
      UNION ALL SELECT event || ' key ' || key || ': before 1950' FROM (\(allEvents)) WHERE at < \(earliest)
      """)

  /// Fails when an event lies after the moment handed in: a model would learn from what it cannot know.
  public static let futureEvents = MarketCheck(
    "events in the future", .failure,
    advice: "Check the time zone of the mapping, or hand in a later moment.",
    totalOf: "(\(allEvents))",
    broken: "SELECT event || ' key ' || key FROM (\(allEvents)) WHERE at > ?",
    times: { [$0.milliseconds] })

  private static let allEvents = ["request", "impression", "engagement", "hire", "feedback"]
    .map { "SELECT '\($0)' AS event, key, at FROM \($0)" }.joined(separator: " UNION ALL ")

  /// Fails when a job has no title, by which everything finds it.
  public static let emptyTitles = MarketCheck(
    "jobs without a title", .failure, advice: "Check which column the mapping takes the title from.",
    totalOf: "job", broken: "SELECT 'job ' || id FROM job WHERE trim(title) = ''")

  /// Notes jobs without a description; many boards' logs have none.
  public static let emptyDescriptions = MarketCheck(
    "jobs without a description", .notice,
    advice: "Expected where the source has no texts; otherwise check the mapping.",
    totalOf: "job", broken: "SELECT 'job ' || id FROM job WHERE trim(description) = ''")
}
