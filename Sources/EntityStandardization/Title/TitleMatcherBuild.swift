/// What a matcher knows, before it is indexed: concepts by value and what is said of each.
struct TitleMatcherBuild {
  /// The words by which a concept is known.
  struct Texts {
    /// A label each.
    var labels: [[String]] = []
    var description: [String] = []
    var related: [String] = []

    /// All labels, one after the other.
    var together: [String] { labels.flatMap(\.self) }
  }

  var values: [String] = []
  var labels: [String] = []
  var texts: [Texts] = []
  var groups: [Int] = []
  var groupTexts: [[String]] = []
  var isManagement: [Bool] = []
  var lengths: [Int] = []
  var exact: [String: [TitleMatcher.ExactLabel]] = [:]
  var normalized: [String: [Int]] = [:]

  init(taxonomies: [Taxonomy], relatedTitles: [String: [String]]) {
    var entries: [(value: String, concept: Concept, group: String)] = []
    for taxonomy in taxonomies {
      for (position, concept) in taxonomy.concepts.enumerated() where !concept.isGroup {
        let value = taxonomy.value(at: position)
        entries.append((value, concept, TitleMatcherBuild.group(of: position, in: taxonomy) ?? value))
      }
    }
    entries.sort { $0.value.utf8.lexicographicallyPrecedes($1.value.utf8) }
    var groupPositions: [String: Int] = [:]
    for entry in entries {
      add(entry.concept, value: entry.value, related: relatedTitles[entry.value] ?? [])
      let group = groupPositions[entry.group] ?? groupTexts.count
      if group == groupTexts.count {
        groupPositions[entry.group] = group
        groupTexts.append([])
      }
      groups.append(group)
      groupTexts[group] += texts[texts.count - 1].together
    }
  }

  /// A key equal for the same words in any order.
  static func key(_ words: [String]) -> String { words.sorted().joined(separator: " ") }

  /// The group below the top one, the top one where there is no other, none for a concept without groups: ISCO's two digits.
  private static func group(of position: Int, in taxonomy: Taxonomy) -> String? {
    let groups = taxonomy.ancestors(of: position).filter { taxonomy.concepts[$0].isGroup }
    return (groups.dropLast().last ?? groups.last).map(taxonomy.value(at:))
  }

  private mutating func add(_ concept: Concept, value: String, related: [String]) {
    let position = values.count
    values.append(value)
    labels.append(concept.label)
    // A label of signs alone has no words, and its concept is never found by them.
    lengths.append(0)
    isManagement.append(false)
    var seen: Set<String> = []
    var own = Texts()
    for (index, label) in ([concept.label] + concept.alternateLabels).enumerated() {
      let folded = Tokenizer().folded(label)
      guard !folded.isEmpty, seen.insert(folded).inserted else { continue }
      exact[folded, default: []].append(.init(concept: position, isPreferred: index == 0))
      let words = TitleNormalizer.labelWords(label)
      if index == 0 {
        lengths[position] = words.count
        isManagement[position] = words.contains { TitleVocabulary.management.contains($0) }
      }
      let key = TitleMatcherBuild.key(words)
      if normalized[key]?.last != position { normalized[key, default: []].append(position) }
      own.labels.append(words)
    }
    own.description = Tokenizer().tokens(in: concept.description)
      .filter { !TitleVocabulary.joining.contains($0) }.map(TitleStem.singular)
    own.related = related.flatMap(TitleNormalizer.labelWords)
    texts.append(own)
  }
}
