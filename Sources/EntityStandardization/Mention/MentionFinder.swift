/// Something that finds entities in a text.
///
/// The same text always gives the same mentions, in the order of their ranges.
public protocol MentionFinder: Sendable {
  /// The mentions in one text of a job, seeker or search, with ranges of UTF-8 offsets into it. Linear in the text.
  func mentions(in text: String, part: TextPart) -> [Mention]

  /// The same for a text of which the whole record is at hand, by which names of several things are decided.
  func mentions(in text: String, part: TextPart, of record: [StandardizedText]) -> [Mention]
}

extension MentionFinder {
  /// Reads the text alone.
  public func mentions(in text: String, part: TextPart, of record: [StandardizedText]) -> [Mention] {
    mentions(in: text, part: part)
  }
}
