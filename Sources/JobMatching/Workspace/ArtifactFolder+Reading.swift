import Foundation
import VectorMath

extension ArtifactFolder {
  /// Opens the active artifact, which another process may remove meanwhile, once a newer one is active: then the newer one is
  /// opened.
  ///
  /// ```swift
  /// let index = try artifacts.openActive { manifest, folder in try JobIndex(contentsOf: folder) }
  /// ```
  ///
  /// What is mapped or read within `open` stays, whatever happens to the artifact later. What is read later may be gone.
  ///
  /// - Parameter open: opens the artifact; called again when it threw and the artifact it was given is neither active nor
  ///   there any more.
  /// - Returns: `nil` when no artifact was made yet.
  /// - Throws: `WorkspaceError`, and what `open` throws.
  public func openActive<Opened>(_ open: (Manifest, URL) throws -> Opened) throws -> Opened? {
    while let id = try history().last {
      do {
        let manifest = try manifest(id)
        return try open(manifest, location(of: manifest))
      } catch {
        // Each round needs another artifact made and activated meanwhile, so this ends.
        guard !holds(id), try history().last != id else { throw error }
      }
    }
    return nil
  }

  /// Reads the files of an artifact and compares sizes and checksums; returns what differs, one sentence each.
  ///
  /// - Parameters:
  ///   - unread: files that the caller will not read, and that are left out.
  ///   - sizesOnly: files whose content somebody else compares, and of which only the size is looked at.
  public func verify(
    _ manifest: Manifest, except unread: Set<String> = [], sizesOnly: Set<String> = []
  ) -> [String] {
    damages(of: manifest, except: unread, sizesOnly: sizesOnly).map(\.description)
  }

  /// The same as `verify` as values: `isEnvironment` tells a file that is damaged from one of which nothing is known.
  public func damages(
    of manifest: Manifest, except unread: Set<String> = [], sizesOnly: Set<String> = []
  ) -> [FileDamage] {
    manifest.files.filter { !unread.contains($0.key) }.sorted { $0.key < $1.key }.compactMap { name, expected in
      damage(of: name, in: location(of: manifest), expected, readsContent: !sizesOnly.contains(name))
    }
  }

  private func damage(
    of name: String, in folder: URL, _ expected: Manifest.File, readsContent: Bool
  ) -> FileDamage? {
    let file = folder.appending(path: name)
    if let link = ArtifactTree.link(in: folder, to: name) {
      return FileDamage(link.path, "a link; an artifact holds plain files and folders")
    }
    guard let found = FileState(file) else { return FileDamage(file.path, "cannot be read: there is no such file") }
    guard found.isPlain else { return FileDamage(file.path, "cannot be read: it is no plain file") }
    if found.bytes != expected.bytes {
      return FileDamage(file.path, "\(found.bytes) bytes, not \(expected.bytes)")
    }
    guard readsContent else { return nil }
    do throws(FileDamage) {
      return try MappedFileHandle(file.path).checksum() == expected.checksum
        ? nil : FileDamage(file.path, "its checksum differs")
    } catch {
      return error
    }
  }
}
