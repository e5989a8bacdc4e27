import JobMarket

/// Reads one kind of fact at the cues that stand for it.
protocol FactReader: Sendable {
  /// The phrases at which it looks, folded words between spaces; a cue's number is its place here.
  var cues: [String] { get }

  /// The mentions at some of the hits; ranges are of bytes of the text.
  func mentions(at hits: [CueHit], in text: ScannedText, part: TextPart) -> [Mention]
}

/// A cue found in a text.
struct CueHit: Hashable, Sendable {
  /// The cue's number among its reader's.
  var cue: Int
  /// The words that it takes.
  var words: Range<Int>
}

/// Reads several kinds of facts in one walk over a text.
///
/// ```swift
/// FactFinder.all.mentions(in: "Full-time, £25 an hour, fluent in German", part: .description)
/// // employmentType fullTime, pay GBP 25 hour, language German
/// ```
///
/// The text is split into words once, the words are looked up in one table of all cues, and each reader looks at its own
/// cues' neighbourhood only: linear in the text.
public struct FactFinder: MentionFinder {
  private let readers: [any FactReader]
  private let table: CueTable

  init(_ readers: [any FactReader]) {
    self.readers = readers
    table = CueTable(readers.map(\.cues))
  }

  /// The facts of a text in the order of where they stand.
  public func mentions(in text: String, part: TextPart) -> [Mention] {
    let scanned = ScannedText(text)
    let hits = table.hits(in: scanned)
    var mentions: [Mention] = []
    for (reader, hits) in zip(readers, hits) where !hits.isEmpty {
      mentions += reader.mentions(at: hits, in: scanned, part: part)
    }
    mentions = mentions.enumerated()
      .sorted { ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset) }
      .map(\.element)
    if part == .description { FactFinder.heedHeadings(&mentions, in: text) }
    return mentions
  }

  /// What a list asks of somebody, it asks by its heading, unless the words themselves say otherwise: `Nice to have:` makes
  /// fluent German welcome. Read as for skills (`StanceReader`). Linear in the text.
  private static func heedHeadings(_ mentions: inout [Mention], in text: String) {
    func isAsked(_ mention: Mention) -> Bool {
      asked.contains(mention.field) && (mention.stance == .stated || mention.stance == .required)
    }
    guard mentions.contains(where: isAsked) else { return }
    let folded = FoldedText(text)
    var reader = StanceReader(folded)
    for index in mentions.indices where isAsked(mentions[index]) {
      let start = folded.offset(ofByte: mentions[index].range.lowerBound)
      let end = max(start + 1, folded.offset(ofByte: mentions[index].range.upperBound))
      guard end <= folded.bytes.count else { continue }
      switch reader.stance(at: start..<end) {
      case .preferred: mentions[index].stance = .preferred
      case .required: mentions[index].stance = .required
      case .stated, .negated: break
      }
    }
  }

  /// What adverts ask of people, not of the job.
  private static let asked: Set<AttributeField> = [.language, .degree, .major, .licence]
}
