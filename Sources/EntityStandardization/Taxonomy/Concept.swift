/// One entry of a taxonomy: an occupation, a skill, or a group of them.
public struct Concept: Hashable, Sendable {
  /// The id within its taxonomy, without white space: `15-1252.00`.
  public var id: String
  /// The preferred label, as people read it.
  public var label: String
  /// Other labels that mean the same, in the taxonomy's order.
  public var alternateLabels: [String]
  /// Ids of the concepts directly above it, in the same taxonomy.
  public var parents: [String]
  /// Whether it only groups others: it is an ancestor of what is found, and never found itself.
  public var isGroup: Bool
  /// Sentences about it; empty where the taxonomy has none.
  public var description: String

  /// Makes a concept; one without parents stands at the top.
  public init(
    id: String, label: String, alternateLabels: [String] = [], parents: [String] = [], isGroup: Bool = false,
    description: String = ""
  ) {
    (self.id, self.label, self.alternateLabels) = (id, label, alternateLabels)
    (self.parents, self.isGroup, self.description) = (parents, isGroup, description)
  }
}
