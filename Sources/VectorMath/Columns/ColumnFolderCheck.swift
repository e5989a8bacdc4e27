/// What was found when every byte of a folder of columns was compared with its checksum.
package struct ColumnFolderCheck: Sendable {
  /// How many files its checksums name, and one for these.
  package private(set) var fileCount = 1
  /// How many blocks were compared.
  package private(set) var blockCount = 0
  /// How many bytes they have.
  package private(set) var byteCount = 0
  /// What differs, file by file; empty for a folder that is whole.
  package private(set) var damages: [FileDamage] = []

  /// Compares a folder's files.
  ///
  /// - Parameter compared: told bytes as they are compared. O(bytes).
  package init(of folder: ColumnFolder, compared: (_ bytes: Int) -> Void = { _ in }) {
    for (name, checksums) in folder.checksums.files.sorted(by: { $0.key < $1.key }) {
      fileCount += 1
      do throws(FileDamage) {
        let file = try folder.file(name)
        file.blocks?.forEachDamage { bytes in
          byteCount += bytes
          compared(bytes)
        } found: {
          damages.append($0)
        }
        blockCount += checksums.blockCount
      } catch {
        damages.append(error)
      }
    }
  }
}
