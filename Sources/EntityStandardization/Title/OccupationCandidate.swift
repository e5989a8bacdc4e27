/// An occupation that a title may mean.
public struct OccupationCandidate: Hashable, Sendable {
  /// The value by which the record and the index know it: `esco:2512.4`.
  public var value: String
  /// The preferred label.
  public var label: String
  /// How probable it is to be the one, above 0 to 1.
  public var confidence: Float
  /// How it was found.
  public var method: Mention.Method

  /// Makes a candidate.
  public init(value: String, label: String, confidence: Float, method: Mention.Method) {
    (self.value, self.label, self.confidence, self.method) = (value, label, confidence, method)
  }
}
