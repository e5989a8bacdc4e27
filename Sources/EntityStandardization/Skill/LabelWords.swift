/// What the words of all labels tell of one label: which words are common, and whether an alternate label belongs to its
/// concept.
struct LabelWords {
  /// Of how many concepts' labels each word is one.
  private var conceptCounts: [[UInt8]: Int32] = [:]
  /// Words that stand in small letters in some label of several words.
  private var common: Set<[UInt8]> = []

  /// Languages that people speak, as labels write them.
  private var languages: Set<[UInt8]> = []

  /// How ESCO begins a label for every language.
  private static let spoken = "understand spoken "

  init(_ taxonomies: [Taxonomy]) {
    var lastConcept: [[UInt8]: Int32] = [:]
    var concepts: Int32 = 0
    for taxonomy in taxonomies {
      for concept in taxonomy.concepts where !concept.isGroup {
        concepts += 1
        for label in [concept.label] + concept.alternateLabels {
          let bytes = Array(label.utf8)
          let isPhrase = bytes.contains(FoldedText.space)
          if label.hasPrefix(LabelWords.spoken) {
            languages.insert(Array(label.dropFirst(LabelWords.spoken.count).utf8))
          }
          for word in bytes.split(separator: FoldedText.space) {
            let folded = word.map { isUpper($0) ? $0 + 32 : $0 }
            if isPhrase, word.allSatisfy(isLower) { common.insert(folded) }
            if lastConcept.updateValue(concepts, forKey: folded) != concepts { conceptCounts[folded, default: 0] += 1 }
          }
        }
      }
    }
  }

  /// Whether a folded word is an ordinary one: a label writes it small, or adverts do (`EverydayWords`).
  func isCommon(_ folded: String) -> Bool {
    common.contains(Array(folded.utf8)) || EverydayWords.contains(folded)
  }

  /// Whether every word of a folded label is an ordinary one.
  func areCommon(_ key: [UInt8]) -> Bool {
    key.split { $0 <= FoldedText.space }.allSatisfy { isCommon(String(decoding: $0, as: UTF8.self)) }
  }

  /// Whether a label is a language that people speak: capitals that say nothing of technology.
  func isLanguage(_ label: String) -> Bool { languages.contains(Array(label.utf8)) }

  /// Whether a label names something, by its capitals: one beyond the first letter, or the first of one word.
  ///
  /// `Java`, `Apache Hive` and `iOS` do, `machine learning`, `Word processing software` and `use CAD software` do not.
  static func isName(_ label: String) -> Bool {
    let words = label.split(separator: " ")
    guard let first = words.first else { return false }
    if words.count == 1 { return first.contains(where: \.isUppercase) }
    return words.allSatisfy { $0.contains { $0.isUppercase || $0.isNumber } || $0.utf8.count < 4 || $0.hasPrefix("(") }
      && first.contains(where: \.isUppercase)
  }

  /// In how many concepts a word may stand that vouches for a label by itself.
  private static let rareCount: Int32 = 3

  /// Whether an alternate label can be seen to mean its concept: by a word in common with the preferred label, by the
  /// preferred label's initials, or by a word so rare in labels that it means nothing else.
  func shows(_ key: [UInt8], meaning concept: Concept) -> Bool {
    let own = LabelWords.contentWords(of: FoldedText.key(concept.label))
    let others = LabelWords.contentWords(of: key)
    let all = key.split(separator: FoldedText.space)
    guard let first = all.first, let last = all.last, !others.isEmpty else { return false }
    // Pieces of longer labels: `and procedures`.
    if LabelWords.isFunctionWord(first) || LabelWords.isFunctionWord(last) { return false }
    if all.count == 1, LabelWords.isInitials(key, of: concept.label) { return true }
    let common = others.filter { word in own.contains { LabelWords.isSameStem(word, $0) } }
    // A word out of a longer label says less than it: `engineering` is not `packaging engineering`.
    if all.count == 1, own.count > 1, !common.isEmpty { return false }
    if all.count == 1 { return !common.isEmpty || conceptCounts[key, default: 0] <= LabelWords.rareCount }
    return !common.isEmpty || others.contains { conceptCounts[Array($0), default: 0] <= 1 }
  }

  /// Whether a label has a word in common with its concept's preferred label, endings apart.
  func sharesStem(_ label: String, _ concept: Concept) -> Bool {
    let own = LabelWords.contentWords(of: FoldedText.key(concept.label))
    return LabelWords.contentWords(of: FoldedText.key(label)).contains { word in
      own.contains { LabelWords.isSameStem(word, $0) }
    }
  }

  private static func contentWords(of key: [UInt8]) -> [ArraySlice<UInt8>] {
    key.split { $0 <= FoldedText.space }.filter { $0.count > 2 && !isFunctionWord($0) && !isGeneric($0) }
  }

  /// Whether two words begin alike for all but an ending: `orthopaedic`, `orthopaedics`; `mathematics`, `maths`.
  static func isSameStem(_ first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8>) -> Bool {
    let shared = zip(first, second).prefix { $0 == $1 }.count
    let shorter = min(first.count, second.count)
    return shared >= max(3, shorter - (shorter > 5 ? 3 : 1))
  }

  private static func isInitials(_ key: [UInt8], of label: String) -> Bool {
    let initials = FoldedText.key(label).split { $0 <= FoldedText.space }.filter { !isFunctionWord($0) }.compactMap(
      \.first)
    return key.count > 1 && initials == key
  }

  private static let functionWords: Set<[UInt8]> = Set(
    [
      "a", "an", "and", "or", "the", "of", "in", "on", "at", "to", "for", "with", "by", "from", "as", "their", "your",
      "its",
      "is", "are", "be", "that", "this", "other", "others",
    ].map { Array($0.utf8) })

  private static func isFunctionWord(_ word: ArraySlice<UInt8>) -> Bool { functionWords.contains(Array(word)) }

  /// Words that two labels may share without meaning the same.
  private static let genericWords: Set<[UInt8]> = Set(
    [
      "use", "using", "manage", "managing", "management", "support", "work", "working", "provide", "perform", "conduct",
      "make", "system", "systems", "process", "software", "equipment", "technology", "techniques", "methods",
      "services",
      "service", "develop", "ensure", "carry", "types", "principles", "control", "maintain", "handle", "operate",
    ].map { Array($0.utf8) })

  private static func isGeneric(_ word: ArraySlice<UInt8>) -> Bool { genericWords.contains(Array(word)) }
}
