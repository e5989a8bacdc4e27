/// What a matcher knows, before it is indexed: concepts by value, their labels beside each other.
struct TitleMatcherBuild {
  var values: [String] = []
  var labels: [String] = []
  var labelTexts: [[String]] = []
  var labelStarts = [0]
  var conceptTexts: [[String]] = []
  var describedTexts: [[String]] = []
  var relatedTexts: [[String]] = []
  var groupTexts: [[String]] = []
  var groups: [Int] = []
  var isManagement: [Bool] = []
  var lengths: [Int] = []
  var exact: [String: [TitleMatcher.ExactLabel]] = [:]
  var normalized: [String: [Int]] = [:]

  init(taxonomies: [Taxonomy], descriptions: [String: String], relatedTitles: [String: [String]]) {
    var entries: [(value: String, concept: Concept, group: String)] = []
    for taxonomy in taxonomies {
      for (position, concept) in taxonomy.concepts.enumerated() where !concept.isGroup {
        let value = taxonomy.value(at: position)
        // One without a parent is its own group.
        entries.append((value, concept, concept.parents.first.map { "\(taxonomy.name):\($0)" } ?? value))
      }
    }
    entries.sort { $0.value.utf8.lexicographicallyPrecedes($1.value.utf8) }
    var groupPositions: [String: Int] = [:]
    for entry in entries {
      add(entry.concept, value: entry.value, description: descriptions[entry.value] ?? "")
      relatedTexts.append((relatedTitles[entry.value] ?? []).flatMap(TitleNormalizer.labelWords))
      let group = groupPositions[entry.group] ?? groupTexts.count
      if group == groupTexts.count {
        groupPositions[entry.group] = group
        groupTexts.append([])
      }
      groups.append(group)
      groupTexts[group] += describedTexts[describedTexts.count - 1]
    }
  }

  /// A key equal for the same words in any order.
  static func key(_ words: [String]) -> String { words.sorted().joined(separator: " ") }

  private mutating func add(_ concept: Concept, value: String, description: String) {
    let position = values.count
    values.append(value)
    labels.append(concept.label)
    var seen: Set<String> = []
    var texts: [String] = []
    for (index, label) in ([concept.label] + concept.alternateLabels).enumerated() {
      let folded = Tokenizer().folded(label)
      guard !folded.isEmpty, seen.insert(folded).inserted else { continue }
      exact[folded, default: []].append(.init(concept: position, isPreferred: index == 0))
      let words = TitleNormalizer.labelWords(label)
      if index == 0 {
        lengths.append(words.count)
        isManagement.append(words.contains { TitleVocabulary.management.contains($0) })
      }
      let key = TitleMatcherBuild.key(words)
      if normalized[key]?.last != position { normalized[key, default: []].append(position) }
      labelTexts.append(words)
      texts += words
    }
    // A label of signs alone has no words, and its concept is never found by them.
    if lengths.count < values.count {
      lengths.append(0)
      isManagement.append(false)
    }
    labelStarts.append(labelTexts.count)
    conceptTexts.append(texts)
    describedTexts.append(texts + descriptionWords(description))
  }

  private func descriptionWords(_ text: String) -> [String] {
    Tokenizer().tokens(in: text).filter { !TitleVocabulary.joining.contains($0) }.map(TitleStem.singular)
  }
}
