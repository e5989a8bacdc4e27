import JobMarket
import VectorMath

/// A query with its scorers checked once, for however many segments.
struct PreparedQuery: Sendable {
  /// In canonical values.
  let query: Query
  /// Those that score; forbidden ones are checked and score nothing.
  let scorers: [BoundScorer]

  /// Checks a query.
  ///
  /// - Throws: `IndexError` for a negative k and for scorers that do not fit the index.
  init(_ query: Query, schema: IndexSchema) throws {
    guard query.k >= 0 else { throw IndexError.badQuery("k is \(query.k): ask for 0 jobs or more") }
    let query = query.canonical(by: schema.aliases)
    self.query = query
    scorers = try query.scorers.map { try BoundScorer($0, to: schema) }.filter { $0.weighted.requirement != .forbidden }
  }
}

/// What one segment has to say to a query.
struct SegmentAnswer: Sendable {
  /// Rows with their scores, the best first; one a group where reposts share a row.
  var rows: [ScoredRow]
  /// How many rows match.
  var matching: Int
  /// How they were found.
  var strategy: RetrievalStrategy
}
