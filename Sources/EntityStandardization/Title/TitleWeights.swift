/// How much each comparison of a title with a concept counts.
public struct TitleWeights: Hashable, Sendable, Codable {
  /// Letters in common with labels: of each n-gram the label in which it weighs most.
  public var labelLetters: Float = 1
  /// Words in common with labels: of each word the label in which it weighs most.
  public var labelWords: Float = 0.7
  /// Letters in common with all labels of the concept together.
  public var conceptLetters: Float = 0.7
  /// Words in common with all labels and the description.
  public var conceptWords: Float = 1
  /// Words in common with the description.
  public var descriptionWords: Float = 1.2
  /// Words in common with the related titles.
  public var relatedWords: Float = 0.8
  /// Words in common with all concepts of the group.
  public var groupWords: Float = 0.9
  /// Words in common with titles of the market that probably mean the concept.
  public var marketWords: Float = 0.5
  /// How frequent the concept is among titles of the market: for each factor e.
  public var marketPrior: Float = 0.15
  /// Set off where a label says that its holder manages and the title does not.
  public var management: Float = 0.5
  /// Set off for each word of the preferred label, up to six: a general occupation is likelier than a special one.
  public var labelLength: Float = 0.12
  /// Added for a label that is the title.
  public var exact: Float = 0.6
  /// How fast confidence falls with the score; 2 gives the right occupations of the tuning titles the likeliest confidence.
  public var sharpness: Float = 2

  /// The weights chosen on 3,000 titles of the JobBERT validation file.
  public static let tuned = TitleWeights()

  /// The tuned weights, to be changed.
  public init() {}
}
