import EntityStandardization
import Foundation
import JobMarket

/// All taxonomies of a workspace together, and what links their values.
package struct TaxonomyBook: Sendable {
  /// The taxonomies, in the order given; the first of a field is preferred where two know a label.
  package let taxonomies: [Taxonomy]
  /// Related occupations by value, nearest first.
  package let related: [String: [RelatedOccupation]]
  /// Technologies by the value of the occupation that uses them.
  package let technologies: [String: [OccupationTechnology]]
  /// The occupation of O*NET by ESCO's, both as values; only links whose both ends are there.
  package let crosswalk: [String: OccupationCrosswalk]
  private let byName: [Key: Int]

  private struct Key: Hashable {
    var name: Substring
    var field: AttributeField
  }

  /// Puts taxonomies together.
  ///
  /// - Throws: `WorkspaceError` when two of one field have one name, since their values could not be told apart.
  package init(
    taxonomies: [Taxonomy] = [], related: [String: [RelatedOccupation]] = [:],
    technologies: [String: [OccupationTechnology]] = [:], crosswalk: [String: OccupationCrosswalk] = [:]
  ) throws {
    var byName: [Key: Int] = [:]
    for (number, taxonomy) in taxonomies.enumerated() {
      let key = Key(name: taxonomy.name[...], field: taxonomy.field)
      guard byName.updateValue(number, forKey: key) == nil else {
        throw WorkspaceError(
          "two taxonomies of \(taxonomy.field) are named '\(taxonomy.name)'; rename the file of one, or give it once")
      }
    }
    (self.taxonomies, self.related, self.technologies) = (taxonomies, related, technologies)
    (self.crosswalk, self.byName) = (crosswalk, byName)
  }

  /// Reads all sources; `geonames` holds places, no taxonomy, and is passed over.
  ///
  /// - Throws: `WorkspaceError` of the first source that cannot be read.
  package init(reading sources: [TaxonomySource], progress: StageProgress.Handler = { _ in }) throws {
    var taxonomies: [Taxonomy] = []
    var related: [String: [RelatedOccupation]] = [:]
    var technologies: [String: [OccupationTechnology]] = [:]
    var links: [String: OccupationCrosswalk] = [:]
    for source in sources {
      switch source {
      case .onet(let folder):
        let onet = try ONETTaxonomy(folder: folder)
        taxonomies += [onet.occupations, onet.skills]
        for (id, list) in onet.related {
          related["onet:\(id)"] = list.map {
            .init(occupation: "onet:\($0.occupation)", tier: $0.tier, index: $0.index)
          }
        }
        for (id, list) in onet.technologies {
          technologies["onet:\(id)"] = list.map { .init(skill: "onet:\($0.skill)", isHot: $0.isHot) }
        }
      case .esco(let folder):
        let esco = try ESCOTaxonomy(folder: folder)
        taxonomies += [esco.occupations, esco.skills]
        for (id, link) in esco.crosswalk { links["esco:\(id)"] = link }
      case .file(let field, let file):
        taxonomies.append(try CSVTaxonomy(file: file, field: field).taxonomy)
      case .geonames:
        continue
      }
      let count = taxonomies.reduce(0) { $0 + $1.concepts.count }
      progress(StageProgress("read taxonomies", done: count, unit: "concepts"))
    }
    let onet = taxonomies.first { $0.name == "onet" && $0.field == .occupation }
    try self.init(
      taxonomies: taxonomies, related: related, technologies: technologies,
      crosswalk: onet.map { TaxonomyBook.resolved(links, in: $0) } ?? [:])
    let count = taxonomies.reduce(0) { $0 + $1.concepts.count }
    progress(StageProgress("read taxonomies", done: count, unit: "concepts", isFinished: true))
  }

  /// Follows links into the release at hand: by code, else by the SOC occupation's `.00`, else by the label of that time.
  private static func resolved(
    _ links: [String: OccupationCrosswalk], in onet: Taxonomy
  ) -> [String: OccupationCrosswalk] {
    var byLabel: [String: String] = [:]
    for concept in onet.concepts where !concept.isGroup {
      byLabel[Tokenizer().folded(concept.label)] = concept.id
    }
    return links.compactMapValues { link in
      let general = String(link.occupation.prefix(7)) + ".00"
      guard
        let id = [link.occupation, general].first(where: { onet.position(of: $0) != nil })
          ?? byLabel[Tokenizer().folded(link.label)]
      else { return nil }
      return OccupationCrosswalk(occupation: "onet:\(id)", confidence: link.confidence)
    }
  }

  /// Where a value stands: its taxonomy and its position there. O(1).
  package func find(_ value: String, in field: AttributeField) -> (taxonomy: Taxonomy, position: Int)? {
    guard let colon = value.utf8.firstIndex(of: UInt8(ascii: ":")),
      let number = byName[Key(name: value[..<colon], field: field)],
      let position = taxonomies[number].position(of: String(value[value.utf8.index(after: colon)...]))
    else { return nil }
    return (taxonomies[number], position)
  }

  /// The preferred label of a value, or `nil` when no taxonomy of the field has it. O(1).
  package func label(of value: String, in field: AttributeField) -> String? {
    find(value, in: field).map { $0.taxonomy.concepts[$0.position].label }
  }

  /// The values above a value, nearest first; none for one that is not known. O(ancestors).
  package func ancestors(of value: String, in field: AttributeField) -> [String] {
    guard let (taxonomy, position) = find(value, in: field) else { return [] }
    return taxonomy.ancestors(of: position).map(taxonomy.value(at:))
  }

  /// Occupations related to one, nearest first: its own, or those of the O*NET occupation that it is linked to. O(1).
  package func relatedOccupations(to value: String) -> [RelatedOccupation] {
    related[value] ?? crosswalk[value].flatMap { related[$0.occupation] } ?? []
  }
}
