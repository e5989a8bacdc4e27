#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file mapped into memory for reading; unmaps and closes itself.
///
/// The descriptor is held as long as the mapping, so that a folder that is renamed or removed takes nothing away. A file that
/// somebody cuts short in place meanwhile is beyond help: files of an index are only ever replaced whole.
package final class MappedFileHandle: Sendable {
  /// Where the file was opened.
  package let path: String
  /// Its content; whoever takes pointers into it keeps it.
  let mapping: FileMapping
  /// What is known of its blocks; `nil` for a file without checksums.
  package let blocks: CheckedBlocksHandle?

  /// Maps a file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - checksums: what its size must be, compared before anything is mapped, and what its blocks must be.
  /// - Throws: `FileDamage` when it cannot be opened, is no plain file, or has another size. O(1).
  package init(_ path: String, checksums: BlockChecksums? = nil) throws(FileDamage) {
    // A pipe would wait for its writer before it is found to be no plain file.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileDamage(path, NPYFileHandle.message(errno)) }
    do {
      let bytes = try MappedFileHandle.map(descriptor, path, expected: checksums?.byteCount)
      mapping = FileMapping(bytes: bytes, descriptor: descriptor)
    } catch {
      close(descriptor)
      throw error
    }
    self.path = path
    let mapping = mapping
    blocks = checksums.map { CheckedBlocksHandle(path: path, mapping: mapping, checksums: $0) }
  }

  /// How many bytes it has.
  package var byteCount: Int { mapping.bytes.count }

  /// Some of its bytes, copied. O(count).
  package func copied(_ range: Range<Int>) -> [UInt8] {
    elements(UInt8.self, offset: range.lowerBound, count: range.count)
  }

  private static func map(
    _ descriptor: Int32, _ path: String, expected: Int?
  ) throws(FileDamage) -> UnsafeRawBufferPointer {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileDamage(path, NPYFileHandle.message(errno)) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileDamage(path, "not a plain file") }
    let size = Int(status.st_size)
    guard expected == nil || size == expected else {
      throw FileDamage(path, "\(size) bytes, not \(expected ?? 0): the file is cut short or too long")
    }
    // Nothing cannot be mapped.
    guard size > 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
      throw FileDamage(path, NPYFileHandle.message(errno))
    }
    return UnsafeRawBufferPointer(start: start, count: size)
  }

  /// Values that lie in the file from a byte on, copied. O(count).
  func elements<Element: BitwiseCopyable>(_ type: Element.Type, offset: Int, count: Int) -> [Element] {
    let length = count * MemoryLayout<Element>.stride
    precondition(offset >= 0 && count >= 0 && offset + length <= byteCount, "values beyond their file")
    return withExtendedLifetime(mapping) {
      [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
        UnsafeMutableRawBufferPointer(buffer).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: mapping.bytes[offset..<offset + length]))
        initialized = count
      }
    }
  }

  /// Gives the file a second name in another folder, without a copy; whether the system did, and to this very file.
  package func link(to target: String) -> Bool {
    var (mine, other) = (stat(), stat())
    // A link at the path is followed: a second name of it would lead wherever it leads later.
    guard linkat(AT_FDCWD, path, AT_FDCWD, target, AT_SYMLINK_FOLLOW) == 0 else { return false }
    guard fstat(mapping.descriptor, &mine) == 0, stat(target, &other) == 0, mine.st_ino == other.st_ino,
      mine.st_dev == other.st_dev
    else {
      // The path leads to another file by now.
      unlink(target)
      return false
    }
    return true
  }
}

/// The mapping itself, kept by all who point into it.
// Unchecked: it is read-only and lies where it lies until the last of them is gone.
final class FileMapping: @unchecked Sendable {
  let bytes: UnsafeRawBufferPointer
  let descriptor: Int32

  init(bytes: UnsafeRawBufferPointer, descriptor: Int32) { (self.bytes, self.descriptor) = (bytes, descriptor) }

  deinit {
    if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
    close(descriptor)
  }
}
