import Foundation

/// Keeps two processes from changing one thing of a folder at a time; gone with the process, however it ends.
struct FolderLock: ~Copyable {
  private let descriptor: Int32

  /// Takes the lock of a folder, which is made if it is not there.
  ///
  /// - Parameter name: the lock's file; each has a holder of its own.
  /// - Throws: `WorkspaceError` when another process holds it for longer than `seconds`.
  init(_ folder: URL, name: String = ".lock", waiting seconds: Double = 2) throws {
    descriptor = try FolderLock.locked(folder, name, waiting: seconds)
  }

  private static func locked(_ folder: URL, _ name: String, waiting seconds: Double) throws -> Int32 {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appending(path: name).path
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw WorkspaceError.system("open \(path)") }
    let deadline = ContinuousClock.now + .seconds(seconds)
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR, ContinuousClock.now < deadline else {
        close(descriptor)
        throw WorkspaceError(
          "another process is writing to \(folder.path); try again when it is done", isEnvironment: true)
      }
      usleep(50_000)
    }
    return descriptor
  }

  deinit {
    close(descriptor)
  }
}
