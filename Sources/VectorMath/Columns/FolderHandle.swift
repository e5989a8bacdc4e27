#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open folder whose files are opened by its descriptor, not by its path: whoever renames it, or puts another in its place,
/// does not make us read files of two. Closes itself.
final class FolderHandle: Sendable {
  /// Where it was opened.
  let path: String
  private let descriptor: Int32

  /// Opens a folder.
  ///
  /// - Throws: `FileDamage` when there is none, it is a file, or the system refuses. O(1).
  init(_ path: String) throws(FileDamage) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileDamage(path, code: errno) }
    (self.path, self.descriptor) = (path, descriptor)
  }

  deinit { close(descriptor) }

  /// Opens a file in it for reading; its descriptor, which the caller closes, or -1 with `errno`.
  func opened(_ name: String) -> Int32 {
    // A pipe would wait for its writer before it is found to be no plain file.
    openat(descriptor, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  }

  /// Whether its path still leads to it.
  var isInPlace: Bool {
    var (mine, other) = (stat(), stat())
    return fstat(descriptor, &mine) == 0 && stat(path, &other) == 0 && FileIdentity(mine) == FileIdentity(other)
  }
}

/// What a file is, under whatever name.
struct FileIdentity: Hashable, Sendable {
  private let device: UInt64
  private let number: UInt64

  init(_ status: stat) {
    (device, number) = (UInt64(truncatingIfNeeded: status.st_dev), UInt64(truncatingIfNeeded: status.st_ino))
  }
}
