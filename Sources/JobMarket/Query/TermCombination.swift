/// How the weights of a job's values become one number: `Scorer.weightedTerms`.
///
/// ```swift
/// let weights: [ValueID: Float] = [1: 0.9, 2: 0.3, 3: -1]
/// // A job with the values 1, 2 and 7 scores 1.2 by .sum, 0.9 by .best and 0.6 by .mean; one with 3 alone −1 by each of them.
/// ```
public enum TermCombination: String, Hashable, Sendable, Codable, CaseIterable {
  /// They are added up: every value in common counts.
  case sum
  /// The greatest counts, be it negative.
  case best
  /// They are added up and divided by how many there are; values without a weight do not count.
  case mean
}
