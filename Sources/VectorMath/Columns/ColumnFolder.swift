/// A folder of columns, each a `.npy` file, with a checksum for every block of them: opened for reading.
///
/// The great columns are mapped, and each of their blocks is compared before its first use; small ones are read whole and
/// compared as they are read.
///
/// It is one snapshot: the folder is opened once and its files are opened within it, so that none comes from another folder
/// that was put in its place meanwhile. The one descriptor it has goes with the value; what was read or mapped needs none.
///
/// ```swift
/// let folder = try ColumnFolder("index")
/// let codes: AlignedMemoryHandle<UInt8> = try folder.mapped("codes", shape: [rows, 64])
/// let keys: [Int64] = try folder.elements("keys", count: rows)
/// ```
package struct ColumnFolder: Sendable {
  /// What its files must be.
  package let checksums: ChecksumFile
  private let handle: FolderHandle

  /// Opens a folder and reads its checksums.
  ///
  /// - Throws: `FileDamage`. O(checksums).
  package init(_ path: String) throws(FileDamage) {
    handle = try FolderHandle(path)
    let opened = try MappedFileHandle(ChecksumFile.name, in: handle)
    checksums = try ChecksumFile(opened.copied(0..<opened.byteCount), path: opened.path)
  }

  /// Opens a folder and reads it, again where another was put in its place meanwhile and its own files are gone: what was found
  /// missing then is no damage.
  ///
  /// - Parameter read: called with a folder that was opened anew; what it throws counts only where the folder is in its place.
  /// - Throws: what opening or reading throws.
  package static func reading<Content>(
    _ path: String, _ read: (ColumnFolder) throws -> Content
  ) throws -> Content {
    // Somebody who replaces a folder faster than it is read would keep us here for ever.
    for _ in 0..<8 {
      let folder = try ColumnFolder(path)
      do {
        return try read(folder)
      } catch  where !folder.handle.isInPlace {}
    }
    return try read(try ColumnFolder(path))
  }

  /// Where it was opened.
  package var path: String { handle.path }

  /// Where a file of the folder is.
  package func location(_ name: String) -> String { ColumnFolder.join(path, name) }

  static func join(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// Opens one of its files. O(1).
  package func file(_ name: String) throws(FileDamage) -> MappedFileHandle {
    guard let expected = checksums.files[name] else {
      throw FileDamage(location(name), "\(ChecksumFile.name) does not name it")
    }
    return try MappedFileHandle(name, in: handle, checksums: expected)
  }

  /// The bytes of a file, all of them compared. O(bytes).
  package func bytes(_ name: String) throws(FileDamage) -> [UInt8] {
    let file = try file(name)
    try ColumnFolder.compare(file)
    return file.copied(0..<file.byteCount)
  }

  /// A column that stays in its file: its header is read, its blocks are compared when they are first used. O(1).
  ///
  /// - Parameter shape: what it must be, rows first.
  package func mapped<Element: NPYElement>(
    _ name: String, shape: [Int]
  ) throws(FileDamage) -> AlignedMemoryHandle<Element> {
    let file = try file(name + ".npy")
    let header = try header(Element.self, of: file, shape: shape)
    let count = shape.reduce(1, *)
    guard count > 0 else { return AlignedMemoryHandle(count: 0) }
    guard header.length % 64 == 0 else { throw FileDamage(file.path, "its numbers do not begin at a multiple of 64") }
    return AlignedMemoryHandle(file, offset: header.length, count: count)
  }

  /// A column as memory of its own, read whole and compared. O(count).
  ///
  /// For what a search reads here and there: memory of its own lies in large pages, a file's does not, and a walk over listed
  /// rows takes half the time in them.
  package func read<Element: NPYElement>(
    _ name: String, shape: [Int]
  ) throws(FileDamage) -> AlignedMemoryHandle<Element> {
    let mapped: AlignedMemoryHandle<Element> = try mapped(name, shape: shape)
    guard mapped.isSound(0..<mapped.count) else {
      throw mapped.damage ?? FileDamage(location(name + ".npy"), "differs from its checksums")
    }
    return withExtendedLifetime(mapped) {
      AlignedMemoryHandle(UnsafeBufferPointer(start: mapped.elements, count: mapped.count))
    }
  }

  /// A column of one dimension, read whole and compared. O(count).
  ///
  /// - Parameter count: how many numbers it must have, `nil` for any.
  package func elements<Element: NPYElement>(_ name: String, count: Int? = nil) throws(FileDamage) -> [Element] {
    let file = try file(name + ".npy")
    try ColumnFolder.compare(file)
    let header = try header(Element.self, of: file, shape: [count])
    return file.elements(Element.self, offset: header.length, count: header.shape[0])
  }

  private static func compare(_ file: MappedFileHandle) throws(FileDamage) {
    guard file.blocks?.areSound(0..<file.byteCount) ?? true else {
      throw file.blocks?.damage ?? FileDamage(file.path, "differs from its checksums")
    }
  }

  private func header<Element: NPYElement>(
    _ type: Element.Type, of file: MappedFileHandle, shape: [Int?]
  ) throws(FileDamage) -> NPYHeader {
    do throws(NPYFileError) {
      return try NPYHeader(type, of: file, shape: shape)
    } catch {
      throw FileDamage(file.path, error.reason)
    }
  }
}
