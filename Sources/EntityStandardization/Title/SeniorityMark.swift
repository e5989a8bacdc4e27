/// A seniority that a title states, and where.
public struct SeniorityMark: Hashable, Sendable {
  /// What is stated.
  public var seniority: Seniority
  /// Where: offsets of UTF-8 bytes in the original title.
  public var range: Range<Int>
}
