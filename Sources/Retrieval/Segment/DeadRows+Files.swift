import Foundation
import JobMarket
import VectorMath

extension DeadRows {
  /// Writes the rows into a new folder, `rows.npy`. O(capacity / 64 + rows).
  func write(to folder: URL) throws -> IndexList.Dead {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var writer = ColumnFolderWriter(folder.path)
    do throws(FileDamage) {
      try writer.write(bits.map { UInt32($0) }, "rows")
      try writer.finish()
      return IndexList.Dead(rows: count, checksums: IndexList.checksum(of: try ColumnFolder(folder.path)))
    } catch {
      throw IndexError.refused(error)
    }
  }

  /// Reads the rows of a segment.
  ///
  /// - Parameters:
  ///   - count: how many there are.
  ///   - rows: how many the segment has.
  init(contentsOf folder: URL, count: Int, of rows: Int) throws {
    let columns: ColumnFolder
    let dead: [UInt32]
    do throws(FileDamage) {
      columns = try ColumnFolder(folder.path)
      dead = try columns.elements("rows", count: count)
    } catch {
      throw IndexError.damaged(error)
    }
    guard zip(dead, dead.dropFirst()).allSatisfy(<), dead.last.map({ Int($0) < rows }) ?? true else {
      throw IndexError.damaged(columns.location("rows.npy"), "dead rows do not rise below \(rows)")
    }
    self.init(Bitset(capacity: rows, dead.lazy.map(Int.init)))
  }
}
