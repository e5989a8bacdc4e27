/// What is measured of a ranking, given the place of the one right answer.
///
/// ```swift
/// Metric.recall(10).value(atRank: 3)          // 1
/// Metric.meanReciprocalRank.value(atRank: 4)  // 0.25
/// ```
///
/// Every figure is the mean of these values over the cases. There is one right answer a case, so recall at k is also the
/// hit rate at k.
public enum Metric: Hashable, Sendable {
  /// Recall at k, for a positive k.
  case recall(Int)
  /// The mean reciprocal rank.
  case meanReciprocalRank

  /// What both protocols report: recall at 1, 5, 10, 20 and 50, and the mean reciprocal rank.
  public static let standard: [Metric] = [
    .recall(1), .recall(5), .recall(10), .recall(20), .recall(50), .meanReciprocalRank,
  ]

  /// `recall` or `mrr`.
  public var name: String {
    switch self {
    case .recall: "recall"
    case .meanReciprocalRank: "mrr"
    }
  }

  /// The k of recall at k.
  public var k: Int? {
    switch self {
    case .recall(let k): k
    case .meanReciprocalRank: nil
    }
  }

  /// One line that stands beside every figure.
  public var definition: String {
    switch self {
    case .recall(let k):
      "share of cases whose right answer is among the first \(k) of all candidates"
    case .meanReciprocalRank:
      "mean over cases of 1 / (place of the right answer among all candidates)"
    }
  }

  /// The value of a case whose answer stands at a place, 1 for the first. O(1).
  public func value(atRank rank: Int) -> Double {
    precondition(rank >= 1, "the first place is 1")
    return switch self {
    case .recall(let k): rank <= k ? 1 : 0
    case .meanReciprocalRank: 1 / Double(rank)
    }
  }
}
