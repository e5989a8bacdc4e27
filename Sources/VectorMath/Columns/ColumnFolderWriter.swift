/// Writes columns into a folder, with a checksum for every block of them.
///
/// Whoever opens the folder before `finish` finds no checksums, or those of before, which fit no file written since: nothing
/// half-written is taken for whole. A file that could not be finished is removed.
///
/// ```swift
/// var writer = ColumnFolderWriter("index")
/// try writer.write([1, 2, 3] as [Int64], "keys")
/// try writer.write(codes, "codes", shape: [3, 64])
/// try writer.finish()
/// ```
package struct ColumnFolderWriter {
  let path: String
  var checksums = ChecksumFile()
  private let mayLink: Bool

  /// Prepares to write into an existing folder.
  ///
  /// - Parameter mayLink: whether a column that is mapped from another folder may be given a second name instead of being
  ///   copied. The two then are one file, which nobody must write to in place.
  package init(_ path: String, mayLink: Bool = false) { (self.path, self.mayLink) = (path, mayLink) }

  /// Where a file of the folder is, or will be.
  package func location(_ name: String) -> String { ColumnFolder.join(path, name) }

  /// Writes a column of one dimension. O(count).
  package mutating func write<Element: NPYElement>(_ elements: [Element], _ name: String) throws(FileDamage) {
    var file = try FileOutputHandle(ColumnFolder.join(path, name + ".npy"))
    try file.write(NPYHeader.bytes(descriptor: Element.npyDescriptor, shape: [elements.count]))
    try file.write(elements)
    checksums.files[name + ".npy"] = try file.finish()
  }

  /// Writes a column of memory, whose numbers are as many as the shape says. O(count).
  ///
  /// - Throws: `FileDamage` when the system refuses, or the memory is a damaged file's.
  package mutating func write<Element: NPYElement>(
    _ memory: AlignedMemoryHandle<Element>, _ name: String, shape: [Int]
  ) throws(FileDamage) {
    precondition(shape.reduce(1, *) == memory.count, "the shape must fit the numbers")
    guard memory.isSound(0..<memory.count) else {
      throw memory.damage ?? FileDamage(name, "differs from its checksums")
    }
    let target = ColumnFolder.join(path, name + ".npy")
    if mayLink, let file = memory.file, memory.offset % 64 == 0 {
      FileOutputHandle.remove(target)
      if file.link(to: target) {
        checksums.files[name + ".npy"] = BlockChecksums(of: file)
        return
      }
    }
    var file = try FileOutputHandle(target)
    try file.write(NPYHeader.bytes(descriptor: Element.npyDescriptor, shape: shape))
    try file.write(memory)
    checksums.files[name + ".npy"] = try file.finish()
  }

  /// Writes a file of any content. O(bytes).
  package mutating func write(_ bytes: [UInt8], file name: String) throws(FileDamage) {
    var file = try FileOutputHandle(ColumnFolder.join(path, name))
    try file.write(bytes)
    checksums.files[name] = try file.finish()
  }

  /// Writes the checksums; the folder is whole with them.
  package mutating func finish() throws(FileDamage) {
    var file = try FileOutputHandle(ColumnFolder.join(path, ChecksumFile.name))
    try file.write(checksums.bytes)
    _ = try file.finish()
  }
}
