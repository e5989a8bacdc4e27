import JobMarket

extension CPUSearcher {
  /// Why a job scores what it scores for a query and which of its conditions it fulfils, or `nil` when the index does not hold
  /// it; it need not match.
  ///
  /// The tree's root equals the score that `retrieve` gives; its parts sum to it. Its conditions all hold exactly where
  /// `retrieve` would count the job, were it not hidden. Terms and values are shown by number; `explain(_:for:naming:)` names
  /// them.
  public func explain(_ key: JobKey, for query: Query) throws -> Explanation? {
    try explain(key, for: query, naming: Naming())
  }

  /// How an explanation names what the index knows by number.
  public struct Naming: Sendable {
    /// A term of the text model.
    public var term: @Sendable (UInt32) -> String
    /// A value of a field, in a score.
    public var value: @Sendable (AttributeField, ValueID) -> String
    /// A value of a field by itself, in a condition.
    public var conditionValue: @Sendable (AttributeField, ValueID) -> String

    /// Names terms and values; by number unless told otherwise.
    public init(
      term: @escaping @Sendable (UInt32) -> String = { "term \($0)" },
      value: @escaping @Sendable (AttributeField, ValueID) -> String = { "\($0) \($1)" },
      conditionValue: @escaping @Sendable (AttributeField, ValueID) -> String = { "\($1)" }
    ) {
      (self.term, self.value, self.conditionValue) = (term, value, conditionValue)
    }
  }

  /// The same with words for terms and values.
  public func explain(_ key: JobKey, for query: Query, naming: Naming) throws -> Explanation? {
    try explain([key], for: query, naming: naming)[0]
  }

  /// Explanations of several jobs, for which the query is bound once; `nil` for jobs that the index does not hold.
  ///
  /// A job that was withdrawn is explained as long as a merge has not dropped it. O(terms × scorers + jobs × entries).
  public func explain(_ keys: [JobKey], for query: Query, naming: Naming) throws -> [Explanation?] {
    let prepared = try PreparedQuery(query, schema: index.schema)
    var explanations = [Explanation?](repeating: nil, count: keys.count)
    var rows: [Int: [(place: Int, row: Int)]] = [:]
    for (place, key) in keys.enumerated() {
      guard let (segment, row) = index.position(of: key) else { continue }
      rows[segment, default: []].append((place, row))
    }
    for (segment, asked) in rows {
      let searcher = SegmentSearcher(index: index.segments[segment], settings: self)
      let found = try searcher.explain(asked.map(\.row), for: prepared, naming: naming)
      for ((place, _), explanation) in zip(asked, found) { explanations[place] = explanation }
    }
    return explanations
  }
}
