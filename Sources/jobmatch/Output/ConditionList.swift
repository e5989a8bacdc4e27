import JobMarket

/// The conditions that a job was held against, as a person reads them.
///
/// ```
/// conditions
/// ✓ employmentType is fullTime or partTime: employmentType partTime
/// ✗ pay at least 40000: no pay known
/// ```
struct ConditionList {
  let conditions: [Explanation.Condition]

  init(_ conditions: [Explanation.Condition]) { self.conditions = conditions }

  /// The lines; none where nothing was asked.
  var lines: [String] { conditions.isEmpty ? [] : ["", "conditions"] + conditions.map(ConditionList.line) }

  private static func line(_ condition: Explanation.Condition) -> String {
    // What it passes by; where it does not pass, what it has instead.
    let passed = condition.evidence.filter(\.passes)
    let told = condition.holds && !passed.isEmpty ? passed : condition.evidence
    let found = told.map(\.description).joined(separator: "; ")
    let text = condition.description + (found.isEmpty ? "" : ": \(found)")
    return (condition.holds ? "✓ " : "✗ ") + Console.field(text, limit: 1000)
  }
}
