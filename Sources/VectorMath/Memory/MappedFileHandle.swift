#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file mapped into memory for reading; unmaps itself.
///
/// No descriptor is held: the mapping keeps the file's bytes by itself, whoever renames or removes its name or its folder
/// (POSIX, `mmap`: it "adds an extra reference to the file", which `close` does not remove). An index of many segments so
/// costs no descriptors while it is open, and one or two at a time while it is being opened.
///
/// A file that somebody cuts short *in place* is beyond help: the system ends a process that touches a page behind the new end
/// (SIGBUS). Asking for the size before a search would not help, since it can change the moment after; a signal handler cannot
/// return to Swift; and copying what is mapped would cost what mapping saves. So files of an index are only ever replaced
/// whole: everything here writes beside and renames, and a name is taken away before it is written anew, so that whoever has
/// the old file mapped keeps it as it was.
package final class MappedFileHandle: Sendable {
  /// Where the file was opened.
  package let path: String
  /// Which file it is: while it is mapped, the system gives the number to no other.
  private let identity: FileIdentity
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
  package convenience init(_ path: String, checksums: BlockChecksums? = nil) throws(FileDamage) {
    // A pipe would wait for its writer before it is found to be no plain file.
    try self.init(open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK), path, checksums)
  }

  /// Maps a file of an open folder; otherwise the same.
  convenience init(
    _ name: String, in folder: FolderHandle, checksums: BlockChecksums? = nil
  ) throws(FileDamage) {
    try self.init(folder.opened(name), ColumnFolder.join(folder.path, name), checksums)
  }

  /// Takes what opening gave, a descriptor or -1, and closes it.
  private init(_ descriptor: Int32, _ path: String, _ checksums: BlockChecksums?) throws(FileDamage) {
    guard descriptor >= 0 else { throw FileDamage(path, code: errno) }
    defer { close(descriptor) }
    let (bytes, identity) = try MappedFileHandle.map(descriptor, path, expected: checksums?.byteCount)
    let mapping = FileMapping(bytes)
    (self.path, self.mapping, self.identity) = (path, mapping, identity)
    blocks = checksums.map { CheckedBlocksHandle(path: path, mapping: mapping, checksums: $0) }
  }

  /// How many bytes it has.
  package var byteCount: Int { mapping.bytes.count }

  /// Some of its bytes, copied. O(count).
  package func copied(_ range: Range<Int>) -> [UInt8] {
    elements(UInt8.self, offset: range.lowerBound, count: range.count)
  }

  /// The CRC-32C of all its bytes. O(bytes).
  package func checksum() -> UInt32 {
    var checksum = CRC32C()
    withExtendedLifetime(mapping) { checksum.update(mapping.bytes) }
    return checksum.value
  }

  private static func map(
    _ descriptor: Int32, _ path: String, expected: Int?
  ) throws(FileDamage) -> (UnsafeRawBufferPointer, FileIdentity) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileDamage(path, code: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileDamage(path, "not a plain file") }
    let size = Int(status.st_size)
    guard expected == nil || size == expected else {
      throw FileDamage(path, "\(size) bytes, not \(expected ?? 0): the file is cut short or too long")
    }
    // Nothing cannot be mapped.
    guard size > 0 else { return (UnsafeRawBufferPointer(start: nil, count: 0), FileIdentity(status)) }
    guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
      throw FileDamage(path, code: errno)
    }
    return (UnsafeRawBufferPointer(start: start, count: size), FileIdentity(status))
  }

  /// Values that lie in the file from a byte on, copied. O(count).
  func elements<Element: BitwiseCopyable>(_ type: Element.Type, offset: Int, count: Int) -> [Element] {
    let length = count * MemoryLayout<Element>.stride
    precondition(offset >= 0 && count >= 0 && offset + length <= byteCount, "values beyond their file")
    // The library writes the count of no values into memory that all empty arrays share: the thread sanitizer takes it for a race.
    if count == 0 { return [] }
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
    // Nothing keeps a file without bytes from being another by now.
    guard byteCount > 0 else { return false }
    var other = stat()
    // A link at the path is followed: a second name of it would lead wherever it leads later.
    guard linkat(AT_FDCWD, path, AT_FDCWD, target, AT_SYMLINK_FOLLOW) == 0 else { return false }
    guard stat(target, &other) == 0, FileIdentity(other) == identity else {
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

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  deinit {
    if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
  }
}
