extension Explanation {
  /// One condition of a query held against a job: whether it holds, by which of its alternatives and by which value.
  ///
  /// ```
  /// ✓ skill is welding or masonry: skill masonry
  /// ✗ at most 40 km from 40.73, -74.17: 61.3 km away
  /// ```
  public struct Condition: Hashable, Sendable, Codable {
    /// Where it comes from.
    public var kind: Kind
    /// What is asked, in words.
    public var description: String
    /// Whether the job fulfils it.
    public var holds: Bool
    /// What the job has to say to each alternative, in the order asked.
    public var evidence: [Evidence]

    /// Makes a condition that was held against a job.
    public init(_ kind: Kind, _ description: String, holds: Bool, evidence: [Evidence]) {
      (self.kind, self.description, self.holds, self.evidence) = (kind, description, holds, evidence)
    }

    /// Where a condition comes from.
    public enum Kind: String, Hashable, Sendable, Codable {
      /// A clause of the predicate; those of one query stand in its order.
      case clause
      /// That a scorer has something to say, or nothing.
      case requirement
      /// That the job is offered at the query's moment.
      case offered
      /// That the job is not among those to be left out.
      case hidden
    }
  }

  /// What a job has to say to one alternative of a condition.
  public struct Evidence: Hashable, Sendable, Codable {
    /// Whether the job passes by it.
    public var passes: Bool
    /// What was found, in words: `skill masonry`, `61.3 km away`, `no pay known`.
    public var description: String
    /// The job's values that decide: those asked for, those refused, or, where none is, those it has; rising.
    public var values: [ValueID]
    /// The job's number, where a number decides.
    public var number: Double?
    /// Kilometres to the job's nearest place, where a place decides.
    public var kilometers: Double?

    /// Makes evidence.
    public init(
      passes: Bool, _ description: String, values: [ValueID] = [], number: Double? = nil, kilometers: Double? = nil
    ) {
      (self.passes, self.description, self.values) = (passes, description, values)
      (self.number, self.kilometers) = (number, kilometers)
    }
  }

  /// Whether the job would be among those that match; true where no condition was held against it.
  public var fulfilsConditions: Bool { conditions.allSatisfy(\.holds) }
}

extension Explanation {
  private enum CodingKeys: CodingKey { case value, description, rule, details, conditions }

  /// Reads an explanation; conditions may be missing.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try container.decode(Float.self, forKey: .value), try container.decode(String.self, forKey: .description),
      rule: try container.decode(Rule.self, forKey: .rule),
      details: try container.decode([Explanation].self, forKey: .details))
    conditions = try container.decodeIfPresent([Condition].self, forKey: .conditions) ?? []
  }

  /// Writes an explanation; conditions only where there are any, since only a root has them.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(value, forKey: .value)
    try container.encode(description, forKey: .description)
    try container.encode(rule, forKey: .rule)
    try container.encode(details, forKey: .details)
    if !conditions.isEmpty { try container.encode(conditions, forKey: .conditions) }
  }
}
