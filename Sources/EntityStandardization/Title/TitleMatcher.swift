/// Finds the occupations that a title means, by the labels of taxonomies.
///
/// ```swift
/// let matcher = TitleMatcher(taxonomies: [esco])
/// matcher.candidates(for: "Snr. Nurse Assistnat (night shift)", limit: 1)
/// // [esco:5321.1 "nurse assistant" 0.7 .fuzzy]
/// ```
///
/// A title is first compared as it stands with preferred and other labels, then with noise set aside, then by letters:
/// the cosine of character 3- to 5-grams within words and that of words, each against the best label of a concept, and
/// the words against all labels of a concept together, what else is known of it, and its group. `TitleWeights` says how
/// much each counts. Candidates of equal score stand by value.
public struct TitleMatcher: Sendable {
  /// Whether only exact and normalized matches are given.
  public var exactOnly: Bool
  /// How titles are read.
  public let normalizer: TitleNormalizer

  package let values: [String]
  package let labels: [String]
  let weights: TitleWeights
  let exact: [String: [ExactLabel]]
  let normalized: [String: [Int]]
  let labelGrams: TermIndex
  let labelWords: TermIndex
  let labelStarts: [Int]
  let conceptGrams: TermIndex
  let conceptWords: TermIndex
  let relatedWords: TermIndex
  let groupWords: TermIndex
  let groups: [Int]
  let isManagement: [Bool]
  let lengthPenalties: [Float]

  struct ExactLabel: Sendable {
    var concept: Int
    var isPreferred: Bool
  }

  /// Indexes the concepts of taxonomies that are no groups.
  ///
  /// - Parameters:
  ///   - taxonomies: Of occupations; their names differ.
  ///   - descriptions: Sentences about concepts, by value.
  ///   - relatedTitles: Titles that go with concepts and are not theirs alone (a crosswalk's), by value: never exact.
  ///   - normalizer: How titles are read.
  ///   - exactOnly: Whether letters in common count for nothing.
  ///   - weights: How much each comparison counts.
  /// - Complexity: O(total length of labels and texts · log).
  public init(
    taxonomies: [Taxonomy], descriptions: [String: String] = [:], relatedTitles: [String: [String]] = [:],
    normalizer: TitleNormalizer = TitleNormalizer(), exactOnly: Bool = false, weights: TitleWeights = .tuned
  ) {
    let build = TitleMatcherBuild(taxonomies: taxonomies, descriptions: descriptions, relatedTitles: relatedTitles)
    (self.exactOnly, self.normalizer, self.weights) = (exactOnly, normalizer, weights)
    (values, labels, exact, normalized) = (build.values, build.labels, build.exact, build.normalized)
    (labelStarts, groups, isManagement) = (build.labelStarts, build.groups, build.isManagement)
    lengthPenalties = build.lengths.map { Float(min($0, 6)) * weights.labelLength }
    labelGrams = TermIndex(
      build.labelTexts.map(TitleTerms.grams),
      commonest: TitleMatcher.commonest ?? max(1000, build.labelTexts.count / 40))
    labelWords = TermIndex(build.labelTexts.map(TitleTerms.words))
    conceptGrams = TermIndex(
      build.conceptTexts.map(TitleTerms.grams), commonest: TitleMatcher.commonestC ?? max(1000, build.values.count / 4))
    conceptWords = TermIndex(build.describedTexts.map(TitleTerms.words))
    relatedWords = TermIndex(build.relatedTexts.map(TitleTerms.words))
    groupWords = TermIndex(build.groupTexts.map(TitleTerms.words))
  }

  /// The likeliest occupations of a title, best first; none for a title without words.
  ///
  /// - Parameters:
  ///   - title: As it was written.
  ///   - limit: At most so many, 0 or more.
  /// - Complexity: O(labels + lists of the title's terms).
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
    score(title, into: &scratch)
    for (concept, match) in found { scratch.scores[concept] += match.confidence * weights.exact }
    let ranked = best(scratch, max(limit, TitleMatcher.compared))
    let shares = softmax(ranked.map { $0.score }, scale: weights.sharpness)
    return zip(ranked, shares).prefix(limit).map { entry, share in
      let match = found[entry.concept]
      // A label says more than letters in common do.
      return candidate(entry.concept, max(share, match?.confidence ?? 0), match?.method ?? .fuzzy)
    }
  }

  nonisolated(unsafe) package static var commonest: Int? = nil
  nonisolated(unsafe) package static var commonestC: Int? = nil
  /// How many candidates share the confidence.
  private static let compared = 50

  private func candidate(_ concept: Int, _ confidence: Float, _ method: Mention.Method) -> OccupationCandidate {
    OccupationCandidate(value: values[concept], label: labels[concept], confidence: confidence, method: method)
  }
}
