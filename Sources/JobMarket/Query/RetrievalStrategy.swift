/// Which way through the index an answer took, what it did there and how long each step took.
///
/// ```swift
/// result.strategy.plan                   // .mixed
/// result.strategy.scored.inFull          // 1412
/// print(result.strategy)                 // mixed: a scan that heeds the rows' bits: 330112 match, …
/// ```
///
/// Two strategies are equal when they did the same, however long it took.
public struct RetrievalStrategy: Hashable, Sendable {
  /// The order in which conditions and vectors were looked at.
  public var plan: Plan
  /// How many rows the index has.
  public var held: Int
  /// How many offered rows match, hidden ones included; `nil` where the plan did not need to know.
  public var matched: Int?
  /// How many rows were looked at, and how closely.
  public var scored = Scored()
  /// Over how many segments of the index the answer was put together; the plan is that of the greatest.
  public var segments = 1
  /// What else there is to say: an early stop and what it may have missed.
  public var notes: [String] = []
  /// How long each step took, in the order of the steps.
  public var steps = Steps()

  /// Makes a strategy that has scored nothing yet.
  public init(_ plan: Plan, held: Int, matched: Int?) {
    (self.plan, self.held, self.matched) = (plan, held, matched)
  }

  /// What was done for one answer over two parts of an index.
  ///
  /// - Parameter isLeading: whether the other part's plan is the one to name.
  package func joined(with other: RetrievalStrategy, isLeading: Bool) -> RetrievalStrategy {
    var sum = isLeading ? other : self
    sum.held = held + other.held
    sum.matched = matched.flatMap { first in other.matched.map { first + $0 } }
    sum.scored = scored.adding(other.scored)
    sum.notes = notes + other.notes.filter { !notes.contains($0) }
    sum.steps = steps
    for step in other.steps.all { sum.steps.add(step.name, nanoseconds: step.nanoseconds) }
    return sum
  }

  /// In which order conditions and vectors are looked at (PAPER P5.2).
  public enum Plan: String, Hashable, Sendable, Codable, CaseIterable {
    /// There is no condition: a scan of the codes of all rows.
    case scan
    /// Conditions leave a list of rows, and their codes are walked.
    case termsFirst = "terms-first"
    /// Conditions leave bits, and a scan of all codes heeds them.
    case mixed
    /// A scan of all codes leaves candidates, and only they are asked the conditions.
    case vectorsFirst = "vectors-first"
    /// Every row that the conditions leave is scored in full.
    case exhaustive
    /// Lists of rows are intersected, and what they agree on is scored in full.
    case inverted
    /// Rows that match are counted, none is scored.
    case counted

    /// What it does, in words.
    public var words: String {
      switch self {
      case .scan: "no terms; a scan of all rows"
      case .termsFirst: "terms first; a walk over the rows left"
      case .mixed: "mixed: a scan that heeds the rows' bits"
      case .vectorsFirst: "vectors first; candidates are asked the terms"
      case .exhaustive: "terms first, then an exact scan"
      case .inverted: "inverted"
      case .counted: "terms alone"
      }
    }
  }

  /// Rows by how closely they were looked at.
  public struct Scored: Hashable, Sendable, Codable {
    /// Estimated by bits, one a number or so many signs a row, and the best handed on: an approximate search.
    public var by1Bit = 0
    /// Estimated by codes of 4 bits.
    public var by4Bits = 0
    /// Estimated by codes of 8 bits.
    public var by8Bits = 0
    /// Scored in f32, after a sieve.
    public var inFull = 0
    /// Scored by every scorer, without a sieve.
    public var unsieved = 0
    /// Asked the conditions one at a time.
    public var tested = 0

    /// Nothing was looked at.
    public init() {}

    /// The sums.
    func adding(_ other: Scored) -> Scored {
      var sum = self
      sum.by1Bit += other.by1Bit
      sum.by4Bits += other.by4Bits
      sum.by8Bits += other.by8Bits
      sum.inFull += other.inFull
      sum.unsieved += other.unsieved
      sum.tested += other.tested
      return sum
    }
  }

  /// How long steps took; all of them are equal, since an answer does not depend on the clock.
  public struct Steps: Hashable, Sendable {
    /// Names and nanoseconds, in the order of the steps.
    public private(set) var all: [(name: String, nanoseconds: Int64)] = []

    /// No step.
    public init() {}

    /// Adds a step, or its time to that of the same name. O(steps).
    public mutating func add(_ name: String, nanoseconds: Int64) {
      if let place = all.firstIndex(where: { $0.name == name }) {
        all[place].nanoseconds += nanoseconds
      } else {
        all.append((name, nanoseconds))
      }
    }

    /// Adds the time since a moment. O(steps).
    public mutating func add(_ name: String, since start: ContinuousClock.Instant) {
      add(name, nanoseconds: start.nanoseconds(until: .now))
    }

    /// Milliseconds by name.
    public var milliseconds: [String: Double] {
      Dictionary(uniqueKeysWithValues: all.map { ($0.name, Double($0.nanoseconds) / 1e6) })
    }

    /// Always true.
    public static func == (first: Steps, second: Steps) -> Bool { true }

    /// Adds nothing.
    public func hash(into hasher: inout Hasher) {}
  }
}

extension RetrievalStrategy: CustomStringConvertible {
  /// One line: the plan, what matched, and how many rows were looked at how closely; no times.
  public var description: String {
    var parts = [matched.map { "\($0) of \(held) match" } ?? "matches not counted"]
    if plan == .counted {
      // There is nothing more to say.
    } else if scored.unsieved > 0 || plan == .exhaustive || plan == .inverted {
      parts.append("\(scored.unsieved) scored in full")
    } else {
      if scored.by1Bit > 0 { parts.append("\(scored.by1Bit) by bits") }
      parts.append("\(scored.by4Bits) by 4\(scored.by1Bit > 0 ? "" : " bits")")
      if scored.tested > 0 { parts.append("\(scored.tested) asked") }
      parts += ["\(scored.by8Bits) by 8", "\(scored.inFull) in f32"]
    }
    if segments > 1 { parts.append("in \(segments) segments") }
    return ([plan.words + ": " + parts.joined(separator: ", ")] + notes).joined(separator: "; ")
  }
}

/// As JSON: the plan, the line of words, the counts, and the steps in milliseconds.
///
/// ```json
/// {"plan": "mixed", "text": "mixed: …", "held": 1000000, "matched": 330112, "scored": {"by4Bits": 1000000, …},
///  "segments": 1, "steps_ms": {"terms": 0.2, "scan": 8.1, "settle": 0.6}}
/// ```
extension RetrievalStrategy: Encodable {
  private enum Key: String, CodingKey {
    case plan, text, held, matched, scored, segments
    case steps = "steps_ms"
  }

  /// Writes the object above.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(plan, forKey: .plan)
    try container.encode(description, forKey: .text)
    try container.encode(held, forKey: .held)
    try container.encodeIfPresent(matched, forKey: .matched)
    try container.encode(scored, forKey: .scored)
    try container.encode(segments, forKey: .segments)
    try container.encode(steps.milliseconds, forKey: .steps)
  }
}

extension ContinuousClock.Instant {
  /// Whole nanoseconds from this moment to a later one.
  package func nanoseconds(until end: ContinuousClock.Instant) -> Int64 {
    let (seconds, attoseconds) = duration(to: end).components
    return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
  }
}
