import JobMarket

/// Finds the skills that a text names, by the labels of taxonomies.
///
/// ```swift
/// let finder = SkillFinder([esco, onet])
/// finder.mentions(in: "Java and C++ required; no experience in sales needed", part: .description)
/// // Java .required, C++ .required, sales .negated
/// ```
///
/// The longest label at each word counts (`PhraseMatcher`). Which labels there are and what a text must show before one
/// counts is the lexicon's (`SkillLexicon`): a name that is also a common word must be written as the name is, or stand
/// beside another name, or it is passed over. A label of several concepts means the one whose preferred label it is, else
/// the first, with a confidence that says so; of two taxonomies the first wins. Who searches types in small letters, so in a
/// search (`TextPart.query`) capitals are a sign that a common word is the name, and no name is without them none.
public struct SkillFinder: MentionFinder {
  private let matcher: PhraseMatcher
  private let labels: [SkillLabel]
  /// Of the few labels that some words beside make something else, by label.
  private let surroundings: [Int: SkillSurroundings]

  /// How far, in folded bytes, the next name may stand from one that needs company.
  private static let companyDistance = 60

  /// Indexes taxonomies of skills; groups are never found. O(total length of labels · log).
  public init(_ taxonomies: [Taxonomy]) {
    let lexicon = SkillLexicon(taxonomies)
    labels = lexicon.labels
    surroundings = lexicon.surroundings
    matcher = PhraseMatcher(lexicon.phrases) { lexicon.labels[$0].isInflected }
  }

  /// How many different phrases are known.
  public var phraseCount: Int { labels.count }

  /// The values of the concepts that some text can name, in bytewise order.
  public var findableValues: [String] { Set(labels.map(\.value)).sorted() }

  /// The skills of a text in the order of where they stand. Linear in the text.
  public func mentions(in text: String, part: TextPart) -> [Mention] {
    mentions(in: FoldedText(text), part)
  }

  private func mentions(in text: FoldedText, _ part: TextPart) -> [Mention] {
    let isList = part == .skills || part == .query
    var candidates: [PhraseMatcher.FoldedMatch] = []
    matcher.forEachMatch(in: text) { match in
      guard isWritten(match, in: text, part) else { return false }
      candidates.append(match)
      return true
    }
    guard !candidates.isEmpty else { return [] }
    var reader = StanceReader(text)
    var mentions: [Mention] = []
    mentions.reserveCapacity(candidates.count)
    for index in candidates.indices {
      let match = candidates[index]
      let label = labels[match.phrase]
      if label.demand == .capitalsAndCompany, !hasCompany(index, candidates, text, part) { continue }
      mentions.append(
        Mention(
          .skill, value: label.value, label: label.label, part: part, range: text.range(of: match.folded),
          confidence: label.confidence, method: label.isPreferred ? .label : .alternateLabel,
          stance: isList ? .stated : reader.stance(at: match.folded)))
    }
    return mentions
  }

  /// Whether a label is written as it must be.
  private func isWritten(_ match: PhraseMatcher.FoldedMatch, in text: FoldedText, _ part: TextPart) -> Bool {
    if labels[match.phrase].hasSurroundings, let surroundings = surroundings[match.phrase],
      surroundings.exclude(match.folded, in: text)
    {
      return false
    }
    switch labels[match.phrase].demand {
    case .nothing: return true
    case .item: return (part == .skills || part == .query) && isWholeItem(match.folded, text)
    case .capitals, .capitalsAndCompany:
      if part == .query || part == .skills && isWholeItem(match.folded, text) { return true }
      return hasCapitals(match, in: text)
    }
  }

  private func hasCapitals(_ match: PhraseMatcher.FoldedMatch, in text: FoldedText) -> Bool {
    let written = labels[match.phrase].written
    return hasCapitals(text.source.span, text.range(of: match.folded), written.span)
  }

  /// Whether a text has a label's capitals, the first at least, or is in capitals throughout.
  private func hasCapitals(_ source: Span<UInt8>, _ range: Range<Int>, _ written: Span<UInt8>) -> Bool {
    guard range.count == written.count else { return source[range.lowerBound] < 0x60 }
    var isSame = true
    var isUpperCase = true
    for offset in 0..<written.count {
      let byte = source[range.lowerBound + offset]
      if byte != written[offset] { isSame = false }
      if isLower(byte) { isUpperCase = false }
    }
    if isSame || isUpperCase { return true }
    // `Powerpoint`, `Javascript`: the first letter is enough where the label has small letters.
    return isUpper(source[range.lowerBound]) && isUpper(written[0]) && written.count > 4
  }

  /// Whether another name stands near one, or nothing but it is in an item of a list.
  private func hasCompany(
    _ index: Int, _ matches: [PhraseMatcher.FoldedMatch], _ text: FoldedText, _ part: TextPart
  ) -> Bool {
    let range = matches[index].folded
    if part == .skills || part == .query, isWholeItem(range, text) { return true }
    if part == .query, hasCapitals(matches[index], in: text) { return true }
    func isNear(_ other: Int) -> Bool {
      guard matches.indices.contains(other), labels[matches[other].phrase].isCompany else { return false }
      let distance =
        other < index
        ? range.lowerBound - matches[other].folded.upperBound : matches[other].folded.lowerBound - range.upperBound
      return distance <= SkillFinder.companyDistance
    }
    return isNear(index - 1) || isNear(index + 1)
  }

  /// Whether nothing stands beside a range but the ends of an item.
  private func isWholeItem(_ range: Range<Int>, _ text: FoldedText) -> Bool {
    (range.lowerBound == 0 || text.bytes[range.lowerBound - 1] < FoldedText.space)
      && (range.upperBound == text.bytes.count || text.bytes[range.upperBound] < FoldedText.space)
  }
}
