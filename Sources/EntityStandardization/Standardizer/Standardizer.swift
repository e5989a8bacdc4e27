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

  /// The mentions of texts, in the order of the texts, then of finders, with confidences of whole thousandths. Linear in the
  /// texts.
  public func mentions(in texts: [StandardizedText]) -> [Mention] {
    texts.flatMap { text in
      let read = text.text.prefix(bytes: Standardizer.longestText)
      return finders[text.part, default: []].flatMap { $0.mentions(in: read, part: text.part, of: texts) }
        .map(Standardizer.rounded)
    }
  }

  /// With a confidence of whole thousandths, as files keep it: a mention just found and the same one read back are equal.
  private static func rounded(_ mention: Mention) -> Mention {
    var mention = mention
    mention.confidence = (mention.confidence * 1000).rounded() / 1000
    return mention
  }
}
