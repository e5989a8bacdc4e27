import Foundation
import JobMarket
import MarketStorage

/// Where a taxonomy comes from, as `--taxonomy` says it: `onet=DIR`, `esco=DIR`, `geonames=DIR` or `skill=FILE.csv`.
package enum TaxonomySource: Hashable, Sendable {
  /// A folder of O*NET's text files.
  case onet(URL)
  /// A folder of ESCO's CSV files.
  case esco(URL)
  /// A folder of GeoNames' cities: places, which are no `Taxonomy`.
  case geonames(URL)
  /// A user's own CSV file, for a field.
  case file(AttributeField, URL)

  /// Reads `name=path`.
  ///
  /// ```swift
  /// try TaxonomySource(parsing: "onet=data/onet")      // .onet(…)
  /// try TaxonomySource(parsing: "skill=mine.csv")      // .file(.skill, …); its values are such as `mine:java`
  /// ```
  ///
  /// - Parameter folder: what a relative path stands in; `nil` for the working folder.
  /// - Throws: `WorkspaceError` that says what is allowed, for another form, an unknown name before a folder, a field that
  ///   cannot have a taxonomy (a number, or what somebody is), and a file or folder that is not there.
  package init(parsing argument: String, relativeTo folder: URL? = nil) throws {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw WorkspaceError("--taxonomy '\(argument)': \(Self.allowed)")
    }
    let url = URL(filePath: parts[1], relativeTo: folder).absoluteURL
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
      throw WorkspaceError("--taxonomy \(argument): \(parts[1]) is not there; \(Self.allowed)")
    }
    if let published = Self.published[parts[0].lowercased()] {
      guard isFolder.boolValue else {
        throw WorkspaceError("--taxonomy \(argument): \(parts[1]) is a file, not a folder; \(Self.allowed)")
      }
      self = published(url)
      return
    }
    guard let field = AttributeField(parts[0]) else {
      throw WorkspaceError("--taxonomy \(argument): \(AttributeField.rule(brokenBy: parts[0])); \(Self.allowed)")
    }
    guard !isFolder.boolValue else {
      let near = NearestName.of(parts[0], among: Self.published.keys.sorted()).map { "did you mean '\($0)'? " } ?? ""
      throw WorkspaceError("--taxonomy \(argument): \(parts[1]) is a folder, not a CSV file; \(near)\(Self.allowed)")
    }
    guard !field.isReserved else {
      throw WorkspaceError("--taxonomy \(argument): '\(field)' says who somebody is and is never an attribute")
    }
    guard field != .pay, field != .postedAt else {
      throw WorkspaceError("--taxonomy \(argument): '\(field)' is a number and has no taxonomy")
    }
    let name = CSVTaxonomy.name(of: url)
    guard AttributeField(name) != nil else {
      throw WorkspaceError(
        "--taxonomy \(argument): the file's name becomes the taxonomy's; \(AttributeField.rule(brokenBy: name))")
    }
    guard Self.published[name.lowercased()] == nil else {
      throw WorkspaceError("--taxonomy \(argument): the name '\(name)' is a published taxonomy's; rename the file")
    }
    self = .file(field, url)
  }

  private static let published: [String: @Sendable (URL) -> TaxonomySource] = [
    "onet": { .onet($0) }, "esco": { .esco($0) }, "geonames": { .geonames($0) },
  ]

  private static let allowed =
    "allowed: onet=DIR, esco=DIR, geonames=DIR, or a field and a CSV file such as skill=FILE.csv"
}
