/// What to count of one field: how many of a query's jobs have each of its values, or a number in each of some ranges.
///
/// ```swift
/// [FacetRequest(.country, limit: 10), FacetRequest(.pay, ranges: [NumericRange(upper: 30_000), NumericRange(lower: 30_000)])]
/// ```
public struct FacetRequest: Hashable, Sendable {
  /// The field.
  public var field: AttributeField
  /// How many values at most, those of the most jobs; `nil` for all.
  public var limit: Int?
  /// Ranges of the field's numbers, which may overlap; each is counted by itself.
  public var ranges: [NumericRange]

  /// Asks for a field's values, its ranges, or both.
  public init(_ field: AttributeField, limit: Int? = nil, ranges: [NumericRange] = []) {
    (self.field, self.limit, self.ranges) = (field, limit, ranges)
  }
}

/// How many jobs have what of one field, exactly.
///
/// The counts are **disjunctive within a field**: clauses of the predicate that ask about this field alone are left out, all
/// others hold. So each count says how many jobs the answer would have if that value were asked for instead, or beside
/// others of its field: what a reader wants to know who ticks a second country. A clause over several fields holds for all of
/// them.
///
/// Jobs count that `RetrievalResult.matching` counts: offered, matching, not left out by a scorer; hidden ones and every posting
/// of a group of reposts included. Values count as they stand on a job, those above others in a taxonomy where it has them.
public struct FacetCounts: Hashable, Sendable, Codable {
  /// The field.
  public var field: AttributeField
  /// How many jobs the counts are taken over: those that match when the field's own clauses are left out.
  public var matching: Int
  /// Values that any of these jobs has: by falling count, equal ones by rising id.
  public var values: [ValueCount]
  /// How many different values these jobs have, beyond the limit, too.
  public var distinct: Int
  /// How many of these jobs have a number in each range, in the order asked.
  public var ranges: [RangeCount]
  /// How many of these jobs have no value, number or point of the field.
  public var missing: Int

  /// Makes counts.
  public init(
    _ field: AttributeField, matching: Int, values: [ValueCount] = [], distinct: Int = 0, ranges: [RangeCount] = [],
    missing: Int
  ) {
    (self.field, self.matching, self.values, self.distinct) = (field, matching, values, distinct)
    (self.ranges, self.missing) = (ranges, missing)
  }

  /// A value and how many jobs have it, 1 or more.
  public struct ValueCount: Hashable, Sendable, Codable {
    /// The value.
    public var value: ValueID
    /// The jobs.
    public var count: Int

    /// Makes a count.
    public init(_ value: ValueID, _ count: Int) { (self.value, self.count) = (value, count) }
  }

  /// A range and how many jobs have a number in it.
  public struct RangeCount: Hashable, Sendable, Codable {
    /// The range.
    public var range: NumericRange
    /// The jobs.
    public var count: Int

    /// Makes a count.
    public init(_ range: NumericRange, _ count: Int) { (self.range, self.count) = (range, count) }
  }
}

extension JobPredicate {
  /// The clauses that ask about one field and no other, and the predicate without them. O(literals).
  ///
  /// ```swift
  /// // (country is 1) and (country is 2 or remote is 2): the second clause asks about two fields and stays.
  /// predicate.parted(by: .country).own.clauses.count   // 1
  /// ```
  public func parted(by field: AttributeField) -> (own: JobPredicate, others: JobPredicate) {
    func isOwn(_ clause: Clause) -> Bool {
      !clause.literals.isEmpty && clause.literals.allSatisfy { $0.field == field }
    }
    return (JobPredicate(clauses.filter(isOwn)), JobPredicate(clauses.filter { !isOwn($0) }))
  }
}
