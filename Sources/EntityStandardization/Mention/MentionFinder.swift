/// Something that finds entities in a text.
///
/// The same text always gives the same mentions, in the order of their ranges.
public protocol MentionFinder: Sendable {
  /// The mentions in one text of a job, seeker or search, with ranges of UTF-8 offsets into it. Linear in the text.
  func mentions(in text: String, part: TextPart) -> [Mention]
}
