import Foundation
import JobMarket
import VectorMath

/// An index as files.
///
/// One segment without dead rows is a folder of columns (`IndexSegment+Files`), with `layout.json` in it. Any other index is:
///
/// | file | content |
/// |---|---|
/// | `index.json` | the segments in order, rows of each, the record's change (`IndexList`) |
/// | `checksums.txt` | the checksum of `index.json` |
/// | `segments/0001/` | a segment: a folder of columns |
/// | `segments/0001.dead/` | `rows.npy`, u32, rising: its dead rows; absent where all are alive |
/// | `vectors/organic.2/0001/` | vectors of a further model for that segment, which came after it was written (`VectorSet`) |
/// | `overlays/node/` | an overlay (`Overlay`) |
extension JobIndex {
  /// Puts what a segment has on disk already into a folder that is being written, without a copy.
  ///
  /// - Parameters:
  ///   - source: the segment's folder, which the index was opened from.
  ///   - name: where it goes below the new folder, `segments/0001`; nothing stands there yet.
  /// - Returns: whether it did; else the segment is written anew.
  public typealias FolderTaking = (_ source: URL, _ name: String) throws -> Bool

  /// Writes the index into an existing folder: segments with their dead rows, each into a folder of its own; or, where there
  /// is one segment and all its rows are alive, its columns alone. O(size of what is not on disk already).
  ///
  /// Files of segments that were opened get second names, where the system allows: then replace them whole; who writes to one
  /// in place damages the other.
  ///
  /// - Parameter folder: whatever an index of before has there is replaced.
  /// - Throws: `IndexError` when the system refuses, or when this index was opened from files that are damaged; what `take`
  ///   throws.
  public func write(to folder: URL) throws {
    try write(to: folder) { try JobIndex.link($0, to: folder.appending(path: $1, directoryHint: .isDirectory)) }
  }

  /// The same where somebody else takes over the folders of segments that were opened from files. As above.
  public func write(to folder: URL, taking take: FolderTaking) throws {
    guard segments.count > 1 || segments[0].dead != nil || sequence != 0 || hasBeside else {
      try JobIndex.clear(folder)
      return try segments[0].write(to: folder)
    }
    try JobIndex.clear(folder)
    var entries: [IndexList.Segment] = []
    var written: [(name: String, isTaken: Bool)] = []
    for (place, segment) in segments.enumerated() {
      let name = IndexList.segmentName(place)
      let target = folder.appending(path: IndexList.path(name), directoryHint: .isDirectory)
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      var isTaken = try segment.folder.map { try take(URL(filePath: $0), IndexList.path(name)) } ?? false
      // Whoever put another index where this one was opened gets no say in it.
      if isTaken, try JobIndex.checksum(of: target) != segment.folderChecksum {
        try FileManager.default.removeItem(at: target)
        isTaken = false
      }
      if !isTaken {
        try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
        try segment.write(to: target)
      }
      written.append((name, isTaken))
      entries.append(
        IndexList.Segment(
          name: name, jobs: segment.count, checksums: try JobIndex.checksum(of: target),
          dead: try segment.dead.map {
            try $0.write(to: folder.appending(path: IndexList.deadPath(name), directoryHint: .isDirectory))
          }))
    }
    var writer = ColumnFolderWriter(folder.path)
    let beside = hasBeside || hasLeft ? try writeBeside(written, to: folder) : nil
    let bytes = try SegmentLayout.bytes(of: IndexList(segments: entries, sequence: sequence, beside: beside))
    do throws(FileDamage) {
      try writer.write(bytes, file: IndexList.name)
      try writer.finish()
    } catch {
      throw IndexError.refused(error)
    }
  }

  /// Opens an index: maps its vectors and reads the rest. O(rows + attributes), whatever the vectors' dimension.
  ///
  /// - Throws: `IndexError` naming the file when one is missing, is of another version, is damaged, or does not fit the others.
  public init(contentsOf folder: URL) throws {
    guard IndexList.isIn(folder) else {
      self.init([try IndexSegment(contentsOf: folder)])
      return
    }
    do {
      // Segments are opened by path: where another index was put there meanwhile, all is read again.
      self = try ColumnFolder.reading(folder.path) { try JobIndex($0, in: folder) }
    } catch let error as FileDamage {
      throw IndexError.damaged(error)
    }
  }

