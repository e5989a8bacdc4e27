import Foundation
import JobMarket
import VectorMath

/// An overlay as files of its own folder: another one takes its place by another folder, and no other file is written.
///
/// | file | content |
/// |---|---|
/// | `overlay.json` | format version, field, what made it, jobs, whether it holds numbers |
/// | `keys.npy` | i64 [n], rising |
/// | `values.offsets.npy`, `values.npy` | i64 [n + 1], u32: each job's values, rising |
/// | `numbers.npy` | f64 [n], instead of values |
/// | `checksums.txt` | of every block of these |
extension Overlay {
  /// The version this code writes, and the only one it reads.
  static let formatVersion = 1
  private static let layoutName = "overlay.json"

  private struct Layout: Codable {
    var formatVersion = Overlay.formatVersion
    var field: AttributeField
    var id: String
    var jobs: Int
    var holdsNumbers: Bool
  }

  /// Writes the overlay, edits and all, into an existing folder. O(size).
  ///
  /// - Throws: `IndexError` when the system refuses.
  public func write(to folder: URL) throws {
    let column = laidDown.base
    var writer = ColumnFolderWriter(folder.path)
    let layout = Layout(field: field, id: id, jobs: column.keys.count, holdsNumbers: holdsNumbers)
    do {
      try writer.write(column.keys.map(\.rawValue), "keys")
      switch column.content {
      case .values(let lists):
        try writer.write(lists.offsets, "values.offsets")
        try writer.write(lists.elements, "values")
      case .numbers(let numbers): try writer.write(numbers, "numbers")
      }
      try writer.write(JSONEncoder.lines(layout), file: Overlay.layoutName)
      try writer.finish()
    } catch let error as FileDamage {
      throw IndexError.refused(error)
    }
  }

  /// Opens an overlay: reads all of it. O(size).
  ///
  /// - Throws: `IndexError` naming the file when one is missing, is of another version, is damaged, or does not fit the others.
  public init(contentsOf folder: URL) throws {
    do {
      let columns = try ColumnFolder(folder.path)
      let file = columns.location(Overlay.layoutName)
      guard let layout = try? JSONDecoder().decode(Layout.self, from: Data(try columns.bytes(Overlay.layoutName))),
        layout.jobs >= 0
      else { throw IndexError.damaged(file, "not an overlay") }
      guard layout.formatVersion == Overlay.formatVersion else {
        throw IndexError.damaged(
          file, "format \(layout.formatVersion), this jobmatch reads format \(Overlay.formatVersion)")
      }
      let keys: [Int64] = try columns.elements("keys", count: layout.jobs)
      let content: OverlayColumn.Content
      if layout.holdsNumbers {
        content = .numbers(try columns.elements("numbers", count: layout.jobs))
      } else {
        guard
          let lists = ListColumn<ValueID>(
            offsets: try columns.elements("values.offsets"), elements: try columns.elements("values"))
        else { throw IndexError.damaged(columns.location("values.npy"), "its offsets do not fit it") }
        content = .values(lists)
      }
      let column = OverlayColumn(keys: keys.map(JobKey.init(rawValue:)), content: content)
      if let problem = column.problem { throw IndexError.damaged(file, problem) }
      do throws(IndexError) {
        try self.init(layout.field, id: layout.id, column)
      } catch {
        throw IndexError.damaged(file, error.description)
      }
    } catch let error as FileDamage {
      throw IndexError.damaged(error)
    }
  }
}
