/// Guesses what a mistyped word was meant to be.
public enum Spelling {
  /// The word nearest to `text` by edit distance, ignoring case, if at most a third of it differs. O(words × length²).
  ///
  /// ```swift
  /// Spelling.nearest(to: "recomend", in: ["recommend", "retrieve"])  // "recommend"
  /// ```
  public static func nearest(to text: String, in words: [String]) -> String? {
    let wanted = Array(text.lowercased())
    let best = words.map { (word: $0, distance: distance(wanted, Array($0.lowercased()))) }
      .min { ($0.distance, $0.word) < ($1.distance, $1.word) }
    guard let best, best.distance <= max(1, wanted.count / 3) else { return nil }
    return best.word
  }

  /// The least number of insertions, deletions and substitutions that make one word the other (Levenshtein 1966).
  static func distance(_ first: [Character], _ second: [Character]) -> Int {
    var previous = Array(0...second.count)
    for (row, character) in first.enumerated() {
      var current = [row + 1]
      for (column, other) in second.enumerated() {
        current.append(min(current[column] + 1, previous[column + 1] + 1, previous[column] + (character == other ? 0 : 1)))
      }
      previous = current
    }
    return previous[second.count]
  }
}
