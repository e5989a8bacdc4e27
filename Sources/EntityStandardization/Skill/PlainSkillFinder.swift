import JobMarket

/// Finds every label of taxonomies of skills, the longest at each word, and believes it: what `SkillFinder` is judged
/// beside.
public struct PlainSkillFinder: MentionFinder {
  private let matcher: PhraseMatcher
  private let concepts: [(value: String, label: String)]

  /// Indexes every label; one of several concepts means the first. O(total length of labels · log).
  public init(_ taxonomies: [Taxonomy]) {
    var phrases: [String] = []
    var concepts: [(value: String, label: String)] = []
    for taxonomy in taxonomies {
      for (number, concept) in taxonomy.concepts.enumerated() where !concept.isGroup {
        for label in [concept.label] + concept.alternateLabels {
          phrases.append(label)
          concepts.append((taxonomy.value(at: number), concept.label))
        }
      }
    }
    matcher = PhraseMatcher(phrases)
    self.concepts = concepts
  }

  /// The labels of a text in the order of where they stand. Linear in the text.
  public func mentions(in text: String, part: TextPart) -> [Mention] {
    matcher.matches(in: text).map { match in
      Mention(
        .skill, value: concepts[match.phrase].value, label: concepts[match.phrase].label, part: part,
        range: match.range,
        confidence: 1, method: .label)
    }
  }
}
