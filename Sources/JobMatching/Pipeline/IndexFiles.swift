import EntityStandardization
import Foundation
import JobMarket
import Retrieval
import VectorMath

/// The files of an index artifact beside the index's own: the text model that made its vectors and the places it knows.
///
/// | file | content |
/// |---|---|
/// | `terms.txt` | the text model's terms in UTF-8, one a line, in order |
/// | `terms.weights.npy` | f32, their weights |
/// | `places.tsv` | name, other names by `\|`, region code and name, country code and name, latitude, longitude, population |
enum IndexFiles {
  static func write(_ vectors: TextVectors, to folder: URL) throws {
    try Data(vectors.terms.map { $0 + "\n" }.joined().utf8).write(to: folder.appending(path: "terms.txt"))
    try NPYFile(vectors.inverseDocumentFrequencies).write(to: folder.appending(path: "terms.weights.npy").path)
  }

  static func readTextVectors(model: String, from folder: URL) throws -> TextVectors {
    let file = folder.appending(path: "terms.txt")
    let weights = try NPYFile<Float>(contentsOf: folder.appending(path: "terms.weights.npy").path, shape: [nil])
      .elements
    guard let text = try? String(contentsOf: file, encoding: .utf8),
      let vectors = TextVectors(
        model: model, terms: text.split(separator: "\n").map(String.init), inverseDocumentFrequencies: weights)
    else { throw WorkspaceError("\(file.path): does not fit its weights; rebuild the index with `jobmatch index`") }
    return vectors
  }

  static func write(_ places: [KnownPlace], to folder: URL) throws {
    let lines = places.map { place in
      let names = [
        place.name, place.alternateNames.joined(separator: "|"), place.region.code, place.region.name,
        place.country.code,
        place.country.name,
      ].map { $0.replacing("\t", with: " ").replacing("\n", with: " ") }
      let numbers = ["\(place.coordinate.latitude)", "\(place.coordinate.longitude)", "\(place.population)"]
      return (names + numbers).joined(separator: "\t") + "\n"
    }
    try Data(lines.joined().utf8).write(to: folder.appending(path: "places.tsv"))
  }

  static func readPlaces(from folder: URL) throws -> [KnownPlace] {
    let file = folder.appending(path: "places.tsv")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      throw WorkspaceError("\(file.path): cannot be read; rebuild the index with `jobmatch index`")
    }
    return try text.split(separator: "\n").enumerated().map { number, line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 9, let latitude = Double(cells[6]), let longitude = Double(cells[7]),
        let coordinate = Coordinate(latitude: latitude, longitude: longitude), let population = Int(cells[8])
      else {
        throw WorkspaceError("\(file.path):\(number + 1): not a place; rebuild the index with `jobmatch index`")
      }
      return KnownPlace(
        name: cells[0], alternateNames: cells[1].split(separator: "|").map(String.init),
        region: .init(code: cells[2], name: cells[3]), country: .init(code: cells[4], name: cells[5]),
        coordinate: coordinate, population: population)
    }
  }
}
