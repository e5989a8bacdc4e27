import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The right to write a workspace, held by one process at a time until `release` or the end of this value.
///
/// It is an advisory `flock` on `market.lock`, which the system drops when the process ends, however it ends: a lock never
/// outlives its holder. The file's text names the holder for the message that the next one gets. Readers take no lock.
final class WorkspaceLock: Sendable {
  /// The open lock file, `nil` once released.
  private let descriptor: Mutex<Int32?>

  /// Takes the lock, trying again for up to `wait`; throws `locked` with the holder's name, or `readOnly` when the lock
  /// file cannot be written.
  init(folder: String, wait: Duration) throws {
    let path = folder + "/market.lock"
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw MarketStoreError(
        .readOnly,
        "\(path): cannot be created (\(String(cString: strerror(errno)))). Writing needs a folder that exists and may be"
          + " written; open the market for reading, or choose another folder.")
    }
    let deadline = ContinuousClock.now.advanced(by: wait)
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR, ContinuousClock.now < deadline else {
        let holder = WorkspaceLock.holder(descriptor)
        close(descriptor)
        throw MarketStoreError(
          .locked,
          "\(path): the workspace is being written by \(holder) (waited \(wait)). Wait until it has finished, or stop it;"
            + " reading is possible meanwhile.")
      }
      usleep(20_000)
    }
    self.descriptor = Mutex(descriptor)
    let text =
      "process \(getpid()) (\(CommandLine.arguments.first.map { ($0 as NSString).lastPathComponent } ?? "?"))\n"
    // The name serves only the message; a lock whose text could not be written still locks.
    ftruncate(descriptor, 0)
    _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
  }

  deinit { release() }

  /// Gives the right up; a second call does nothing.
  func release() {
    descriptor.withLock { held in
      guard let descriptor = held else { return }
      ftruncate(descriptor, 0)
      close(descriptor)
      held = nil
    }
  }

  private static func holder(_ descriptor: Int32) -> String {
    let capacity = 256
    let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      count = max(0, pread(descriptor, buffer.baseAddress, capacity, 0))
    }
    let text = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    return text.isEmpty ? "another process" : text
  }
}
