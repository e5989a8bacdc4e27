import JobMarket

/// Puts what people said over what was found.
///
/// The last correction of a field and phrase counts. An occupation is corrected where the phrase is the whole title or the
/// whole of what was matched in it, since a longer title may mean another; any other field wherever the phrase stands.
public struct CorrectedMentions: Sendable {
  private struct Key: Hashable {
    var field: AttributeField
    var tokens: [String]
  }

  private let corrections: [Key: Correction]
  /// The fields that any correction is about, and the greatest number of words of each's phrases.
  private let lengths: [AttributeField: Int]
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
    lengths = corrections.keys.reduce(into: [:]) { $0[$1.field] = max($0[$1.field] ?? 0, $1.tokens.count) }
  }

  /// Whether nothing is corrected.
  public var isEmpty: Bool { corrections.isEmpty }

  /// How many phrases are corrected.
  public var count: Int { corrections.count }

  /// The mentions of texts as corrected, in the order of parts and fields found. O(mentions + words × longest phrase).
  public func applied(to mentions: [Mention], in texts: [StandardizedText]) -> [Mention] {
    guard !isEmpty else { return mentions }
    var result = mentions
    for text in texts {
      if text.part == .title, lengths[.occupation] != nil { correctOccupation(of: text, in: &result) }
      let fields = lengths.keys.filter { $0 != .occupation && CorrectedMentions.speaks(text.part, of: $0) }.sorted()
      guard !fields.isEmpty else { continue }
      let words = LocatedWords(in: text.text)
      for field in fields { correct(field, in: text.part, words, &result) }
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
    var ranges = [0..<whole]
    ranges += mentions.filter { $0.part == .title && $0.field == .occupation && $0.range.upperBound <= whole }.map(
      \.range)
    for range in ranges {
      let tokens = tokenizer.tokens(in: LocatedWords.slice(text.text, range))
      guard let correction = corrections[Key(field: .occupation, tokens: tokens)] else { continue }
      mentions.removeAll { $0.part == .title && $0.field == .occupation }
      if let mention = mention(correction, .title, range) { mentions.append(mention) }
      return
    }
  }

  private func correct(_ field: AttributeField, in part: TextPart, _ words: LocatedWords, _ mentions: inout [Mention]) {
    var start = 0
    while start < words.count {
      let longest = min(lengths[field] ?? 0, words.count - start)
      let found = (1...max(1, longest)).reversed().lazy.compactMap { length in
        corrections[Key(field: field, tokens: words.tokens(start..<(start + length)))].map { (length, $0) }
      }.first
      guard let (length, correction) = found else {
        start += 1
        continue
      }
      let range = words.range(start..<(start + length))
      mentions.removeAll { $0.part == part && $0.field == field && $0.range.overlaps(range) }
      if let mention = mention(correction, part, range) { mentions.append(mention) }
      start += length
    }
  }

  private func mention(_ correction: Correction, _ part: TextPart, _ range: Range<Int>) -> Mention? {
    correction.value.map { value in
      Mention(
        correction.field, value: value, label: correction.label.isEmpty ? value : correction.label, part: part,
        range: range, confidence: 1, method: .correction)
    }
  }
}

/// The words of a text, folded, with where they stand.
struct LocatedWords {
  private var words: [(token: String, range: Range<Int>)] = []

  /// Splits at white space, then folds each piece. O(length).
  init(in text: String) {
    let tokenizer = Tokenizer()
    var copy = text
    let pieces: [Range<Int>] = copy.withUTF8 { bytes in
      var pieces: [Range<Int>] = []
      var start: Int?
      for index in 0...bytes.count {
        let isWord = index < bytes.count && LocatedWords.isWordByte(bytes[index])
        if isWord, start == nil { start = index }
        if !isWord, let first = start {
          pieces.append(first..<index)
          start = nil
        }
      }
      return pieces
    }
    for piece in pieces {
      for token in tokenizer.tokens(in: LocatedWords.slice(copy, piece)) { words.append((token, piece)) }
    }
  }

  var count: Int { words.count }

  func tokens(_ range: Range<Int>) -> [String] { words[range].map(\.token) }

  func range(_ range: Range<Int>) -> Range<Int> {
    words[range.lowerBound].range.lowerBound..<words[range.upperBound - 1].range.upperBound
  }

  /// The text between two offsets of bytes that lie between characters; other offsets are moved outward by `String`.
  static func slice(_ text: String, _ range: Range<Int>) -> String {
    String(decoding: text.utf8.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
  }

  /// ASCII letters and digits, and every byte of other characters.
  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
  }
}