  /// - Parameter columns: the same folder, opened.
  private init(_ columns: ColumnFolder, in folder: URL) throws {
    let list = try IndexList(in: columns)
    let file = columns.location(IndexList.name)
    let segments = try list.segments.map { try JobIndex.segment($0, in: folder, list: file) }
    if let other = segments.first(where: { $0.textModel != segments[0].textModel }) {
      throw IndexError.damaged(
        file, "segments of the text models '\(segments[0].textModel)' and '\(other.textModel)'")
    }
    if segments.count > 1, let key = SegmentMerge(segments).repeatedKey {
      throw IndexError.damaged(file, "job \(key.rawValue) is alive in two segments")
    }
    self.init(segments, sequence: list.sequence)
    if let beside = list.beside {
      try openBeside(beside, segments: list.segments.map(\.name), in: folder, list: file)
    }
  }

  /// Opens a segment and kills its dead rows.
  private static func segment(_ entry: IndexList.Segment, in folder: URL, list: String) throws -> IndexSegment {
    let place = folder.appending(path: IndexList.path(entry.name), directoryHint: .isDirectory)
    guard try checksum(of: place) == entry.checksums else {
      throw IndexError.damaged(list, "\(IndexList.path(entry.name)) is not the segment that it names")
    }
    var segment = try IndexSegment(contentsOf: place)
    guard segment.count == entry.jobs else {
      throw IndexError.damaged(list, "\(entry.jobs) jobs in \(IndexList.path(entry.name)), which has \(segment.count)")
    }
    guard let dead = entry.dead else { return segment }
    let deadPlace = folder.appending(path: IndexList.deadPath(entry.name), directoryHint: .isDirectory)
    guard try checksum(of: deadPlace) == dead.checksums else {
      throw IndexError.damaged(list, "\(IndexList.deadPath(entry.name)) is not what it names")
    }
    segment.dead = try DeadRows(contentsOf: deadPlace, count: dead.rows, of: segment.count)
    return segment
  }

  static func checksum(of folder: URL) throws -> String {
    do throws(FileDamage) {
      return IndexList.checksum(of: try ColumnFolder(folder.path))
    } catch {
      throw IndexError.damaged(error)
    }
  }

  /// Takes away what an index of before has in a folder, and an index alone.
  private static func clear(_ folder: URL) throws {
    let manager = FileManager.default
    // The list first: without it nothing is left that could be taken for an index.
    for name in [
      IndexList.name, SegmentLayout.name, IndexList.segmentsFolder, IndexBeside.vectorsFolder,
      IndexBeside.overlaysFolder,
    ] {
      let place = folder.appending(path: name)
      guard (try? manager.attributesOfItem(atPath: place.path)) != nil else { continue }
      try manager.removeItem(at: place)
    }
  }

  /// Gives the files of a segment's folder second names; whether the system did.
  private static func link(_ source: URL, to target: URL) throws -> Bool {
    let manager = FileManager.default
    guard let columns = try? ColumnFolder(source.path) else { return false }
    try manager.createDirectory(at: target, withIntermediateDirectories: true)
    for name in columns.checksums.files.keys.sorted() + [ChecksumFile.name] {
      do {
        try manager.linkItem(at: source.appending(path: name), to: target.appending(path: name))
      } catch {
        // Gone since it was opened, or on another disk: what is in memory and mapped is whole.
        try manager.removeItem(at: target)
        return false
      }
    }
    return true
  }

  /// Refuses to answer once a block of a file was found damaged, by whatever query. O(segments × vectors).
  ///
  /// - Throws: `IndexError` with file, block and what to do.
  func requireSound() throws(IndexError) {
    for segment in segments { try segment.requireSound() }
  }
}
