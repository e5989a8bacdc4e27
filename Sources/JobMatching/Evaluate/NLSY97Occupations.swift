import EntityStandardization
import Evaluation
import Foundation
import JobMarket

/// What O*NET says of the occupations of the NLSY97 survey.
///
/// A census occupation is joined to O*NET by the SOC codes of `occupations_census2002`: to the occupations of the code, or of
/// all codes below where it ends in 0 or X; where the code is no longer in use, to the one that its title means.
struct NLSY97Occupations {
  /// A profile an occupation, in the order asked for.
  let profiles: OccupationProfiles
  /// How many occupations are joined to one of O*NET's at least.
  let joined: Int

  /// Reads O*NET from a data folder; `nil` when it is not there.
  ///
  /// - Parameter codes: the census codes.
  /// - Throws: `WorkspaceError` for files that are there and cannot be read.
  init?(_ codes: [Int], data: URL, progress: @escaping StageProgress.Handler) throws {
    let folder = data.appending(path: "onet")
    guard FileManager.default.fileExists(atPath: folder.path) else { return nil }
    let onet = try ONETTaxonomy(folder: folder)
    let details = try ONETDetails(folder)
    let census = try NLSY97Occupations.census(DatasetFolder("nlsy97", in: data, progress: progress))
    let join = SOCJoin(onet.occupations)
    let matches = codes.map { code in census[code].map { join.occupations(of: $0) } ?? [] }
    let texts = zip(codes, matches).map { code, ids in
      ([census[code]?.title ?? ""] + ids.flatMap { NLSY97Occupations.texts(of: $0, onet) }).joined(separator: "\n")
    }
    let vectors = TextVectors.fit(texts, model: "occupations")
    let related = NLSY97Occupations.related(matches, onet)
    profiles = OccupationProfiles(
      codes.indices.map { index in
        OccupationProfile(
          words: vectors.vector(of: texts[index]), abilities: details.abilities(of: matches[index]),
          related: related[index], zone: details.zone(of: matches[index]))
      }, termCount: vectors.terms.count)
    joined = matches.count { !$0.isEmpty }
  }

  /// Why there are no rows with entities.
  static let absence = "rows with entities are left out: the data folder has no onet (Guides/Data.md)"

  /// The SOC codes of occupations, in the order asked for; none where the list has none.
  ///
  /// - Throws: `WorkspaceError` for a list that cannot be read.
  static func codes(
    of occupations: [Int], data: URL, progress: @escaping StageProgress.Handler = { _ in }
  ) throws -> [[String]] {
    let census = try census(DatasetFolder("nlsy97", in: data, progress: progress))
    return occupations.map { (census[$0]?.codes ?? []).filter { $0.utf8.count == 7 } }
  }

  struct CensusOccupation {
    var title: String
    var codes: [String]
  }

  private static func census(_ folder: DatasetFolder) throws -> [Int: CensusOccupation] {
    var census: [Int: CensusOccupation] = [:]
    try folder.read("occupations_census2002", columns: ["census2002", "title", "soc2010", "soc"]) { fields in
      guard let code = Int(fields[0]) else { return }
      let codes = fields[2].isEmpty ? fields[3] : fields[2]
      census[code] = CensusOccupation(title: fields[1], codes: codes.split(separator: "|").map(String.init))
    }
    return census
  }

  /// Titles, alternate titles and technologies.
  private static func texts(of id: String, _ onet: ONETTaxonomy) -> [String] {
    guard let position = onet.occupations.position(of: id) else { return [] }
    let concept = onet.occupations.concepts[position]
    let technologies = (onet.technologies[id] ?? []).compactMap { technology in
      onet.skills.position(of: technology.skill).map { onet.skills.concepts[$0].label }
    }
    return [concept.label] + concept.alternateLabels + technologies
  }

  /// Each occupation's neighbours with the greatest nearness between any two parts.
  private static func related(_ matches: [[String]], _ onet: ONETTaxonomy) -> [[Int: Double]] {
    var holders: [String: [Int]] = [:]
    for (index, ids) in matches.enumerated() { for id in ids { holders[id, default: []].append(index) } }
    return matches.enumerated().map { index, ids in
      var near: [Int: Double] = [:]
      for other in ids.flatMap({ onet.related[$0] ?? [] }) {
        for holder in holders[other.occupation] ?? [] where holder != index {
          near[holder] = max(near[holder] ?? 0, other.tier.nearness)
        }
      }
      return near
    }
  }
}

extension RelatednessTier {
  /// How near a tier is taken to be.
  fileprivate var nearness: Double {
    switch self {
    case .primaryShort: 1
    case .primaryLong: 0.7
    case .supplemental: 0.4
    }
  }
}

/// Finds the O*NET occupations of a census occupation.
private struct SOCJoin {
  private let ids: [String]
  private let matcher: TitleMatcher

  init(_ occupations: Taxonomy) {
    ids = occupations.concepts.filter { !$0.isGroup }.map(\.id)
    matcher = TitleMatcher(taxonomies: [occupations])
  }

  func occupations(of census: NLSY97Occupations.CensusOccupation) -> [String] {
    let codes = census.codes.filter { $0.utf8.count == 7 && $0 != "none" }
    let byCode = ids.filter { id in
      codes.contains { code in
        let general = code.reversed().drop { $0 == "0" || $0 == "X" }
        // Below a major group alone, `15-1`, stands too much to mean one occupation.
        return id.hasPrefix(code) || general.count >= 6 && general.count < 7 && id.hasPrefix(String(general.reversed()))
      }
    }
    guard byCode.isEmpty, !codes.isEmpty else { return byCode }
    return matcher.candidates(for: census.title, limit: 1).map { String($0.value.dropFirst("onet:".count)) }
  }
}

/// Job zones and the importance of skills and knowledge, by O*NET's ids.
private struct ONETDetails {
  private var zones: [String: Double] = [:]
  private var importances: [String: [String: Double]] = [:]
  private var elements: [String] = []

  init(_ folder: URL) throws {
    let files = TaxonomyFolder(folder, advice: "Guides/Data.md says where O*NET's files come from")
    try files.read("Job_Zones.txt", columns: ["O*NET-SOC Code", "Job Zone"], delimiter: "\t") {
      fields throws(UnusableField) in
      guard let zone = Double(fields[1]), (1...5).contains(zone) else {
        throw UnusableField(column: "Job Zone", found: fields[1], allowed: "1 to 5")
      }
      zones[fields[0]] = zone
    }
    for file in ["Skills_IM_LV.csv", "Knowledge_IM_LV.csv"] {
      try files.read(file, columns: ["O*NET-SOC Code", "Element ID", "IM"]) { fields throws(UnusableField) in
        guard let importance = Double(fields[2]), (0...5).contains(importance) else {
          throw UnusableField(column: "IM", found: fields[2], allowed: "0 to 5")
        }
        importances[fields[0], default: [:]][fields[1]] = importance
      }
    }
    elements = Set(importances.values.flatMap(\.keys)).sorted()
  }

  func zone(of ids: [String]) -> Double? { mean(ids.compactMap { zones[$0] }) }

  /// The mean importance of each element; empty when none is known.
  func abilities(of ids: [String]) -> [Double] {
    let known = ids.compactMap { importances[$0] }
    return known.isEmpty ? [] : elements.map { element in mean(known.map { $0[element] ?? 0 }) ?? 0 }
  }

  private func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
