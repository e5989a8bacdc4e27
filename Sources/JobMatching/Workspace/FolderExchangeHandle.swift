import Foundation

/// Puts a folder in the place of another in one step, so that at no moment there is none; the one call that needs it.
enum FolderExchangeHandle {
  /// Puts `new` at `place`, durably; what was there is removed.
  ///
  /// Where the system cannot exchange two names at once, the old one is moved aside first.
  /// - Throws: `WorkspaceError`.
  static func put(_ new: URL, at place: URL) throws {
    let manager = FileManager.default
    let parent = place.deletingLastPathComponent()
    guard manager.fileExists(atPath: place.path) else {
      guard rename(new.path, place.path) == 0 else { throw WorkspaceError.system("rename to \(place.path)") }
      return try Durably.sync(parent)
    }
    if !exchange(new.path, place.path) {
      let old = parent.appending(path: new.lastPathComponent + "-old", directoryHint: .isDirectory)
      guard rename(place.path, old.path) == 0, rename(new.path, place.path) == 0 else {
        throw WorkspaceError.system("rename to \(place.path)")
      }
      try Durably.sync(parent)
      return try manager.removeItem(at: old)
    }
    try Durably.sync(parent)
    // What stands under the new one's name is the old one now.
    try manager.removeItem(at: new)
  }

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
