/// A title with everything set aside that does not name the occupation.
public struct NormalizedTitle: Hashable, Sendable {
  /// Every word of the title, folded and joined by single spaces: what exact matches compare.
  public var folded: String
  /// The words that name the occupation: noise set aside, abbreviations written out, plurals made singular.
  public var words: [String]
  /// Where these words stand: offsets of UTF-8 bytes in the original title; empty where there are none.
  public var range: Range<Int>
  /// What the title says of seniority, in order.
  public var seniorities: [SeniorityMark]
  /// The titles it is written of: `Account Manager / Quality Assurance` has two; one without parts holds itself.
  public var parts: [TitlePart]
  /// The titles that stand side by side in it, apart by `/`, `|`, `;` or `cum`; empty where it is one.
  public var alternatives: [TitlePart]
  /// Whether the title was longer than `TitleNormalizer.byteLimit` and only its beginning was read.
  public var wasCut: Bool

  /// The words joined by single spaces.
  public var core: String { words.joined(separator: " ") }
  /// The highest seniority stated, if any is.
  public var seniority: Seniority? { seniorities.map(\.seniority).max { $0.rank < $1.rank } }

  /// One of its parts as a title of its own, the level apart.
  func title(of part: TitlePart) -> NormalizedTitle {
    NormalizedTitle(
      folded: part.folded, words: part.words, range: part.range, seniorities: [],
      parts: parts.filter {
        part.range.lowerBound <= $0.range.lowerBound && $0.range.upperBound <= part.range.upperBound
      },
      alternatives: [], wasCut: wasCut)
  }
}

/// One of the titles that a compound title is written of.
public struct TitlePart: Hashable, Sendable {
  /// Every word, folded and joined by single spaces.
  public var folded: String
  /// The words that name the occupation.
  public var words: [String]
  /// Where they stand: offsets of UTF-8 bytes in the original title.
  public var range: Range<Int>
}
