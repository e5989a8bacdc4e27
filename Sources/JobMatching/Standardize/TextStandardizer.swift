import EntityStandardization
import Foundation
import JobMarket

/// What turns texts into entities, made from taxonomies alone: for trying out and for benchmarks.
///
/// ```swift
/// let texts = try TextStandardizer(taxonomies: ["esco=data/esco", "onet=data/onet"])
/// texts.skills.mentions(in: "Java and SQL required", part: .description)
/// ```
///
/// A workspace's own, with its places, titles and corrections, is kept in its entities.
public struct TextStandardizer: Sendable {
  /// All finders, as a workspace without places has them.
  public let standardizer: Standardizer
  /// What finds skills.
  public let skills: SkillFinder
  /// What finds skills by their labels alone, to compare with.
  public let plainSkills: PlainSkillFinder
  /// The labels of the taxonomies of skills, all of them.
  public let skillLabels: [String]
  /// How many concepts the taxonomies of skills have, groups apart.
  public let skillConceptCount: Int
  /// The taxonomies of occupations.
  public let occupations: [Taxonomy]

  /// Reads taxonomies, each as `--taxonomy` names it.
  ///
  /// - Throws: `WorkspaceError` for one that cannot be read.
  public init(taxonomies: [String]) throws {
    let book = try TaxonomyBook(reading: taxonomies.map { try TaxonomySource(parsing: $0) })
    let skillTaxonomies = book.taxonomies.filter { $0.field == .skill }
    standardizer = StandardizerBook.standardizer(book, PlaceGazetteer([]), [], Configuration.Standardize())
    skills = SkillFinder(skillTaxonomies)
    plainSkills = PlainSkillFinder(skillTaxonomies)
    let concepts = skillTaxonomies.flatMap(\.concepts).filter { !$0.isGroup }
    skillLabels = concepts.flatMap { [$0.label] + $0.alternateLabels }
    skillConceptCount = concepts.count
    occupations = book.taxonomies.filter { $0.field == .occupation }
  }
}

extension TextStandardizer {
  /// The vacancy titles of jobbert, in the order of its file.
  ///
  /// - Throws: `WorkspaceError` when the file or the column is missing.
  public static func vacancyTitles(data: URL) throws -> [String] {
    var titles: [String] = []
    try DatasetFolder("jobbert", in: data, progress: { _ in }).read("titles", columns: ["vacancyTitle"]) {
      fields throws(UnusableField) in titles.append(fields[0])
    }
    return titles
  }
}
