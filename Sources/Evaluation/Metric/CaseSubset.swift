/// Some of the cases, judged by themselves: people who changed occupation, the women among the hires.
///
/// A subset is a list of case numbers that meets the ranks only after every model has ranked: no model can see it.
public struct CaseSubset: Hashable, Sendable {
  /// Joined to the metric's name: `changers`, `gender=Women`; empty for all cases.
  public var name: String
  /// Which cases those are, in words.
  public var definition: String
  /// The cases' numbers, rising.
  public var members: [Int]

  /// Makes a subset.
  public init(name: String, definition: String, members: [Int]) {
    (self.name, self.definition, self.members) = (name, definition, members)
  }

  /// Every one of `count` cases.
  public static func all(_ count: Int) -> CaseSubset {
    CaseSubset(name: "", definition: "all cases", members: Array(0..<count))
  }

  /// One subset a value of a label, by rising value; cases whose label is empty are in none.
  ///
  /// - Parameters:
  ///   - attribute: what the labels tell: `gender`.
  ///   - labels: a label a case.
  ///
  /// O(cases log cases).
  public static func groups(by attribute: String, _ labels: [String]) -> [CaseSubset] {
    Set(labels).subtracting([""]).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { value in
      CaseSubset(
        name: "\(attribute)=\(value)", definition: "cases whose \(attribute) is \(value)",
        members: labels.indices.filter { labels[$0] == value })
    }
  }
}
