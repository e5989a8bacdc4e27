import EntityStandardization
import JobMarket
import LinkGraph

/// Links that need no hire: the same title or occupation on both sides, and occupations that a taxonomy relates (PAPER 2.12).
///
/// They serve seekers whom no learned link fits, and every answer that stands on them says so.
struct PriorKnowledge {
  /// What gives links.
  let kinds: [Configuration.Links.Prior]
  /// Which pairs of fields may be joined.
  let templates: [LinkTemplate]

  /// Fields of which the same value on both sides means the same work.
  private static let sameFields: Set<AttributeField> = [.title, .occupation]
  /// How good a link is: the same work before related work, and that by how near it stands in the list.
  private static let (sameQuality, relatedQuality): (Float, Float) = (1, 0.5)

  /// The links between values that have a number. O(values · related).
  ///
  /// - Parameters:
  ///   - vocabulary: of each field of a template.
  ///   - taxonomies: `nil` for a workspace without.
  func links(_ vocabulary: (AttributeField) throws -> Vocabulary, _ taxonomies: TaxonomyBook?) rethrows -> [PriorLink] {
    var links: [PriorLink] = []
    for (index, template) in templates.enumerated()
    where template.seekerField == template.jobField && PriorKnowledge.sameFields.contains(template.jobField) {
      let field = template.jobField
      let known = try vocabulary(field)
      func link(_ seeker: ValueID, _ job: ValueID, _ quality: Float, _ source: String) {
        links.append(
          PriorLink(
            [MetaLink(template: index, seekerValue: seeker, jobValue: job)], quality: quality, source: source))
      }
      if kinds.contains(.same) {
        for id in 0..<ValueID(known.count) {
          link(id, id, PriorKnowledge.sameQuality, "the same \(field)")
        }
      }
      guard kinds.contains(.related), field == .occupation, let taxonomies else { continue }
      for (place, value) in known.values.enumerated() {
        let related = taxonomies.nearestOccupations(to: value).compactMap(known.id(of:))
        for (rank, other) in related.enumerated() where other != ValueID(place) {
          let quality = PriorKnowledge.relatedQuality * (1 - Float(rank) / Float(related.count + 1))
          link(ValueID(place), other, quality, "a related occupation")
        }
      }
    }
    return links
  }
}
