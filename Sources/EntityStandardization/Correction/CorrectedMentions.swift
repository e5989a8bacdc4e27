import JobMarket

/// Puts what people said over what was found.
///
/// The last correction of a field and phrase counts. An occupation is corrected where the phrase is the whole title or the
/// whole of what was matched in it, since a longer title may mean another; any other field wherever the phrase stands. A
/// correction says what a phrase means, not what the text says of it: the stance is that of the mention it replaces, else
/// the sentence's.
public struct CorrectedMentions: Sendable {
  private struct Key: Hashable {
    var field: AttributeField
    var tokens: [String]
  }

  private let corrections: [Key: Correction]
  /// Of every field but the occupation.
  private let phrases: CorrectedPhrases
  private let fields: Set<AttributeField>
  private let tokenizer = Tokenizer()

  /// Takes a log of corrections, oldest first; a withdrawal undoes what stands before it.
  public init(_ log: [Correction]) {
    var corrections: [Key: Correction] = [:]
    for correction in log {
      let key = Key(field: correction.field, tokens: Tokenizer().tokens(in: correction.phrase))
      guard !key.tokens.isEmpty else { continue }
      corrections[key] = correction.isWithdrawal ? nil : correction
    }
    self.corrections = corrections
    var phrases = CorrectedPhrases()
    for (key, correction) in corrections where key.field != .occupation { phrases.insert(correction, key.tokens) }
    self.phrases = phrases
    fields = Set(corrections.keys.map(\.field))
  }

  /// Whether nothing is corrected.
  public var isEmpty: Bool { corrections.isEmpty }

  /// How many phrases are corrected.
  public var count: Int { corrections.count }

  /// Whether a phrase of a field is corrected. O(length).
  package func corrects(_ phrase: String, of field: AttributeField) -> Bool {
    corrections[Key(field: field, tokens: tokenizer.tokens(in: phrase))] != nil
  }

  /// The mentions of texts as corrected: those that stay in their order, then the corrections in the order of texts, fields
  /// and where they stand. O(mentions · log corrections found + words · longest phrase).
  public func applied(to mentions: [Mention], in texts: [StandardizedText]) -> [Mention] {
    var work = 0
    return applied(to: mentions, in: texts, work: &work)
  }

  /// The same, counting the words and mentions looked at.
  package func applied(to mentions: [Mention], in texts: [StandardizedText], work: inout Int) -> [Mention] {
    guard !isEmpty else { return mentions }
    var result = mentions
    for text in texts {
      if text.part == .title, fields.contains(.occupation) { correctOccupation(of: text, in: &result) }
      guard fields.contains(where: { $0 != .occupation && CorrectedMentions.speaks(text.part, of: $0) }) else {
        continue
      }
      correct(text, &result, &work)
    }
    return result
  }

  /// Whether a part of a record can name values of a field: a company's name names no skill.
  static func speaks(_ part: TextPart, of field: AttributeField) -> Bool {
    switch part {
    case .title, .description, .query: field != .company
    case .skills: field == .skill || field == .language
    case .places: field == .place || field == .country || field == .remote
    case .company: field == .company
    case .industry: field == .industry
    case .seniority: field == .seniority
    }
  }

  private func correctOccupation(of text: StandardizedText, in mentions: inout [Mention]) {
    let whole = text.text.utf8.count
    func isOccupation(_ mention: Mention) -> Bool { mention.part == .title && mention.field == .occupation }
    let found = mentions.filter { isOccupation($0) && $0.range.upperBound <= whole }
    for range in [0..<whole] + found.map(\.range) {
      let tokens = tokenizer.tokens(in: LocatedWords.slice(text.text, range))
      guard let correction = corrections[Key(field: .occupation, tokens: tokens)] else { continue }
      mentions.removeAll(where: isOccupation)
      let stance = found.first { $0.range.overlaps(range) }?.stance
      if var mention = CorrectedMentions.mention(correction, .title, range) {
        mention.stance = stance ?? .stated
        mentions.append(mention)
      }
      return
    }
  }

  /// A corrected phrase in a text.
  fileprivate struct Hit {
    var correction: Correction
    var range: Range<Int>
    /// What the text says of it, once that is known.
    var stance: Mention.Stance?
  }

  private func correct(_ text: StandardizedText, _ mentions: inout [Mention], _ work: inout Int) {
    var hits = self.hits(in: text, &work)
    guard !hits.isEmpty else { return }
    // One look at each mention: it goes where a hit of its field stands on it, and leaves its stance to that hit.
    mentions.removeAll { mention in
      work += 1
      guard mention.part == text.part, let first = hits[mention.field]?.firstHit(endingBehind: mention.range.lowerBound)
      else { return false }
      guard let hit = hits[mention.field]?[first], hit.range.overlaps(mention.range) else { return false }
      if hit.stance == nil { hits[mention.field]?[first].stance = mention.stance }
      return true
    }
    let stances = CorrectedMentions.stances(of: hits.values.joined().filter { $0.stance == nil }.map(\.range), in: text)
    for (_, hits) in hits.sorted(by: { $0.key < $1.key }) {
      for hit in hits {
        guard var mention = CorrectedMentions.mention(hit.correction, text.part, hit.range) else { continue }
        mention.stance = hit.stance ?? stances[hit.range] ?? .stated
        mentions.append(mention)
      }
    }
  }

  /// The corrected phrases of each field in a text, the longest at each word, none upon another of its field.
  private func hits(in text: StandardizedText, _ work: inout Int) -> [AttributeField: [Hit]] {
    let words = LocatedWords(in: text.text)
    let numbers = words.tokens.map(phrases.number)
    var hits: [AttributeField: [Hit]] = [:]
    var next: [AttributeField: Int] = [:]
    for start in numbers.indices where numbers[start] != CorrectedPhrases.unknown {
      var longest: [AttributeField: (correction: Correction, length: Int)] = [:]
      phrases.forEachPhrase(at: start, in: numbers, work: &work) { correction, length in
        guard CorrectedMentions.speaks(text.part, of: correction.field), start >= next[correction.field] ?? 0 else {
          return
        }
        longest[correction.field] = (correction, length)
      }
      for (field, found) in longest {
        let end = start + found.length
        hits[field, default: []].append(Hit(correction: found.correction, range: words.range(start..<end)))
        next[field] = end
      }
    }
    return hits
  }

  /// What a text's sentences say at some ranges; lists say nothing.
  private static func stances(of ranges: [Range<Int>], in text: StandardizedText) -> [Range<Int>: Mention.Stance] {
    guard !ranges.isEmpty, text.part == .title || text.part == .description else { return [:] }
    let folded = FoldedText(text.text)
    var reader = StanceReader(folded)
    var stances: [Range<Int>: Mention.Stance] = [:]
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      let start = folded.offset(ofByte: range.lowerBound)
      guard start < folded.bytes.count else { continue }
      stances[range] = reader.stance(at: start..<max(start + 1, folded.offset(ofByte: range.upperBound)))
    }
    return stances
  }

  private static func mention(_ correction: Correction, _ part: TextPart, _ range: Range<Int>) -> Mention? {
    correction.value.map { value in
      Mention(
        correction.field, value: value, label: correction.label.isEmpty ? value : correction.label, part: part,
        range: range, confidence: 1, method: .correction)
    }
  }
}

extension [CorrectedMentions.Hit] {
  /// The position of the first of them, which follow one another, that ends behind an offset. O(log count).
  fileprivate func firstHit(endingBehind offset: Int) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].range.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low < count ? low : nil
  }
}
