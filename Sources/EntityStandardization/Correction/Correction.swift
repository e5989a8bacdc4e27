import JobMarket

/// What a person said about a phrase: that it means a value, or that it means none.
public struct Correction: Hashable, Sendable, Codable {
  /// The field it is about.
  public var field: AttributeField
  /// The phrase, as a text would hold it.
  public var phrase: String
  /// The value it means; `nil` for a phrase that never names a value of the field.
  public var value: String?
  /// The value as people read it.
  public var label: String
  /// When it was said.
  public var at: Instant
  /// Who said it, as they call themselves; may be empty.
  public var by: String
  /// Why, in words; may be empty.
  public var reason: String
  /// Whether this takes an earlier correction of the phrase back.
  public var isWithdrawal: Bool

  /// Makes a correction.
  public init(
    _ field: AttributeField, _ phrase: String, value: String?, label: String = "", at: Instant, by: String = "",
    reason: String = "", isWithdrawal: Bool = false
  ) {
    (self.field, self.phrase, self.value, self.label) = (field, phrase, value, label)
    (self.at, self.by, self.reason, self.isWithdrawal) = (at, by, reason, isWithdrawal)
  }
}
