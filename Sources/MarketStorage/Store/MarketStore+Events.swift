import GRDB
import JobMarket

/// Reading what happened. Streams go by rising time, equal times by the order of import.
extension MarketStore {
  /// Hands all engagements to `body` by rising time, `batchSize` at a time; a range of times limits them.
  ///
  /// - Throws: what `body` throws, which ends the stream; `MarketStoreError`.
  public func readEngagements(
    in times: Range<Instant>? = nil, batchSize: Int = 4096, _ body: ([Engagement]) throws -> Void
  ) throws {
    try byTime("engagement", StatementRow.engagementQuery, times, batchSize, { row, _ in try row.engagement() }, body)
  }

  /// Hands all impressions to `body` by rising time, `batchSize` at a time; a range of times limits them.
  ///
  /// - Throws: what `body` throws, which ends the stream; `MarketStoreError`.
  public func readImpressions(
    in times: Range<Instant>? = nil, batchSize: Int = 4096, _ body: ([Impression]) throws -> Void
  ) throws {
    try byTime("impression", StatementRow.impressionQuery, times, batchSize, { row, _ in try row.impression() }, body)
  }

  /// Hands all requests to `body` by rising time, `batchSize` at a time; a range of times limits them.
  ///
  /// - Throws: what `body` throws, which ends the stream; `MarketStoreError`.
  public func readRequests(
    in times: Range<Instant>? = nil, batchSize: Int = 4096, _ body: ([Request]) throws -> Void
  ) throws {
    try byTime("request", StatementRow.requestQuery, times, batchSize, { row, _ in try row.request() }, body)
  }

  /// Hands all hires to `body` by rising time, `batchSize` at a time; a range of times limits them.
  ///
  /// - Throws: what `body` throws, which ends the stream; `MarketStoreError`.
  public func readHires(
    in times: Range<Instant>? = nil, batchSize: Int = 4096, _ body: ([Hire]) throws -> Void
  ) throws {
    try byTime("hire", StatementRow.hireQuery, times, batchSize, { row, _ in try row.hire() }, body)
  }

  /// Hands all feedback to `body` by rising time, `batchSize` at a time; a range of times limits it.
  ///
  /// - Throws: what `body` throws, which ends the stream; `MarketStoreError`.
  public func readFeedback(
    in times: Range<Instant>? = nil, batchSize: Int = 4096, _ body: ([Feedback]) throws -> Void
  ) throws {
    try byTime("feedback", StatementRow.feedbackQuery, times, batchSize, { row, _ in try row.feedback() }, body)
  }

  /// One seeker's engagements by rising time; empty for one the market does not know. O(log n + results).
  public func engagements(ofSeeker id: String) throws -> [Engagement] {
    try ofSeeker(id, StatementRow.engagementQuery, "engagement") { try $0.engagement() }
  }

  /// One seeker's hires by rising time; empty for one the market does not know. O(log n + results).
  public func hires(ofSeeker id: String) throws -> [Hire] {
    try ofSeeker(id, StatementRow.hireQuery, "hire") { try $0.hire() }
  }

  /// One seeker's requests by rising time; empty for one the market does not know. O(log n + results).
  public func requests(ofSeeker id: String) throws -> [Request] {
    try ofSeeker(id, StatementRow.requestQuery, "request") { try $0.request() }
  }

  /// All campaigns, in the order of import.
  public func campaigns() throws -> [Campaign] {
    var campaigns: [Campaign] = []
    let sql = StatementRow.campaignQuery + " ORDER BY campaign.key"
    try stream("campaigns", sql, { row, _ in try row.campaign() }, { campaigns += $0 })
    return campaigns
  }

  private func byTime<T>(
    _ table: String, _ query: String, _ times: Range<Instant>?, _ batchSize: Int,
    _ decode: (StatementRow, inout ValueResolver) throws -> T, _ body: ([T]) throws -> Void
  ) throws {
    // The whole of time as a range leaves out only its last millisecond, in the year 292,278,994.
    let first = times?.lowerBound.milliseconds ?? Int64.min
    let end = times?.upperBound.milliseconds ?? Int64.max
    let sql = "\(query) WHERE \(table).at >= ? AND \(table).at < ? ORDER BY \(table).at, \(table).key"
    try stream("\(table) rows", sql, arguments: [first, end], batchSize: batchSize, decode, body)
  }

  private func ofSeeker<T>(
    _ id: String, _ query: String, _ table: String, _ decode: (StatementRow) throws -> T
  ) throws -> [T] {
    try read("reading a seeker's \(table) rows") { database in
      var row = RowBuffer()
      row.append(id)
      var results: [T] = []
      let sql = "\(query) WHERE seeker.id = ? ORDER BY \(table).at, \(table).key"
      try StatementHandle(database, sql).forEach(row) { stored in
        results.append(try decode(stored))
        return true
      }
      return results
    }
  }
}
