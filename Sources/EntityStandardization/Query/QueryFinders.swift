/// What a search is read with: each part is handed in, and left out where it is not known.
public struct QueryFinders: Sendable {
  /// The occupations that a title may mean, best first; one function a taxonomy. Without typing slips when told so.
  public var occupations: [@Sendable (_ title: String, _ isExact: Bool) -> [OccupationCandidate]] = []
  /// The labels of an occupation's value, the preferred one first.
  public var labels: @Sendable (_ value: String) -> [String] = { _ in [] }
  /// The known word that a folded word, not known itself, is a slip of the pen for.
  public var spelling: @Sendable (_ word: String) -> String? = { _ in nil }
  /// The skills that a text names.
  public var skills: @Sendable (_ text: String) -> [Mention] = { _ in [] }
  /// The value of a company by its folded name, for companies that have jobs.
  public var company: @Sendable (_ folded: String) -> String? = { _ in nil }
  /// The places known.
  public var gazetteer = PlaceGazetteer([])

  /// Finds nothing yet; set the parts that are known.
  public init() {}
}
