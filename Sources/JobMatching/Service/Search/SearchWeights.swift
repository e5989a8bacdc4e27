/// What the parts of a search count, each a number from 0 to 1 times its weight.
///
/// Words weigh most, so that a job that bears the words of the search in its title is not drowned by one that is merely
/// related: all that a related occupation can add stays below what a shared title adds, and a test says so.
enum SearchWeights {
  /// The cosine of words.
  static let words: Float = 1
  /// The occupation asked for.
  static let occupation: Float = 0.4
  /// Occupations beside it: only tells jobs apart that share words.
  static let related: Float = 0.05
  /// The skills asked for, together.
  static let skills: Float = 0.3
  /// The level asked for.
  static let seniority: Float = 0.15
  /// Nearness.
  static let place: Float = 0.3

  /// The scorers of which one at least must have something to say of a job.
  static let group = "search"
  /// How many related occupations of each own one count.
  static let relatedCount = 10
}
