import JobMarket

/// Finds the skills that a text names, by the labels of taxonomies.
///
/// ```swift
/// let finder = SkillFinder([esco, onet])
/// finder.mentions(in: "Java and C++ required; no experience in sales needed", part: .description)
/// // Java .required, C++ .required, sales .negated
/// ```
///
/// The longest label at each word counts (`PhraseMatcher`). A label that is also a common word must be written as the skill
/// is, or stand beside another skill, or it is passed over (`AmbiguousSkills`). A label of several concepts means the one
/// whose preferred label it is, else the first, with a confidence that says so; of two taxonomies the first wins.
public struct SkillFinder: MentionFinder {
  private let matcher: PhraseMatcher
  private let entries: [Entry]

  private struct Entry: Sendable {
    var value: String
    var label: String
    var isPreferred: Bool
    /// Of how many concepts it is a label.
    var count: Int
    var folded: String
  }

  /// How far, in bytes, the next skill may stand from one that needs company.
  private static let companyDistance = 60

  /// Indexes taxonomies of skills; groups are never found. O(total length of labels · log).
  public init(_ taxonomies: [Taxonomy]) {
    var phrases: [String] = []
    var entries: [Entry] = []
    var known: [String: Int] = [:]
    let tokenizer = Tokenizer()
    func add(_ phrase: String, _ value: String, _ label: String, isPreferred: Bool) {
      let folded = String(decoding: FoldedText(phrase).bytes, as: UTF8.self)
      guard !folded.isEmpty else { return }
      if let number = known[folded] {
        // The first taxonomy's; within it a preferred label beats another's alternate.
        if entries[number].value != value { entries[number].count += 1 }
        if isPreferred, !entries[number].isPreferred, entries[number].value.prefix(5) == value.prefix(5) {
          (entries[number].value, entries[number].label, entries[number].isPreferred) = (value, label, true)
        }
        return
      }
      known[folded] = phrases.count
      phrases.append(phrase)
      entries.append(
        Entry(
          value: value, label: label, isPreferred: isPreferred, count: 1,
          folded: tokenizer.tokens(in: phrase).joined(separator: " ")))
    }
    for taxonomy in taxonomies {
      for (number, concept) in taxonomy.concepts.enumerated() where !concept.isGroup {
        let value = taxonomy.value(at: number)
        add(concept.label, value, concept.label, isPreferred: true)
        for alternate in concept.alternateLabels { add(alternate, value, concept.label, isPreferred: false) }
      }
    }
    // Short forms last: they must not take a label from a concept that has it.
    for taxonomy in taxonomies {
      for (number, concept) in taxonomy.concepts.enumerated() where !concept.isGroup {
        for variant in SkillLabelVariants.variants(of: concept.label) {
          add(variant, taxonomy.value(at: number), concept.label, isPreferred: false)
        }
      }
    }
    matcher = PhraseMatcher(phrases)
    self.entries = entries
  }

  /// How many different phrases are known.
  public var phraseCount: Int { entries.count }

  /// The skills of a text in the order of where they stand. O(length), but for sentences of skills, which are read again.
  public func mentions(in text: String, part: TextPart) -> [Mention] {
    let matches = matcher.matches(in: text)
    guard !matches.isEmpty else { return [] }
    let bytes = Array(text.utf8)
    return matches.indices.compactMap { index in
      let match = matches[index]
      let entry = entries[match.phrase]
      guard let confidence = confidence(of: index, in: matches, bytes, part) else { return nil }
      return Mention(
        .skill, value: entry.value, label: entry.label, part: part, range: match.range, confidence: confidence,
        method: entry.isPreferred ? .label : .alternateLabel,
        stance: part == .skills ? .stated : SkillContext.stance(in: bytes, at: match.range))
    }
  }

  private func confidence(
    of index: Int, in matches: [PhraseMatcher.Match], _ bytes: [UInt8], _ part: TextPart
  ) -> Float? {
    let match = matches[index]
    let entry = entries[match.phrase]
    let share = entry.isPreferred ? 1 : 0.9 / Float(entry.count).squareRoot()
    let isList = part == .skills
    guard let demand = AmbiguousSkills.demand(on: entry.folded) else {
      // One common word is more often just that than several are.
      return (entry.folded.contains(" ") || isList ? 0.95 : 0.75) * share
    }
    let written = String(decoding: bytes[match.range], as: UTF8.self)
    switch demand {
    case .never: return isList && isWholeItem(match.range, bytes) ? 0.6 * share : nil
    case .exactCase(let forms): return forms.contains(written) ? 0.85 * share : nil
    case .exactCaseAndCompany(let forms):
      guard forms.contains(written), isList || hasCompany(index, matches) else { return nil }
      return 0.8 * share
    }
  }

  private func hasCompany(_ index: Int, _ matches: [PhraseMatcher.Match]) -> Bool {
    let range = matches[index].range
    let before = index > 0 ? range.lowerBound - matches[index - 1].range.upperBound : .max
    let after = index + 1 < matches.count ? matches[index + 1].range.lowerBound - range.upperBound : .max
    return min(before, after) <= SkillFinder.companyDistance
  }

  /// Whether nothing but separators stands beside a range in a list.
  private func isWholeItem(_ range: Range<Int>, _ bytes: [UInt8]) -> Bool {
    func isSeparator(_ byte: UInt8) -> Bool { [10, 44, 59, 124].contains(byte) }
    var (start, end) = (range.lowerBound, range.upperBound)
    while start > 0, bytes[start - 1] == 0x20 { start -= 1 }
    while end < bytes.count, bytes[end] == 0x20 { end += 1 }
    return (start == 0 || isSeparator(bytes[start - 1])) && (end == bytes.count || isSeparator(bytes[end]))
  }
}

/// Other ways to write a label of a technology.
public enum SkillLabelVariants {
  private static let makers = [
    "microsoft", "adobe", "google", "apache", "oracle", "ibm", "atlassian", "amazon", "autodesk",
  ]

  /// The label without its maker, without brackets, without `software` at its end; none that is the label itself.
  ///
  /// ```swift
  /// SkillLabelVariants.variants(of: "Microsoft Excel")  // ["Excel", "MS Excel"]
  /// SkillLabelVariants.variants(of: "Python (computer programming)")  // ["Python"]
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
    if words.count > 2, words.last?.lowercased() == "software" { add(words.dropLast().joined(separator: " ")) }
    return variants
  }
}
