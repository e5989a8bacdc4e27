import Foundation
import VectorMath

/// Of which files an index of a workload was made: by name, size and time of their last change. Reading gigabytes to see
/// whether they are the same would cost what the index saves.
struct WorkloadStamp: Codable, Equatable {
  var formatVersion = 1
  var files: [File]

  struct File: Codable, Equatable {
    var name: String
    var bytes: Int
    /// Microseconds since 1970.
    var changed: Int64
  }

  /// What it is called in the index's folder.
  static let name = "workload.json"

  /// The stamp of a workload's files as they are now.
  ///
  /// - Throws: the file system's errors.
  init(of folder: URL) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0 == HybridWorkload.embeddingsFile || $0.hasPrefix("attr.") && $0.hasSuffix(".npy") }.sorted()
    files = try names.map { name in
      guard FileManager.default.fileExists(atPath: folder.appending(path: name).path) else {
        throw WorkloadError("\(folder.appending(path: name).path): a link that leads to no file")
      }
      let attributes = try FileManager.default.attributesOfItem(
        atPath: folder.appending(path: name).resolvingSymlinksInPath().path)
      let changed = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
      return File(
        name: name, bytes: (attributes[.size] as? NSNumber)?.intValue ?? 0, changed: Int64((changed * 1e6).rounded()))
    }
  }

  /// The stamp in an index's folder.
  ///
  /// - Throws: `FileDamage`.
  init(in folder: URL) throws {
    let columns = try ColumnFolder(folder.path)
    let data = Data(try columns.bytes(WorkloadStamp.name))
    guard let stamp = try? JSONDecoder().decode(WorkloadStamp.self, from: data) else {
      throw FileDamage(columns.location(WorkloadStamp.name), "not a list of files")
    }
    self = stamp
  }

  /// Its bytes.
  func bytes() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
  }

  /// The first file that is another than when the stamp was made, with what became of it; `nil` when all are the same.
  func difference(from now: WorkloadStamp) -> String? {
    let (then, now) = (by(files), by(now.files))
    for name in Set(then.keys).union(now.keys).sorted() where then[name] != now[name] {
      return now[name] == nil ? "\(name) is gone" : then[name] == nil ? "\(name) is new" : "\(name) has changed"
    }
    return nil
  }

  private func by(_ files: [File]) -> [String: File] {
    Dictionary(files.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }
}
