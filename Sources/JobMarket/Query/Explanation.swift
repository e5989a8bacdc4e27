/// Why a number is what it is: a tree whose children explain their parent, built by the code that scored.
///
/// ```
/// 0.64  score, the sum of
/// ├ 0.41  words: 0.41 × 1.0
/// │ ├ 0.30  "cashier"
/// │ └ 0.11  "retail"
/// └ 0.23  place: 12 km from Newark
/// ```
public struct Explanation: Hashable, Sendable, Codable {
  /// The number explained.
  public var value: Float
  /// What it is, in words.
  public var description: String
  /// How `value` follows from the values of `details`.
  public var rule: Rule
  /// Its parts.
  public var details: [Explanation]
  /// What the query asks of the job beside its score, at the root of a tree; no part of the sum.
  public var conditions: [Condition] = []

  /// Makes an explanation.
  public init(_ value: Float, _ description: String, rule: Rule = .given, details: [Explanation] = []) {
    (self.value, self.description, self.rule, self.details) = (value, description, rule, details)
  }

  /// How a value follows from its details.
  public enum Rule: String, Hashable, Sendable, Codable {
    /// It is their sum.
    case sum
    /// It is their product.
    case product
    /// It is the greatest of them, which its description names; 0 without any.
    case greatest
    /// It is their mean, which its description names; 0 without any.
    case mean
    /// It stands for itself; details are remarks.
    case given
  }

  /// Whether every value of the tree follows from its details, to a relative tolerance.
  public func addsUp(tolerance: Float = 1e-5) -> Bool {
    let expected: Float
    switch rule {
    case .sum: expected = details.reduce(0) { $0 + $1.value }
    case .product: expected = details.reduce(1) { $0 * $1.value }
    case .greatest: expected = details.map(\.value).max() ?? 0
    case .mean: expected = details.reduce(0) { $0 + $1.value } / Float(max(1, details.count))
    case .given: expected = value
    }
    let scale = max(1, details.reduce(abs(value)) { max($0, abs($1.value)) })
    return abs(expected - value) <= tolerance * scale && details.allSatisfy { $0.addsUp(tolerance: tolerance) }
  }
}
