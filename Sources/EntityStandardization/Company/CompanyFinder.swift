import JobMarket

/// The employer of a job: its name as written is the label, its fold the value (`CompanyName`).
public struct CompanyFinder: MentionFinder {
  /// Makes a finder.
  public init() {}

  /// One mention of the whole text without white space at its ends; none where it holds no word. O(length).
  public func mentions(in text: String, part: TextPart) -> [Mention] {
    let value = CompanyName.folded(text)
    guard part == .company, !value.isEmpty else { return [] }
    let bytes = Array(text.utf8)
    guard let first = bytes.firstIndex(where: { $0 > 0x20 }), let last = bytes.lastIndex(where: { $0 > 0x20 }) else {
      return []
    }
    let range = first..<(last + 1)
    return [
      Mention(
        .company, value: value, label: String(decoding: bytes[range], as: UTF8.self), part: part, range: range,
        confidence: 0.99, method: .normalized)
    ]
  }
}
