import VectorMath

/// Finds occupations of titles by labelled examples, together with a matcher of labels where there is one.
///
/// Three opinions are added: the labels of the nearest titles, by the cosine of character n-grams and words; the
/// likeness to all titles of a value together; and the matcher's score. How much each counts is learned on the examples
/// by cross-validation within them.
///
/// ```swift
/// let learned = LearnedTitles(examples: [.init(title: "barista", value: "esco:waiter"), …], matcher: nil)
/// learned.candidates(for: "Senior Barista", limit: 1)  // [esco:waiter, .learned]
/// ```
public struct LearnedTitles: Sendable {
  /// A title and its value.
  public struct Example: Hashable, Sendable {
    /// As it was written.
    public var title: String
    /// What it is: `esco:2512.4`.
    public var value: String
    /// The value as people read it; the matcher's label is taken where there is one.
    public var label: String

    /// Makes an example.
    public init(title: String, value: String, label: String = "") {
      (self.title, self.value, self.label) = (title, value, label)
    }
  }

  let matcher: TitleMatcher?
  package let normalizer: TitleNormalizer
  package let values: [String]
  let labels: [String]
  let matcherPositions: [Int]
  let memory: TitleMemory
  /// How much each opinion counts, learned.
  package let mixture: TitleMixture

  /// Learns. Equal examples and matcher give an equal model.
  ///
  /// - Parameters:
  ///   - examples: In any order; a title may stand several times, with different values.
  ///   - matcher: Whose labels and normalizer are used as well.
  ///   - normalizer: How titles are read where there is no matcher.
  /// - Complexity: O(total length · log) and scoring about 1,000 of the titles.
  public init(examples: [Example], matcher: TitleMatcher?, normalizer: TitleNormalizer = TitleNormalizer()) {
    let reader = matcher?.normalizer ?? normalizer
    let known = Dictionary(zip(matcher?.values ?? [], matcher?.labels ?? []), uniquingKeysWith: { first, _ in first })
    var names = known
    for example in examples.sorted(by: { ($0.value, $0.label) < ($1.value, $1.label) })
    where names[example.value, default: ""].isEmpty {
      names[example.value] = example.label.isEmpty ? example.value : example.label
    }
    let values = names.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let positions = Dictionary(uniqueKeysWithValues: zip(values, values.indices))
    let titles = LabelledTitle.distinct(examples, reader: reader, positions: positions)
    (self.matcher, self.normalizer, self.values) = (matcher, reader, values)
    labels = values.map { names[$0]! }
    matcherPositions = (matcher?.values ?? []).map { positions[$0]! }
    memory = TitleMemory(
      titles, valueCount: values.count, matcher: matcher, matcherPositions: matcherPositions)
    mixture = TitleMixture.learn(
      titles, valueCount: values.count, matcher: matcher, matcherPositions: matcherPositions)
  }

  /// The likeliest values of a title, best first; none for a title without words.
  ///
  /// - Complexity: O(examples + labels + lists of the title's terms).
  public func candidates(for title: String, limit: Int = 10) -> [OccupationCandidate] {
    var scratch = TitleScratch()
    return candidates(for: normalizer.normalize(title), limit: limit, scratch: &scratch)
  }

  /// The same for a title that is normalized, with memory that calls share.
  public func candidates(
    for title: NormalizedTitle, limit: Int = 10, scratch: inout TitleScratch
  ) -> [OccupationCandidate] {
    precondition(limit >= 0, "a limit is not negative")
    guard !title.words.isEmpty, !values.isEmpty, limit > 0 else { return [] }
    let opinions = TitleOpinions(
      title, memory: memory, matcher: matcher, matcherPositions: matcherPositions, scratch: &scratch)
    let ranked = opinions.ranked(mixture, count: max(limit, 50))
    let top = ranked[0].score
    let powers = ranked.map { PortableMath.exp(Double(($0.score - top) * mixture.sharpness)) }
    let total = powers.reduce(0, +)
    return zip(ranked, powers).prefix(limit).map { entry, power in
      OccupationCandidate(
        value: values[entry.value], label: labels[entry.value],
        confidence: max(Float(power / total), .leastNormalMagnitude), method: .learned)
    }
  }

  /// The score of every value, in the order of `values`. O(examples + labels + lists of the title's terms).
  package func scores(of title: NormalizedTitle, scratch: inout TitleScratch) -> [Float] {
    TitleOpinions(title, memory: memory, matcher: matcher, matcherPositions: matcherPositions, scratch: &scratch)
      .sums(mixture)
  }
}
