import Foundation
import VectorMath

/// What was found when every file of an artifact was compared with its checksums: block by block in each folder that answers
/// for itself, whole where the manifest does.
public struct ArtifactCheck: Sendable {
  /// How many files the manifest names.
  public let fileCount: Int
  /// How many blocks were compared.
  public private(set) var blockCount = 0
  /// How many bytes they have.
  public private(set) var byteCount = 0
  /// What differs, file by file, the first of each; empty for an artifact that is whole.
  public private(set) var damages: [FileDamage] = []

  /// Compares an artifact's files.
  ///
  /// - Parameter progress: told bytes done and bytes in all, of the folders that answer for themselves.
  /// O(size).
  public init(
    _ manifest: Manifest, of artifacts: ArtifactFolder, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) {
    fileCount = manifest.files.count
    let place = artifacts.location(of: manifest)
    let folders = manifest.files.keys.filter { $0 == ChecksumFile.name || $0.hasSuffix("/" + ChecksumFile.name) }
      .map { String($0.dropLast(ChecksumFile.name.count)) }.sorted()
    var opened: [(prefix: String, checksums: ChecksumFile)] = []
    var found: [FileDamage] = []
    for prefix in folders {
      do throws(FileDamage) {
        opened.append((prefix, try ColumnFolder(place.appending(path: prefix).path).checksums))
      } catch {
        found.append(error)
      }
    }
    let total = opened.reduce(0) { $1.checksums.files.values.reduce($0) { $0 + $1.byteCount } }
    for (prefix, _) in opened {
      // Opened again, so that an index of a thousand segments needs no thousand descriptors.
      do throws(FileDamage) {
        let check = ColumnFolderCheck(of: try ColumnFolder(place.appending(path: prefix).path)) {
          byteCount += $0
          progress(byteCount, total)
        }
        blockCount += check.blockCount
        found += check.damages
      } catch {
        found.append(error)
      }
    }
    let compared = opened.flatMap { folder in folder.checksums.files.keys.map { folder.prefix + $0 } }
    found += artifacts.damages(of: manifest, sizesOnly: Set(compared))
    var paths: Set<String> = []
    damages = found.filter { paths.insert($0.path).inserted }
  }
}
