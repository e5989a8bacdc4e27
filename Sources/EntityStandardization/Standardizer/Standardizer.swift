import JobMarket

/// Turns the texts of jobs and seekers into entities.
///
/// ```swift
/// let standardizer = Standardizer(finders: [.title: [titles], .description: [skills, facts]])
/// standardizer.mentions(in: StandardizedText.texts(of: job))
/// ```
///
/// A pure function of the texts: it knows no record and no clock, so that what is derived can be derived again.
public struct Standardizer: Sendable {
  /// What looks into each part of a record, in order.
  public var finders: [TextPart: [any MentionFinder]]

  /// How much of one text is read, in bytes of UTF-8: what follows is not looked at.
  public static let longestText = 1 << 20

  /// Makes a standardizer.
  public init(finders: [TextPart: [any MentionFinder]]) {
    self.finders = finders
  }

  /// The mentions of texts, in the order of the texts, then of finders. Linear in the texts.
  public func mentions(in texts: [StandardizedText]) -> [Mention] {
    texts.flatMap { text in
      let read = Standardizer.shortened(text.text)
      return finders[text.part, default: []].flatMap { $0.mentions(in: read, part: text.part, of: texts) }
    }
  }

  /// A text cut at the last whole character that fits.
  private static func shortened(_ text: String) -> String {
    guard text.utf8.count > longestText else { return text }
    var end = text.utf8.index(text.utf8.startIndex, offsetBy: longestText)
    while end > text.startIndex, text.utf8[end] & 0xC0 == 0x80 { end = text.utf8.index(before: end) }
    return String(text[..<end])
  }
}
