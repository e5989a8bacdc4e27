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
/// | `places.tsv` | the places, one a line, in order |
///
/// A place is ten cells between tabs: name, keys of other names by `|`, region code and name, country code and name,
/// latitude, longitude, population, and 1 for a fallback, else 0.
package enum IndexFiles {
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

  static func write(_ gazetteer: PlaceGazetteer, to folder: URL) throws {
    try Data(gazetteer.places.map(line).joined().utf8).write(to: folder.appending(path: "places.tsv"))
  }

  /// A place's line with its line break.
  static func line(of place: KnownPlace) -> String {
    let names = [
      place.name, place.alternateNames.joined(separator: "|"), place.region.code, place.region.name,
      place.country.code, place.country.name,
    ].map(CellText.flattened)
    let numbers = [
      "\(place.coordinate.latitude)", "\(place.coordinate.longitude)", "\(place.population)",
      place.isFallback ? "1" : "0",
    ]
    return (names + numbers).joined(separator: "\t") + "\n"
  }

  /// Reads the places back: every command does, so nothing is folded again.
  package static func readGazetteer(from folder: URL) throws -> PlaceGazetteer {
    let file = folder.appending(path: "places.tsv")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      throw WorkspaceError("\(file.path): cannot be read; rebuild the index with `jobmatch index`")
    }
    var places: [KnownPlace] = []
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
      guard let place = place(line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)) else {
        throw WorkspaceError("\(file.path):\(places.count + 1): not a place; rebuild the index with `jobmatch index`")
      }
      places.append(place)
    }
    return PlaceGazetteer(folded: places)
  }

  private static func place(_ cells: [Substring.UTF8View]) -> KnownPlace? {
    guard cells.count == 10, let latitude = Double(Substring(cells[6])), let longitude = Double(Substring(cells[7])),
      let coordinate = Coordinate(latitude: latitude, longitude: longitude),
      let population = Int(Substring(cells[8])), let isFallback = ["0": false, "1": true][Substring(cells[9])]
    else { return nil }
    func text(_ cell: Int) -> String { String(Substring(cells[cell])) }
    return KnownPlace(
      name: text(0), alternateNames: cells[1].split(separator: UInt8(ascii: "|")).map { String(Substring($0)) },
      region: .init(code: text(2), name: text(3)), country: .init(code: text(4), name: text(5)),
      coordinate: coordinate, population: population, isFallback: isFallback)
  }
}
