import EntityStandardization
import Foundation
import JobMarket
import MarketStorage

/// The GeoNames cities of a data folder: `cities5000.csv.gz`, `us_states.json`, `countries.json` (see Guides/Data.md).
package struct GeoNames: Sendable {
  let folder: URL

  package init(folder: URL) {
    self.folder = folder
  }

  /// A code and what else is said of it, in the JSON files.
  private struct Named: Decodable {
    var name: String
    /// The code of three letters; only countries have one.
    var iso3: String?
  }

  /// The countries a text can end with, by name and by codes of two and three letters.
  ///
  /// - Throws: `WorkspaceError` when a file is missing or not what it should be.
  func countryNames() throws -> CountryNames {
    let countries = try named("countries.json").sorted { $0.key < $1.key }
    var aliases: [String: KnownPlace.Named] = [:]
    for (code, country) in countries {
      if let alias = country.iso3 { aliases[alias] = .init(code: code, name: country.name) }
    }
    return CountryNames(
      countries.map { .init(code: $0.key, name: $0.value.name) }, aliases: aliases,
      regionCodes: Set(try named("us_states.json").keys))
  }

  /// All cities, in the file's order.
  ///
  /// - Throws: `WorkspaceError` or `MarketFileError` when a file is missing or not what it should be.
  package func cities(progress: StageProgress.Handler = { _ in }) throws -> [KnownPlace] {
    let states = try named("us_states.json").mapValues(\.name)
    let countries = try named("countries.json").mapValues(\.name)
    var cities: [KnownPlace] = []
    let columns = ["name", "lat", "lon", "country", "admin1", "population", "alternatenames"]
    let file = try existing("cities5000.csv.gz", or: "cities5000.csv")
    try TableFile(file: file.path).read(columns: columns) { fields, line in
      guard let latitude = Double(fields[1]), let longitude = Double(fields[2]),
        let coordinate = Coordinate(latitude: latitude, longitude: longitude)
      else { throw WorkspaceError("\(file.path):\(line): '\(fields[1]), \(fields[2])' are no coordinates") }
      let state = fields[3] == "US" ? states[fields[4]] : nil
      let region =
        GeoNamesRegions.region(fields[4], in: fields[3]) ?? KnownPlace.Named(code: fields[4], name: state ?? "")
      cities.append(
        KnownPlace(
          name: fields[0], alternateNames: fields[6].split(separator: "|").map(String.init),
          region: region,
          country: .init(code: fields[3], name: countries[fields[3]] ?? ""), coordinate: coordinate,
          population: Int(fields[5]) ?? 0))
      if cities.count % 5000 == 0 { progress(StageProgress("read places", done: cities.count, unit: "places")) }
    }
    progress(StageProgress("read places", done: cities.count, unit: "places", isFinished: true))
    return cities
  }

  private func named(_ name: String) throws -> [String: Named] {
    let file = try existing(name, or: name)
    do {
      return try JSONDecoder().decode([String: Named].self, from: Data(contentsOf: file))
    } catch {
      throw WorkspaceError("\(file.path): not an object of codes with names: \(error)")
    }
  }

  private func existing(_ name: String, or plain: String) throws -> URL {
    for candidate in [name, plain] {
      let file = folder.appending(path: candidate)
      if FileManager.default.fileExists(atPath: file.path) { return file }
    }
    throw WorkspaceError("\(folder.path) has no \(name); Guides/Data.md says where GeoNames' files come from")
  }
}
