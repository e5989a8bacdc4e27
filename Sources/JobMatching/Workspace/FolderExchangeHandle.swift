import Foundation

/// Puts a folder in the place of another in one step, so that at no moment there is none; the one call that needs it.
package enum FolderExchangeHandle {
  /// Puts `new` at `place`, durably; what was there is removed.
  ///
  /// Where the system cannot exchange two names at once, the old one is moved aside first, and back if the new one cannot take
  /// its place; whoever is killed between leaves it for `restore`.
  ///
  /// - Parameter atOnce: whether to try both names at once.
  /// - Throws: `WorkspaceError`.
  package static func put(_ new: URL, at place: URL, atOnce: Bool = true) throws {
    let manager = FileManager.default
    let parent = place.deletingLastPathComponent()
    guard manager.fileExists(atPath: place.path) else {
      guard rename(new.path, place.path) == 0 else { throw WorkspaceError.system("rename to \(place.path)") }
      return try Durably.sync(parent)
    }
    if !atOnce || !exchange(new.path, place.path) {
      let old = parent.appending(path: asidePrefix(place) + UUID().uuidString, directoryHint: .isDirectory)
      guard rename(place.path, old.path) == 0 else { throw WorkspaceError.system("rename \(place.path)") }
      guard rename(new.path, place.path) == 0 else {
        let error = WorkspaceError.system("rename to \(place.path)")
        _ = rename(old.path, place.path)
        throw error
      }
      try Durably.sync(parent)
      return try manager.removeItem(at: old)
    }
    try Durably.sync(parent)
    // What stands under the new one's name is the old one now.
    try manager.removeItem(at: new)
  }

  /// Puts back what somebody who was killed had moved aside, where the place is empty, and removes it where it is not.
  package static func restore(_ place: URL) throws {
    let manager = FileManager.default
    let parent = place.deletingLastPathComponent()
    let prefix = asidePrefix(place)
    for name in try manager.contentsOfDirectory(atPath: parent.path).sorted() where name.hasPrefix(prefix) {
      let old = parent.appending(path: name)
      if (try? manager.attributesOfItem(atPath: place.path)) == nil {
        guard rename(old.path, place.path) == 0 else { throw WorkspaceError.system("rename to \(place.path)") }
        try Durably.sync(parent)
      } else {
        try? manager.removeItem(at: old)
      }
    }
  }

  /// How the name begins under which an old folder waits.
  private static func asidePrefix(_ place: URL) -> String { ".\(place.lastPathComponent).replaced-" }

  private static func exchange(_ first: String, _ second: String) -> Bool {
    #if canImport(Darwin)
      return renamex_np(first, second, UInt32(RENAME_SWAP)) == 0
    #else
      // Not every library's headers show it to Swift.
      typealias Rename =
        @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32
      guard let symbol = dlsym(nil, "renameat2") else { return false }
      let exchange: UInt32 = 2
      return unsafeBitCast(symbol, to: Rename.self)(AT_FDCWD, first, AT_FDCWD, second, exchange) == 0
    #endif
  }
}
