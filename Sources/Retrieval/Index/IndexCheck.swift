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
    var opened: [ColumnFolder] = []
    do {
      try SegmentLayout.refuseOtherFormat(folder)
    } catch {
      fileCount = 1
      damages.append(FileDamage(folder.path, error.description))
      return
    }
    for place in JobIndex.columnFolders(in: folder) {
      do throws(FileDamage) {
        opened.append(try ColumnFolder(place.isEmpty ? folder.path : folder.appending(path: place).path))
      } catch {
        fileCount += 1
        damages.append(error)
      }
    }
    let total = opened.reduce(0) { $1.checksums.files.values.reduce($0) { $0 + $1.byteCount } }
    for columns in opened { compare(columns) { progress($0, total) } }
    guard damages.isEmpty else { return }
    // Files that are as they were written, and still do not make an index.
    do {
      _ = try JobIndex(contentsOf: folder)
    } catch let error as IndexError {
      damages.append(FileDamage(folder.path, error.description))
    }
  }

  private mutating func compare(_ columns: ColumnFolder, progress: (_ done: Int) -> Void) {
    var done = byteCount
    let check = ColumnFolderCheck(of: columns) { bytes in
      done += bytes
      progress(done)
    }
    byteCount += check.byteCount
    blockCount += check.blockCount
    damages += check.damages
    fileCount += check.fileCount
  }
}

extension JobIndex {
  /// The files of a folder that answer for themselves, `keys.npy` or `segments/0001/keys.npy`: opening the index, and searching
  /// it, compares them with their checksums. Empty for a folder whose checksums cannot be read.
  public static func checkedFiles(in folder: URL) -> Set<String> {
    var files: Set<String> = []
    for place in columnFolders(in: folder) {
      let path = place.isEmpty ? folder.path : folder.appending(path: place).path
      guard let columns = try? ColumnFolder(path) else { continue }
      files.formUnion(columns.checksums.files.keys.map { place.isEmpty ? $0 : place + "/" + $0 })
    }
    return files
  }

  /// The folders of an index with checksums of their own, by their paths below it: "" for itself, first, and rising.
  static func columnFolders(in folder: URL) -> [String] {
    guard IndexList.isIn(folder) else { return [""] }
    let manager = FileManager.default
    var folders: [String] = []
    var open = [""]
    while let place = open.popLast() {
      let path = place.isEmpty ? folder.path : folder.appending(path: place).path
      for name in (try? manager.contentsOfDirectory(atPath: path)) ?? [] {
        let below = place.isEmpty ? name : place + "/" + name
        let type = (try? manager.attributesOfItem(atPath: path + "/" + name))?[.type] as? FileAttributeType
        if type == .typeDirectory { open.append(below) }
        if name == ChecksumFile.name { folders.append(place) }
      }
    }
    // The index's own list must be there.
    return [""] + folders.filter { !$0.isEmpty }.sorted()
  }
}
