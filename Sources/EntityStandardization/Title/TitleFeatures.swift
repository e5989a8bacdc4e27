/// What a classifier sees of a title: its words, pairs of neighbours, the first and the last, its levels and its letters.
enum TitleFeatures {
  /// One hash a feature; kinds of features do not meet. O(length).
  static func of(_ title: NormalizedTitle) -> [UInt64] {
    let words = title.words
    var texts = words.map { "w " + $0 } + title.seniorities.map { "s " + $0.seniority.rawValue }
    texts += zip(words, words.dropFirst()).map { "p \($0) \($1)" }
    if let first = words.first, let last = words.last { texts += ["f " + first, "l " + last] }
    return TitleTerms.words(texts) + TitleTerms.grams(words)
  }
}
