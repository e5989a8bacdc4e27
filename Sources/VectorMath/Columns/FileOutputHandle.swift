#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A new file that is written from its beginning, with the checksums of its blocks taken on the way: from memory, so that
/// they say what was meant to be written.
///
/// It stays only if it was finished: what a full disk let nobody finish is removed, and not taken for whole by anybody.
struct FileOutputHandle: ~Copyable {
  private let path: String
  /// -1 once closed.
  private var descriptor: Int32
  private var checksums = BlockChecksums()

  /// Makes a file; one that was there loses this name, but its bytes are left to whoever else has them.
  init(_ path: String) throws(FileDamage) {
    FileOutputHandle.remove(path)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileDamage(path, code: errno) }
    (self.path, self.descriptor) = (path, descriptor)
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    FileOutputHandle.remove(path)
  }

  /// Takes a name away, if it is there.
  static func remove(_ path: String) { unlink(path) }

  mutating func write<Element: BitwiseCopyable>(_ elements: [Element]) throws(FileDamage) {
    // A closure of this kind cannot throw errors of one type.
    let code = elements.withUnsafeBytes { append($0) }
    guard code == 0 else { throw FileDamage(path, code: code) }
  }

  mutating func write<Element: BitwiseCopyable>(_ memory: AlignedMemoryHandle<Element>) throws(FileDamage) {
    let bytes = UnsafeRawBufferPointer(UnsafeBufferPointer(start: memory.elements, count: memory.count))
    let code = append(bytes)
    guard code == 0 else { throw FileDamage(path, code: code) }
  }

  /// Returns the system's error, or 0.
  private mutating func append(_ bytes: UnsafeRawBufferPointer) -> Int32 {
    var rest = bytes
    while let start = rest.baseAddress, !rest.isEmpty {
      // Pieces that are in the cache when the system copies what was summed.
      let piece = min(rest.count, 16 * BlockChecksums.blockLength)
      let written = unistdWrite(descriptor, start, piece)
      if written < 0 {
        if errno == EINTR { continue }
        return errno
      }
      checksums.update(UnsafeRawBufferPointer(rebasing: rest.prefix(written)))
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
    }
    return 0
  }

  /// Ends the file and tells its checksums.
  ///
  /// - Throws: `FileDamage`: some systems tell of a full disk only now.
  consuming func finish() throws(FileDamage) -> BlockChecksums {
    let code = close(descriptor) == 0 ? 0 : errno
    descriptor = -1
    guard code == 0 || code == EINTR else {
      FileOutputHandle.remove(path)
      throw FileDamage(path, code: code)
    }
    return checksums
  }
}

private func unistdWrite(_ descriptor: Int32, _ start: UnsafeRawPointer, _ count: Int) -> Int {
  #if canImport(Glibc)
    Glibc.write(descriptor, start, count)
  #elseif canImport(Musl)
    Musl.write(descriptor, start, count)
  #else
    Darwin.write(descriptor, start, count)
  #endif
}
