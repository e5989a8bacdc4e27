/// Other ways to write a label of a technology.
public enum SkillLabelVariants {
  private static let makers: Set = [
    "microsoft", "adobe", "google", "apache", "oracle", "ibm", "atlassian", "amazon", "autodesk",
  ]

  /// The label without its maker, without brackets, without `software` at its end; none that is the label itself.
  ///
  /// `software` is dropped behind a product's name only: `word processing software` is a thing, `word processing` what people
  /// do.
  ///
  /// ```swift
  /// SkillLabelVariants.variants(of: "Microsoft Excel")  // ["Excel", "MS Excel"]
  /// SkillLabelVariants.variants(of: "Python (computer programming)")  // ["Python"]
  /// SkillLabelVariants.variants(of: "Word processing software")  // []
  /// ```
  public static func variants(of label: String) -> [String] {
    var variants: [String] = []
    func add(_ text: some StringProtocol) {
      let trimmed = String(text).split(separator: " ").joined(separator: " ")
      if trimmed.utf8.count > 1, trimmed != label, !variants.contains(trimmed) { variants.append(trimmed) }
    }
    if let open = label.firstIndex(of: "("), open > label.startIndex { add(label[..<open]) }
    let words = label.split(separator: " ")
    if words.count > 1, let first = words.first, makers.contains(first.lowercased()) {
      let rest = words.dropFirst().joined(separator: " ")
      add(rest)
      if first.lowercased() == "microsoft" { add("MS " + rest) }
    }
    if words.count > 1, words.last?.lowercased() == "software",
      words.dropLast().allSatisfy({ $0.first?.isUppercase ?? false })
    {
      // One word with a capital is how any label of O*NET begins.
      if words.count > 2 || words[0].dropFirst().contains(where: \.isUppercase) {
        add(words.dropLast().joined(separator: " "))
      }
    }
    return variants
  }
}
