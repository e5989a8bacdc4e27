import Foundation
import JobMarket
import VectorMath

/// The vectors of one model for the jobs of one segment: files of their own beside the segment's.
///
/// Whoever adds a model writes such a set, whoever drops it removes the set, and nobody touches another file.
///
/// | file | content |
/// |---|---|
/// | `set.json` | format version, field, jobs, whether there are binary codes |
/// | `keys.npy` | i64 [n]: the segment's jobs, so that a set of another segment is refused |
/// | `vectors.*.npy` | as in a segment |
/// | `checksums.txt` | of every block of these |
package struct VectorSet: Sendable {
  /// Name, model and dimension.
  package let field: VectorField
  private let keys: [JobKey]
  private let column: VectorColumn

  /// The vectors that a segment has of a model; `nil` where it has none.
  package init?(_ key: VectorKey, of segment: IndexSegment) {
    guard let column = segment.vectors[key] else { return nil }
    (field, keys) = (VectorField(name: key.field, model: key.model, dimension: column.dimension), segment.keys)
    self.column = column
  }

  /// The file that vectors lie in; `nil` for those in memory.
  package var path: String? { column.search.matrix.path }

  /// The column for a segment.
  ///
  /// - Throws: `IndexError` when the set is of other jobs. O(jobs).
  func column(for segment: IndexSegment) throws(IndexError) -> VectorColumn {
    guard keys == segment.keys else {
      throw IndexError.badQuery(
        "vectors '\(field.key)' of \(keys.count) jobs are no set of this segment's \(segment.count): "
          + "make the model's vectors anew")
    }
    return column
  }
}

extension VectorSet {
  /// The version this code writes, and the only one it reads.
  static let formatVersion = 1
  private static let layoutName = "set.json"

  private struct Layout: Codable {
    var formatVersion = VectorSet.formatVersion
    var field: VectorField
    var jobs: Int
    var hasBinaryCodes: Bool
  }

  /// Writes the set into an existing folder. O(size).
  ///
  /// - Parameter mayLink: whether vectors that lie in a file already may be given a second name instead of being copied.
  /// - Throws: `IndexError` when the system refuses, or when the vectors were opened from a damaged file.
  package func write(to folder: URL, mayLink: Bool = false) throws {
    var writer = ColumnFolderWriter(folder.path, mayLink: mayLink)
    let layout = Layout(field: field, jobs: keys.count, hasBinaryCodes: column.binaryCodes[.rabitq] != nil)
    do {
      try writer.write(keys.map(\.rawValue), "keys")
      try column.write("vectors", rows: keys.count, to: &writer)
      try writer.write(JSONEncoder.lines(layout), file: VectorSet.layoutName)
      try writer.finish()
    } catch let error as FileDamage {
      throw IndexError.refused(error)
    }
  }

  /// Opens a set: its vectors stay in their file, and are compared with their checksums when they are first used. O(jobs).
  ///
  /// - Throws: `IndexError` naming the file when one is missing, is of another version, is damaged, or does not fit the others.
  package init(contentsOf folder: URL) throws {
    do {
      let columns = try ColumnFolder(folder.path)
      let file = columns.location(VectorSet.layoutName)
      guard let layout = try? JSONDecoder().decode(Layout.self, from: Data(try columns.bytes(VectorSet.layoutName))),
        layout.jobs >= 0
      else { throw IndexError.damaged(file, "not a set of vectors") }
      guard layout.formatVersion == VectorSet.formatVersion else {
        throw IndexError.damaged(
          file, "format \(layout.formatVersion), this jobmatch reads format \(VectorSet.formatVersion)")
      }
      guard layout.field.isValid else { throw IndexError.damaged(file, IndexError.invalid(layout.field).description) }
      field = layout.field
      keys = try columns.elements("keys", count: layout.jobs).map(JobKey.init(rawValue:))
      column = try VectorColumn(
        "vectors", field, hasBinaryCodes: layout.hasBinaryCodes, rows: layout.jobs, in: columns)
    } catch let error as FileDamage {
      throw IndexError.damaged(error)
    }
  }
}

extension JSONEncoder {
  /// A value as the lines of a file: keys in order.
  static func lines(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value)) + [UInt8(ascii: "\n")]
  }
}
