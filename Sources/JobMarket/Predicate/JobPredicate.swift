/// A hard condition on jobs in conjunctive normal form: **every** clause must hold, and a clause holds when **any** of its
/// literals does (PAPER P5.1).
///
/// Filters, links, rules and facets all speak this one language.
///
/// ```swift
/// // (country is 1 or 2) and (company is not 3) and (within 40 km of Newark, or remote is 2)
/// JobPredicate([
///   .init(.anyOf(.country, [1, 2])),
///   .init(.noneOf(.company, [3])),
///   .init(.within(.place, Radius(center: newark, kilometers: 40)), .anyOf(.remote, [2])),
/// ])
/// ```
///
/// An absent value never matches, `noneOf` included, unless a `missing` literal says so: "not at company 3" cannot be
/// vouched for where no company is named.
public struct JobPredicate: Hashable, Sendable {
  /// The conditions that must all hold; none of them means every job matches.
  public var clauses: [Clause]

  /// Makes a predicate from its clauses.
  public init(_ clauses: [Clause] = []) {
    self.clauses = clauses
  }

  /// The predicate that every job matches.
  public static let all = JobPredicate()

  /// Both conditions at once.
  public func and(_ other: JobPredicate) -> JobPredicate {
    JobPredicate(clauses + other.clauses)
  }

  /// An OR of literals, over any fields; without literals it never holds.
  public struct Clause: Hashable, Sendable {
    /// The alternatives.
    public var literals: [Literal]

    /// Makes a clause from its alternatives.
    public init(_ literals: Literal...) {
      self.literals = literals
    }

    /// Makes a clause from its alternatives.
    public init(_ literals: [Literal]) {
      self.literals = literals
    }
  }

  /// One test of one field.
  public enum Literal: Hashable, Sendable {
    /// At least one of the job's values is among these.
    case anyOf(AttributeField, [ValueID])
    /// The job has values, and none is among these.
    case noneOf(AttributeField, [ValueID])
    /// The job has no value.
    case missing(AttributeField)
    /// The job's number lies in the range.
    case range(AttributeField, NumericRange)
    /// At least one of the job's points lies within the radius.
    case within(AttributeField, Radius)

    /// The field tested.
    public var field: AttributeField {
      switch self {
      case .anyOf(let field, _), .noneOf(let field, _), .missing(let field), .range(let field, _),
        .within(let field, _):
        field
      }
    }
  }
}

/// An interval of numbers, ends included; an end that is `nil` is open.
public struct NumericRange: Hashable, Sendable, Codable {
  /// The least number allowed.
  public var lower: Double?
  /// The greatest number allowed.
  public var upper: Double?

  /// Makes an interval.
  public init(lower: Double? = nil, upper: Double? = nil) {
    (self.lower, self.upper) = (lower, upper)
  }

  /// Whether a number lies in it; NaN never does.
  public func contains(_ value: Double) -> Bool {
    !value.isNaN && lower.map { $0 <= value } ?? true && upper.map { value <= $0 } ?? true
  }
}

/// All points within a distance of a point.
public struct Radius: Hashable, Sendable, Codable {
  /// The middle.
  public var center: Coordinate
  /// The greatest distance allowed.
  public var kilometers: Double

  /// The greatest distance there is: half the way round the earth, in kilometres.
  public static let greatest = 20_040.0

  /// Makes a radius.
  public init(center: Coordinate, kilometers: Double) {
    (self.center, self.kilometers) = (center, kilometers)
  }

  /// Whether a point lies in it.
  public func contains(_ point: Coordinate) -> Bool {
    center.kilometers(to: point) <= kilometers
  }
}
