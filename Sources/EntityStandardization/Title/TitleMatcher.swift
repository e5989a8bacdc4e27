/// Finds the occupations that a title means, by the labels of taxonomies.
///
/// ```swift
/// let matcher = TitleMatcher(taxonomies: [esco])
/// matcher.candidates(for: "Snr. Nurse Assistnat (night shift)", limit: 1)
/// // [esco:5321.1 "nurse assistant" 0.7 .fuzzy]
/// ```
///
/// A title is first compared as it stands with preferred and other labels, then with noise set aside, then by words and
/// by character 3- to 5-grams within words: with the labels of a concept one by one and together, its description, related
/// titles and group (`TitleWeights` says how much each counts), and with what unlabelled titles of the market tell of it.
/// Candidates of equal score stand by value.
public struct TitleMatcher: Sendable {
  /// Whether only exact and normalized matches are given.
  public var exactOnly: Bool
  /// How titles are read.
  public let normalizer: TitleNormalizer

  /// The concepts' values, in bytewise order.
  package let values: [String]
  package let labels: [String]
  let weights: TitleWeights
  let exact: [String: [ExactLabel]]
  let normalized: [String: [Int]]
  let comparison: TitleComparison
  /// What a concept scores before the title is looked at: where it does not say that its holder manages, and where it does.
  let starts: (plain: [Float], managing: [Float])
  let market: TitleMarket?

  struct ExactLabel: Sendable {
    var concept: Int
    var isPreferred: Bool
  }

  /// Indexes the concepts of taxonomies that are no groups.
  ///
  /// - Parameters:
  ///   - taxonomies: Of occupations; their names differ.
  ///   - relatedTitles: Titles that go with concepts and are not theirs alone (a crosswalk's), by value: never exact.
  ///   - corpus: Unlabelled titles as the market writes them, in any order; each distinct one counts once.
  ///   - normalizer: How titles are read.
  ///   - exactOnly: Whether letters in common count for nothing.
  ///   - weights: How much each comparison counts.
  /// - Complexity: O(total length of labels and texts · log), and matching the titles of the corpus once.
  public init(
    taxonomies: [Taxonomy], relatedTitles: [String: [String]] = [:], corpus: [String] = [],
    normalizer: TitleNormalizer = TitleNormalizer(), exactOnly: Bool = false, weights: TitleWeights = .tuned
  ) {
    let build = TitleMatcherBuild(taxonomies: taxonomies, relatedTitles: relatedTitles)
    (self.exactOnly, self.normalizer, self.weights) = (exactOnly, normalizer, weights)
    (values, labels, exact, normalized) = (build.values, build.labels, build.exact, build.normalized)
    comparison = TitleComparison(build, weights: weights)
    let starts = TitleMatcher.starts(build, weights)
    var distinct: [String: [String]] = [:]
    for title in corpus where !exactOnly {
      let words = normalizer.normalize(title).words
      if !words.isEmpty { distinct[words.joined(separator: " ")] = words }
    }
    guard !distinct.isEmpty, !values.isEmpty else {
      (market, self.starts) = (nil, starts)
      return
    }
    let titles = distinct.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { distinct[$0]! }
    let comparison = comparison
    let market = TitleMarket(titles, conceptCount: values.count, weights: weights) { words, scratch in
      TitleMatcher.score(words, comparison, starts, into: &scratch)
    }
    self.market = market
    func withPriors(_ scores: [Float]) -> [Float] {
      zip(scores, market.priors).map { $0 + weights.marketPrior * $1 }
    }
    self.starts = (withPriors(starts.plain), withPriors(starts.managing))
  }

  private static func starts(_ build: TitleMatcherBuild, _ weights: TitleWeights) -> (plain: [Float], managing: [Float])
  {
    let managing = build.lengths.map { -Float(min($0, 6)) * weights.labelLength }
    return (zip(managing, build.isManagement).map { $1 ? $0 - weights.management : $0 }, managing)
  }

  /// The likeliest occupations of a title, best first; none for a title without words.
  ///
  /// - Parameters:
  ///   - title: As it was written.
  ///   - limit: At most so many, 0 or more.
  /// - Complexity: O(concepts + lists of the title's terms).
  public func candidates(for title: String, limit: Int = 10) -> [OccupationCandidate] {
    var scratch = TitleScratch()
    return candidates(for: normalizer.normalize(title), limit: limit, scratch: &scratch)
  }

  /// The same for a title that is normalized, with memory that calls share.
  public func candidates(
    for title: NormalizedTitle, limit: Int = 10, scratch: inout TitleScratch
  ) -> [OccupationCandidate] {
    precondition(limit >= 0, "a limit is not negative")
    let found = exactMatches(title)
    if exactOnly {
      return found.sorted { a, b in
        a.value.confidence != b.value.confidence
          ? a.value.confidence > b.value.confidence : values[a.key].utf8.lexicographicallyPrecedes(values[b.key].utf8)
      }.prefix(limit).map { candidate($0.key, $0.value.confidence, $0.value.method) }
    }
    guard !title.words.isEmpty, !values.isEmpty, limit > 0 else { return [] }
    score(title, found, into: &scratch)
    let ranked = TitleOpinions.nearest(scratch.scores, max(limit, TitleMatcher.compared))
    let shares = softmax(ranked.map { $0.score }, scale: weights.sharpness)
    return zip(ranked, shares).prefix(limit).map { entry, share in
      let match = found[entry.index]
      // A label says more than letters in common do.
      return candidate(entry.index, max(share, match?.confidence ?? 0), match?.method ?? .fuzzy)
    }
  }

  /// How many candidates share the confidence.
  private static let compared = 50

  private func candidate(_ concept: Int, _ confidence: Float, _ method: Mention.Method) -> OccupationCandidate {
    OccupationCandidate(value: values[concept], label: labels[concept], confidence: confidence, method: method)
  }
}
