import Foundation
import Retrieval
import VectorMath

extension MergeStage {
  /// Compares what was just written of an index with its checksums, which were taken from memory, and opens it.
  ///
  /// - Parameters:
  ///   - folder: the index.
  ///   - shared: folders in it that were not written but taken over, `segments/0001`: they were compared when they were, and are
  ///     again whenever they are read.
  /// - Throws: `WorkspaceError` when the disk has not what was written; `IndexError` when that makes no index. O(bytes written,
  ///   and rows + attributes).
  package static func check(_ folder: URL, sparing shared: Set<String>) throws {
    let suffix = "/" + ChecksumFile.name
    let written = try ArtifactTree(folder).files.filter { ("/" + $0).hasSuffix(suffix) }
      .map { String($0.dropLast($0 == ChecksumFile.name ? $0.count : suffix.count)) }
    for place in written where !shared.contains(place) {
      do throws(FileDamage) {
        let path = place.isEmpty ? folder.path : folder.appending(path: place).path
        let check = ColumnFolderCheck(of: try ColumnFolder(path))
        if let damage = check.damages.first { throw damage }
      } catch {
        throw WorkspaceError("\(error): the disk has not what was written", isEnvironment: true)
      }
    }
    _ = try JobIndex(contentsOf: folder)
  }
}
