import JobMarket

/// A value of a field.
public struct FieldValue: Hashable, Sendable, Comparable {
  /// The field.
  public let field: AttributeField
  /// The value.
  public let value: ValueID

  /// Makes a value of a field.
  public init(_ field: AttributeField, _ value: ValueID) { (self.field, self.value) = (field, value) }

  /// Orders by field, then by value.
  public static func < (first: FieldValue, second: FieldValue) -> Bool {
    (first.field, first.value) < (second.field, second.value)
  }
}
