/// A label by which a skill is found, and what a text must show before it counts.
struct SkillLabel: Sendable {
  /// The concept's value.
  var value: String
  /// The concept's preferred label.
  var label: String
  /// Whether the label is the preferred one.
  var isPreferred: Bool
  /// Whether it is a name, written with capitals.
  var isName: Bool
  /// Whether it is a technology's name that stands for itself, and so keeps others company.
  var isCompany: Bool
  /// Whether it is also found with and without the s of a plural.
  var isInflected: Bool
  /// Whether some words beside it make it something else (`SkillSurroundings`).
  var hasSurroundings: Bool
  /// Of how many concepts it is a label.
  var conceptCount = 1
  /// How it was written in the taxonomy.
  var written: [UInt8]
  /// What is asked of it.
  var demand = Demand.nothing

  /// What a text must show.
  enum Demand: Sendable {
    /// The label in any case.
    case nothing
    /// The label in its own capitals, or in capitals throughout.
    case capitals
    /// The same, with another name beside it.
    case capitalsAndCompany
    /// An item of a list of skills by itself, and never a word of running text.
    case item

    /// Whether a mention says by itself that technology is spoken of.
    var isStrong: Bool {
      switch self {
      case .nothing, .capitals: true
      case .capitalsAndCompany, .item: false
      }
    }
  }

  /// How sure a mention by this label is.
  var confidence: Float {
    let share: Float = isPreferred ? 1 : 0.9 / Float(conceptCount).squareRoot()
    // One common word is more often just that than several are.
    return share * (!demand.isStrong ? 0.8 : written.contains(FoldedText.space) ? 0.95 : 0.85)
  }
}
