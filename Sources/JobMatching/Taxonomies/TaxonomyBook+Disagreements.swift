import EntityStandardization
import JobMarket

/// One label of which two taxonomies of a field make different things.
package struct TaxonomyDisagreement: Hashable, Sendable {
  /// The field.
  package var field: AttributeField
  /// The label, folded.
  package var label: String
  /// What the first taxonomy makes of it.
  package var first: String
  /// What the second makes of it; where several of its concepts bear the label, the first of them.
  package var second: String
  /// What differs.
  package var reason: Reason

  /// What two taxonomies can differ in.
  package enum Reason: Hashable, Sendable {
    /// A crosswalk links the label's concept to another one, the value given.
    case crosswalk(to: String)
    /// Both place a skill below something, and no label above is the same.
    case ancestors
  }
}

extension TaxonomyBook {
  /// Labels that mean different things in two taxonomies of a field, by field, taxonomies and label.
  ///
  /// Compared are the labels that one of the two prefers with all labels of the other. Occupations disagree where a crosswalk
  /// links the concept to another one: groups of occupations are cut differently everywhere, and their names tell nothing.
  /// Skills agree when some concept above bears the same label, or one of them stands at the top. Of several concepts that
  /// bear a label one that agrees is enough. O(labels).
  package func disagreements() -> [TaxonomyDisagreement] {
    let labeled = taxonomies.map(LabeledTaxonomy.init)
    var found: [TaxonomyDisagreement] = []
    for first in labeled.indices {
      for second in labeled.indices where second > first && taxonomies[first].field == taxonomies[second].field {
        found += disagreements(labeled[first], labeled[second])
      }
    }
    return found
  }

  private func disagreements(_ first: LabeledTaxonomy, _ second: LabeledTaxonomy) -> [TaxonomyDisagreement] {
    let shared = first.bearers.keys.filter { label in
      second.bearers[label] != nil && (first.preferred.contains(label) || second.preferred.contains(label))
    }
    return shared.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap { label in
      guard let ones = first.bearers[label], let others = second.bearers[label] else { return nil }
      var reason: TaxonomyDisagreement.Reason?
      for one in ones {
        for other in others {
          guard let difference = difference(first, one, second, other) else { return nil }
          reason = reason ?? difference
        }
      }
      return reason.map {
        TaxonomyDisagreement(
          field: first.taxonomy.field, label: label, first: first.taxonomy.value(at: ones[0]),
          second: second.taxonomy.value(at: others[0]), reason: $0)
      }
    }
  }

  private func difference(
    _ first: LabeledTaxonomy, _ one: Int, _ second: LabeledTaxonomy, _ other: Int
  ) -> TaxonomyDisagreement.Reason? {
    let values = [first.taxonomy.value(at: one), second.taxonomy.value(at: other)]
    if first.taxonomy.field == .occupation {
      for (value, otherValue) in [(values[0], values[1]), (values[1], values[0])] {
        guard let link = crosswalk[value], otherValue.hasPrefix("onet:") else { continue }
        return link.occupation == otherValue ? nil : .crosswalk(to: link.occupation)
      }
      return nil
    }
    let above = first.labelsAbove(one)
    let otherAbove = second.labelsAbove(other)
    return above.isEmpty || otherAbove.isEmpty || !above.isDisjoint(with: otherAbove) ? nil : .ancestors
  }
}

/// A taxonomy with its concepts by folded label.
private struct LabeledTaxonomy {
  let taxonomy: Taxonomy
  /// The concepts that bear a label, groups excepted, in order.
  private(set) var bearers: [String: [Int]] = [:]
  /// The preferred labels.
  private(set) var preferred: Set<String> = []

  init(_ taxonomy: Taxonomy) {
    self.taxonomy = taxonomy
    let tokenizer = Tokenizer()
    for (position, concept) in taxonomy.concepts.enumerated() where !concept.isGroup {
      preferred.insert(tokenizer.folded(concept.label))
      for label in [concept.label] + concept.alternateLabels {
        let folded = tokenizer.folded(label)
        if !folded.isEmpty, bearers[folded]?.last != position { bearers[folded, default: []].append(position) }
      }
    }
  }

  func labelsAbove(_ position: Int) -> Set<String> {
    Set(taxonomy.ancestors(of: position).map { Tokenizer().folded(taxonomy.concepts[$0].label) })
  }
}
