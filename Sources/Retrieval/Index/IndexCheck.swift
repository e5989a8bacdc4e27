import Foundation
import VectorMath

/// What was found when every byte of an index's files was compared with its checksum, and the index opened.
public struct IndexCheck: Sendable {
  /// How many files there are, the checksums' own included.
  public private(set) var fileCount = 0
  /// How many blocks were compared.
  public private(set) var blockCount = 0
  /// How many bytes they have.
  public private(set) var byteCount = 0
  /// What differs, file by file; empty for an index that is whole.
  public private(set) var damages: [FileDamage] = []

  /// Compares a folder's files.
  ///
  /// - Parameter progress: told bytes done and bytes in all.
  /// O(size).
  public init(of folder: URL, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }) throws {
    fileCount = 1
    let columns: ColumnFolder
    do {
      try SegmentLayout.refuseOtherFormat(folder)
      columns = try ColumnFolder(folder.path)
    } catch let error as IndexError {
      damages.append(FileDamage(folder.path, error.description))
      return
    } catch let error as FileDamage {
      damages.append(error)
      return
    }
    let total = columns.checksums.files.values.reduce(0) { $0 + $1.byteCount }
    for (name, checksums) in columns.checksums.files.sorted(by: { $0.key < $1.key }) {
      fileCount += 1
      do throws(FileDamage) {
        let file = try columns.file(name)
        file.blocks?.forEachDamage { bytes in
          byteCount += bytes
          progress(byteCount, total)
        } found: {
          damages.append($0)
        }
        blockCount += checksums.blockCount
      } catch {
        damages.append(error)
      }
    }
    guard damages.isEmpty else { return }
    // Files that are as they were written, and still do not make an index.
    do {
      _ = try JobIndex(contentsOf: folder)
    } catch let error as IndexError {
      damages.append(FileDamage(folder.path, error.description))
    }
  }
}

extension JobIndex {
  /// The files of a folder that answer for themselves: opening the index, and searching it, compares them with their
  /// checksums. Empty for a folder whose checksums cannot be read.
  public static func checkedFiles(in folder: URL) -> Set<String> {
    (try? ColumnFolder(folder.path)).map { Set($0.checksums.files.keys) } ?? []
  }
}
