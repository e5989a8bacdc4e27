/// How much each comparison of a title with a concept counts.
public struct TitleWeights: Hashable, Sendable, Codable {
  /// Letters in common with the best label.
  public var labelLetters: Float = 1
  /// Words in common with the best label.
  public var labelWords: Float = 1
  /// Letters in common with all labels of the concept.
  public var conceptLetters: Float = 0.5
  /// Words in common with all labels and the description.
  public var conceptWords: Float = 2
  /// Words in common with the related titles.
  public var relatedWords: Float = 0.25
  /// Words in common with all concepts of the group.
  public var groupWords: Float = 2
  /// Letters and words in common of the title's first part, where it has several.
  public var firstPart: Float = 0.4
  /// Set off where a label says that its holder manages and the title does not.
  public var management: Float = 0.4
  /// Set off for each word of the preferred label, up to six: a general occupation is likelier than a special one.
  public var labelLength: Float = 0.05
  /// Added for a label that is the title.
  public var exact: Float = 0.3
  /// How fast confidence falls with the score.
  public var sharpness: Float = 5

  /// The weights chosen by hand on 4,000 titles of the JobBERT validation file.
  public static let tuned = TitleWeights()

  /// The tuned weights, to be changed.
  public init() {}
}
