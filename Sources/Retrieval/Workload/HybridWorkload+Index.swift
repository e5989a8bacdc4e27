import Foundation
import JobMarket
import VectorMath

extension HybridWorkload {
  /// Where a workload's index is, unless it was put elsewhere: the folder `index` beside its files.
  public static func indexFolder(of workload: URL) -> URL {
    workload.appending(path: "index", directoryHint: .isDirectory)
  }

  /// The file that an index of a workload has and no other index: of which files it was made.
  package static var stampFile: String { WorkloadStamp.name }

  /// Its vectors: the field's name is their model's, too.
  static let vectorKey = VectorKey(vectorField, model: vectorField)

  /// Where a workload's rows came from.
  public enum Origin: Hashable, Sendable {
    /// An index on disk, opened.
    case opened(URL)
    /// The workload's files, indexed in memory, and why an index that is there was not opened.
    case built(because: String?)
  }

  /// Indexes a workload's vectors and attributes into an existing folder, for `JobIndex(contentsOf:)` and `HybridWorkload`.
  ///
  /// Vectors are coded from where they lie: memory is taken for codes and attributes, never for the vectors.
  ///
  /// - Parameters:
  ///   - sharesVectors: whether the index's vectors and `embeddings.npy` may be one file with two names, where the system
  ///     allows. Then replace it whole; who writes to it in place damages the index.
  ///   - progress: told steps with rows done and rows in all.
  /// - Throws: `WorkloadError`, `NPYFileError`, `IndexError`, the file system's errors. O(size).
  /// - Returns: the index that was written.
  @discardableResult
  public static func writeIndex(
    of workload: URL, to folder: URL, sharesVectors: Bool = false,
    progress: (_ step: String, _ done: Int, _ total: Int) -> Void = { _, _, _ in }
  ) throws -> JobIndex {
    // Before anything is read: what changes while it is read shows afterwards.
    let stamp = try WorkloadStamp(of: workload)
    let built = try HybridWorkload.index(of: workload, progress: progress)
    progress("code vectors by a bit a number", 0, 1)
    let index = built.addingBinaryCodes()
    progress("write the index", 0, 1)
    try index.write(to: folder, adding: [WorkloadStamp.name: try stamp.bytes()], mayLink: sharesVectors)
    progress("write the index", 1, 1)
    return JobIndex([index])
  }

  /// The index beside a workload, if it is there and of these very files; else why not, if anything is there.
  static func openedIndex(of workload: URL) throws -> (index: IndexSegment?, reason: String?) {
    let (folder, manager) = (indexFolder(of: workload), FileManager.default)
    // Not followed: a link that leads nowhere is something too.
    guard (try? manager.attributesOfItem(atPath: folder.path)) != nil else { return (nil, nil) }
    guard let names = try? manager.contentsOfDirectory(atPath: folder.path) else {
      return (nil, "\(folder.path) is no folder that can be read, so nothing was opened there")
    }
    guard names.contains(stampFile) else {
      return (nil, "\(folder.path) has no \(stampFile), so is no index of a workload, and was not opened")
    }
    do {
      let stamp = try WorkloadStamp(in: folder)
      if let difference = stamp.difference(from: try WorkloadStamp(of: workload)) {
        let command = JobIndex.command(rebuilding: folder.path)
        return (nil, "\(difference) since \(folder.path) was made; `\(command)` makes it anew")
      }
    } catch let error as FileDamage {
      throw IndexError.damaged(error)
    }
    let index = try IndexSegment(contentsOf: folder)
    guard index.vectors[vectorKey] != nil else {
      throw IndexError.damaged(folder.path, "it has no vectors '\(vectorField)'")
    }
    return (index, nil)
  }

  /// Indexes a workload's vectors and attributes in memory; the vectors stay in their file.
  static func index(
    of folder: URL, progress: (_ step: String, _ done: Int, _ total: Int) -> Void
  ) throws -> IndexSegment {
    let file = folder.appending(path: embeddingsFile)
    let matrix = try matrix(file) { progress("read embeddings", $0, $1) }
    let rowCount = matrix.rowCount
    progress("read attributes", 0, rowCount)
    let values = try attributes(folder, rowCount: rowCount)
    let column = VectorColumn(model: vectorKey.model, matrix: matrix) { progress("code vectors", $0, rowCount) }
    progress("order attributes", 0, rowCount)
    return IndexSegment(rowCount: rowCount, values: values, vectors: [vectorKey: column])
  }
}

extension JobIndex {
  /// The files that vectors of this index lie in, mapped: of what memory holds of them, nothing needs to stay there.
  public var vectorFiles: [String] {
    segments.flatMap { $0.vectors.values.compactMap(\.search.matrix.path) }.sorted()
  }

  /// Bytes of memory that attributes take: values, numbers and points a row, and where each value stands.
  public var attributeByteCount: Int { segments.reduce(0) { $0 + $1.attributeByteCount } }
}

extension IndexSegment {

  /// Bytes of memory that attributes take: values, numbers and points a row, and where each value stands.
  var attributeByteCount: Int {
    let lists = values.values.reduce(0) { $0 + $1.offsets.count * 8 + $1.elements.count * 4 }
    let points = points.values.reduce(0) { $0 + $1.offsets.count * 8 + $1.elements.count * 8 }
    let numbers = numbers.values.reduce(0) { $0 + $1.count * 8 }
    return lists + points + numbers + terms.values.reduce(0) { $0 + $1.byteCount }
  }
}
