import Foundation
import JobMarket

/// A taxonomy as `jobmatch.yaml` and `--taxonomy` name it, without a look at its files: `onet=data/onet`.
struct TaxonomyEntry: Hashable {
  /// `onet`, `esco` or `geonames`, else the field of a CSV file.
  let kind: String
  /// Where it is.
  let path: String

  /// Whether it is one of those that are published; else it is a file of the user's.
  var isPublished: Bool { ["onet", "esco", "geonames"].contains(kind) }

  /// What it is called: the values of its concepts begin so. `mine` for `skill=mine.csv`.
  var name: String { isPublished ? kind : CSVTaxonomy.name(of: URL(filePath: path)) }

  /// Whether two cannot be used together.
  func excludes(_ other: TaxonomyEntry) -> Bool { name == other.name && kind == other.kind }

  /// As the file has it.
  var text: String { "\(kind)=\(path)" }

  /// Reads `kind=path`; published names in any case.
  init(_ text: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let lower = parts[0].lowercased()
    kind = ["onet", "esco", "geonames"].contains(lower) ? lower : parts[0]
    path = parts.count > 1 ? parts[1] : ""
  }
}

extension Workspace {
  /// The workspace with other taxonomies, in memory: `saveConfiguration` keeps them, once it is known that they can be used.
  ///
  /// - Parameters:
  ///   - taxonomies: as `--taxonomy` has them; relative paths are of the working folder. One of the same name and field is
  ///     replaced. `geonames` becomes `places.geonames`.
  ///   - removed: names of those that are left out from now on: `onet`, `mine` for `skill=mine.csv`, `geonames`.
  ///   - exact: what `standardize.exact` becomes; `nil` leaves it.
  /// - Throws: `WorkspaceError` for one whose file or folder is not there and a name that none has. The files are not read.
  public func naming(taxonomies: [String], without removed: [String] = [], exact: Bool?) throws -> Workspace {
    var changed = configuration
    if let exact { changed.standardize.exact = exact }
    for name in removed { try changed.remove(taxonomy: name) }
    for text in taxonomies {
      _ = try TaxonomySource(parsing: text)
      let given = TaxonomyEntry(text)
      let path = URL(filePath: given.path).standardizedFileURL.path
      guard given.kind != "geonames" else {
        changed.places.geonames = path
        continue
      }
      let entry = TaxonomyEntry("\(given.kind)=\(path)")
      changed.standardize.taxonomies.removeAll { TaxonomyEntry($0).excludes(entry) }
      changed.standardize.taxonomies.append(entry.text)
    }
    try changed.validate()
    return Workspace(folder: folder, configuration: changed)
  }

  /// Writes the configuration to the workspace's file, unless that says the same.
  ///
  /// - Throws: `ConfigurationError` for a file that cannot be read; the file system's errors.
  public func saveConfiguration() throws {
    guard try Workspace.open(at: folder).configuration != configuration else { return }
    try Durably.write(
      Data(configuration.commentedYAML().utf8), to: folder.appending(path: Workspace.configurationFile))
  }
}

extension Configuration {
  /// Leaves a taxonomy out.
  fileprivate mutating func remove(taxonomy name: String) throws {
    let known = standardize.taxonomies.map { TaxonomyEntry($0).name } + (places.geonames.isEmpty ? [] : ["geonames"])
    let wanted = TaxonomyEntry(name).kind
    guard known.contains(wanted) else {
      let list = known.isEmpty ? "it has none" : "it has \(known.joined(separator: ", "))"
      throw WorkspaceError("--without \(name): the workspace has no taxonomy of that name; \(list)")
    }
    standardize.taxonomies.removeAll { TaxonomyEntry($0).name == wanted }
    if wanted == "geonames" { places.geonames = "" }
  }
}
