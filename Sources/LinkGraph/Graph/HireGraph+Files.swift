import Foundation
import JobMarket
import VectorMath

/// A graph as files of its own folder; what it is walked by is made anew when it is opened.
///
/// | file | content |
/// |---|---|
/// | `graph.json` | format version, templates, sources of prior links, how many links of each kind |
/// | `meta.templates.npy`, `meta.seekers.npy`, `meta.jobs.npy` | u32 [m]: the meta links, rising |
/// | `links.offsets.npy`, `links.members.npy` | u32 [n + 1], u32: each link's meta links, rising |
/// | `links.hires.npy`, `links.nohires.npy` | u32 [learned] |
/// | `links.weights.npy` | f32 [learned], only where a regression was fitted |
/// | `prior.qualities.npy`, `prior.sources.npy` | f32, u32 [prior] |
/// | `checksums.txt` | of every block of these |
extension HireGraph {
  /// The version this code writes, and the only one it reads.
  public static let formatVersion = 1
  private static let headerName = "graph.json"

  private struct Header: Codable {
    var formatVersion = HireGraph.formatVersion
    var templates: [LinkTemplate]
    var sources: [String]
    var learned: Int
    var prior: Int
    var hasWeights: Bool
  }

  /// Writes the graph into an existing folder; the same graph gives the same bytes. O(size).
  ///
  /// - Throws: `LinkGraphError` when the system refuses. Whoever opens the folder then finds no whole graph.
  public func write(to folder: String) throws {
    let header = Header(
      templates: templates, sources: columns.sources, learned: learnedCount, prior: count - learnedCount,
      hasWeights: !columns.weights.isEmpty)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    var writer = ColumnFolderWriter(folder)
    do {
      try writer.write(columns.metaLinks.map { UInt32($0.template) }, "meta.templates")
      try writer.write(columns.metaLinks.map(\.seekerValue), "meta.seekers")
      try writer.write(columns.metaLinks.map(\.jobValue), "meta.jobs")
      try writer.write(columns.offsets, "links.offsets")
      try writer.write(columns.members, "links.members")
      try writer.write(columns.hires, "links.hires")
      try writer.write(columns.noHires, "links.nohires")
      if header.hasWeights { try writer.write(columns.weights, "links.weights") }
      try writer.write(columns.priorQualities, "prior.qualities")
      try writer.write(columns.priorSources, "prior.sources")
      try writer.write(Array(try encoder.encode(header)) + [UInt8(ascii: "\n")], file: HireGraph.headerName)
      try writer.finish()
    } catch let error as FileDamage {
      throw LinkGraphError.refused(error)
    }
  }

  /// Opens a graph: reads all of it and holds it against its checksums and itself. O(size).
  ///
  /// - Throws: `LinkGraphError` naming the file when one is missing, is of another version, is damaged, or does not fit the others.
  public init(contentsOf folder: String) throws {
    do {
      self = try ColumnFolder.reading(folder) { try HireGraph($0) }
    } catch let error as FileDamage {
      throw error.isEnvironment ? LinkGraphError.refused(error) : LinkGraphError.damaged(error.path, error.reason)
    }
  }

  private init(_ folder: ColumnFolder) throws {
    let file = folder.location(HireGraph.headerName)
    let data = Data(try folder.bytes(HireGraph.headerName))
    struct Version: Decodable { var formatVersion: Int }
    if let found = try? JSONDecoder().decode(Version.self, from: data), found.formatVersion != HireGraph.formatVersion {
      throw LinkGraphError.damaged(
        file, "format \(found.formatVersion), this jobmatch reads format \(HireGraph.formatVersion)")
    }
    guard let header = try? JSONDecoder().decode(Header.self, from: data), header.learned >= 0, header.prior >= 0,
      Set(header.templates).count == header.templates.count
    else { throw LinkGraphError.damaged(file, "not a graph of links") }
    let templates: [UInt32] = try folder.elements("meta.templates")
    let seekers: [ValueID] = try folder.elements("meta.seekers", count: templates.count)
    let jobs: [ValueID] = try folder.elements("meta.jobs", count: templates.count)
    let columns = GraphColumns(
      metaLinks: templates.indices.map {
        MetaLink(template: Int(templates[$0]), seekerValue: seekers[$0], jobValue: jobs[$0])
      },
      members: try folder.elements("links.members"), offsets: try folder.elements("links.offsets"),
      hires: try folder.elements("links.hires", count: header.learned),
      noHires: try folder.elements("links.nohires", count: header.learned),
      weights: header.hasWeights ? try folder.elements("links.weights", count: header.learned) : [],
      priorQualities: try folder.elements("prior.qualities", count: header.prior),
      priorSources: try folder.elements("prior.sources", count: header.prior), sources: header.sources)
    if let problem = columns.problem(templates: header.templates.count, links: header.learned, header.prior) {
      throw LinkGraphError.damaged(folder.location(problem.file + ".npy"), problem.what)
    }
    self.init(columns, templates: header.templates)
  }
}

extension GraphColumns {
  /// What of columns that were read does not fit; `nil` for a sound graph. O(size).
  fileprivate func problem(templates: Int, links learned: Int, _ prior: Int) -> (file: String, what: String)? {
    guard metaLinks.allSatisfy({ $0.template < templates }) else {
      return ("meta.templates", "a template is out of range")
    }
    guard zip(metaLinks, metaLinks.dropFirst()).allSatisfy(<) else { return ("meta.seekers", "meta links do not rise") }
    guard offsets.count - 1 == learned + prior, offsets.first == 0, offsets.last.map({ Int($0) }) == members.count,
      zip(offsets, offsets.dropFirst()).allSatisfy(<)
    else { return ("links.offsets", "its offsets do not fit the members") }
    guard members.allSatisfy({ Int($0) < metaLinks.count }) else {
      return ("links.members", "a member is out of range")
    }
    for node in 0..<count {
      let own = members(of: node)
      guard zip(own, own.dropFirst()).allSatisfy(<) else {
        return ("links.members", "the members of link \(node) do not rise")
      }
      if node > 0, node != learned, !members(of: node - 1).lexicographicallyPrecedes(own) {
        return ("links.members", "link \(node) does not come after the one before")
      }
    }
    guard weights.allSatisfy(\.isFinite) else { return ("links.weights", "a weight is not finite") }
    guard priorQualities.allSatisfy({ $0.isFinite && $0 > 0 }) else {
      return ("prior.qualities", "a quality is not a number above 0")
    }
    guard priorSources.allSatisfy({ Int($0) < sources.count }) else {
      return ("prior.sources", "a source is out of range")
    }
    return nil
  }
}
