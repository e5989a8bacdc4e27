import Foundation
import JobMarket
import VectorMath

/// What `index.json` says: which segments an index of several has, and at which change of the record it stands.
///
/// ```json
/// {
///   "formatVersion" : 1,
///   "segments" : [
///     { "checksums" : "1b851995", "dead" : { "checksums" : "46dd794e", "rows" : 12 }, "jobs" : 1000, "name" : "0001" },
///     { "checksums" : "0b1c22aa", "jobs" : 64, "name" : "0002" }
///   ],
///   "sequence" : 1200
/// }
/// ```
///
/// The checksum of a folder is that of its own list of checksums: a folder of another index is not taken for this one's.
/// A reader skips keys that it does not know, so that later ones may stand beside these.
struct IndexList: Codable, Equatable {
  /// The version this code writes, and the only one it reads.
  static let formatVersion = 1
  /// What it is called.
  static let name = "index.json"
  /// The folder of the segments' folders.
  static let segmentsFolder = "segments"

  var formatVersion = IndexList.formatVersion
  /// The oldest first.
  var segments: [Segment]
  /// The change of the record that the index stands at; 0 where it follows none.
  var sequence: Int64
  /// What is beside the segments; absent where that is nothing.
  var beside: IndexBeside?

  /// A segment: a folder of the format of `IndexSegment`.
  struct Segment: Codable, Equatable {
    /// The name of its folder: four digits or more.
    var name: String
    /// How many rows it has.
    var jobs: Int
    /// The CRC-32C of its list of checksums, eight hexadecimal digits.
    var checksums: String
    /// Its dead rows; absent where all are alive.
    var dead: Dead?
  }

  /// A folder of dead rows, `<segment>.dead`.
  struct Dead: Codable, Equatable {
    /// How many there are.
    var rows: Int
    /// As a segment's.
    var checksums: String
  }

  /// The name of a segment's folder by its place, from 0.
  static func segmentName(_ place: Int) -> String {
    let digits = String(place + 1)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// Where a segment's folder is below the index's, and that of its dead rows.
  static func path(_ name: String) -> String { segmentsFolder + "/" + name }
  static func deadPath(_ name: String) -> String { path(name) + ".dead" }

  /// The checksum of a folder's list of checksums, as `index.json` has it.
  static func checksum(of folder: ColumnFolder) -> String { checksum(of: folder.checksums) }

  static func checksum(of list: ChecksumFile) -> String {
    let digits = String(CRC32C.checksum(of: list.bytes), radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  /// Whether a folder has one, and so is an index of several segments.
  static func isIn(_ folder: URL) -> Bool { FileManager.default.fileExists(atPath: folder.appending(path: name).path) }

  /// Reads that of an opened folder.
  ///
  /// - Throws: `IndexError`, `FileDamage`.
  init(in folder: ColumnFolder) throws {
    struct Version: Decodable { var formatVersion: Int }
    let file = folder.location(IndexList.name)
    let data = Data(try folder.bytes(IndexList.name))
    guard let version = try? JSONDecoder().decode(Version.self, from: data) else {
      throw IndexError.damaged(file, "not a list of segments")
    }
    guard version.formatVersion == IndexList.formatVersion else {
      throw IndexError.otherFormat(file, version.formatVersion, reads: IndexList.formatVersion)
    }
    guard let list = try? JSONDecoder().decode(IndexList.self, from: data), !list.segments.isEmpty else {
      throw IndexError.damaged(file, "not a list of segments")
    }
    for segment in list.segments {
      // The names become folders'.
      guard segment.name.count >= 4, segment.name.utf8.allSatisfy({ (48...57).contains($0) }) else {
        throw IndexError.damaged(file, "segment '\(segment.name)': a name is four digits or more")
      }
    }
    guard Set(list.segments.map(\.name)).count == list.segments.count else {
      throw IndexError.damaged(file, "a segment stands in it twice")
    }
    self = list
  }

  init(segments: [Segment], sequence: Int64, beside: IndexBeside? = nil) {
    (self.segments, self.sequence, self.beside) = (segments, sequence, beside)
  }
}
