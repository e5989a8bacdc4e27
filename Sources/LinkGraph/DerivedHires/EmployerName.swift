/// A name of an employer, ready to be compared.
struct EmployerName: Hashable, Sendable {
  /// As it was handed in.
  let written: String
  /// Folded, with single spaces.
  let folded: String
  /// The words of the fold without legal forms, words for a whole group of companies, and what stands behind "a division of".
  let core: [Substring]

  init(_ written: String, fold: (String) -> String) {
    self.written = written
    let folded = fold(written)
    self.folded = folded
    core = EmployerName.core(folded.split(separator: " "))
  }

  /// The core as one text: equal for names that agree but for form and group.
  var key: String { core.joined(separator: " ") }

  var isEmpty: Bool { core.isEmpty }

  /// How two names agree, or `nil` when they do not. O(length).
  func agreement(with other: EmployerName) -> Agreement? {
    guard !isEmpty, !other.isEmpty else { return nil }
    if folded == other.folded { return Agreement(kind: .whole, strength: 1) }
    if core == other.core { return Agreement(kind: .core, strength: 0.85) }
    let (short, long) = core.count < other.core.count ? (core, other.core) : (other.core, core)
    // One short word begins too many names.
    guard short.count < long.count, short.count > 1 || short[0].utf8.count >= 5, long.starts(with: short) else {
      return nil
    }
    return Agreement(kind: .beginning, strength: 0.4 + 0.4 * Double(short.count) / Double(long.count))
  }

  struct Agreement: Hashable, Sendable {
    let kind: Kind
    /// 0 to 1.
    let strength: Double
  }

  /// Weakest first.
  enum Kind: Int, Comparable, CaseIterable, Sendable {
    case beginning, core, whole
    static func < (first: Kind, second: Kind) -> Bool { first.rawValue < second.rawValue }
  }

  private static func core(_ words: [Substring]) -> [Substring] {
    var words = words[...]
    for place in words.indices.dropFirst() {
      if owners.contains(where: { words[place...].starts(with: $0) }) {
        words = words[..<place]
        break
      }
    }
    while words.count > 1, let last = words.last, affixes.contains(last) { words.removeLast() }
    return Array(words)
  }

  private static let owners: [[Substring]] = [
    ["a", "division", "of"], ["division", "of"], ["a", "subsidiary", "of"], ["subsidiary", "of"], ["part", "of"],
    ["a", "member", "of"], ["an", "affiliate", "of"],
  ]

  private static let affixes: Set<Substring> = [
    // Forms that a fold may have left.
    "inc", "incorporated", "llc", "ltd", "limited", "corp", "corporation", "co", "company", "plc", "gmbh", "ag", "sa",
    "nv",
    "bv", "lp", "llp",
    // Words for the whole of which it is a part, or the part by its country.
    "group", "groupe", "gruppe", "holding", "holdings", "international", "worldwide", "global", "americas", "usa", "us",
    "uk", "canada", "europe", "emea", "deutschland",
  ]
}
