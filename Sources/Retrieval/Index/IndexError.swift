import Foundation
import JobMarket
import VectorMath

/// Why an index cannot be built, read or asked: what was found and what is allowed.
public struct IndexError: Error, Equatable, CustomStringConvertible {
  /// The sentence shown to the user.
  public let description: String
  /// Whether the machine lacks something, such as disk space or descriptors, so that the index itself may be whole.
  public private(set) var isEnvironment = false

  static func keysDoNotRise(_ last: JobKey, _ next: JobKey) -> IndexError {
    IndexError(description: "job keys must rise: \(next.rawValue) came after \(last.rawValue)")
  }

  static func notFinite(_ key: JobKey, what: String) -> IndexError {
    IndexError(description: "job \(key.rawValue): \(what) is not finite")
  }

  static func unknownTerm(_ term: UInt32, termCount: Int) -> IndexError {
    IndexError(description: "term \(term) is out of range: the text model has \(termCount) terms")
  }

  static func wrongModel(_ asked: String, held: [String]) -> IndexError {
    let models = held.map { "'\($0)'" }.joined(separator: " and ")
    return IndexError(
      description: "the query's vector is of model '\(asked)' but the index holds \(models); rebuild one with the other"
    )
  }

  static func badQuery(_ reason: String) -> IndexError {
    IndexError(description: reason)
  }

  static func damaged(_ file: String, _ reason: String) -> IndexError {
    IndexError(
      description: "\(file): \(reason); the index is damaged: rebuild it with `\(JobIndex.command(rebuilding: file))`")
  }

  static func damaged(_ damage: FileDamage) -> IndexError {
    damage.isEnvironment ? refused(damage) : damaged(damage.path, damage.reason)
  }

  /// A file that could not be written, or read for want of something.
  static func refused(_ damage: FileDamage) -> IndexError {
    IndexError(description: damage.description, isEnvironment: damage.isEnvironment)
  }

  static func otherFormat(
    _ file: String, _ found: Int, reads format: Int = IndexSegment.formatVersion
  ) -> IndexError {
    IndexError(
      description: "\(file): format \(found), this jobmatch reads format \(format); "
        + "rebuild the index with `\(JobIndex.command(rebuilding: file))`")
  }
}

extension JobIndex {
  /// The command that makes an index anew: from the workload it belongs to, else from the workspace.
  ///
  /// - Parameter path: the index's folder, or a file in it that may be missing.
  public static func command(rebuilding path: String) -> String {
    let manager = FileManager.default
    var isFolder = false
    if let type = (try? manager.attributesOfItem(atPath: path))?[.type] as? FileAttributeType {
      isFolder = type == .typeDirectory
    }
    let file = URL(filePath: path).standardizedFileURL
    let folder = isFolder ? file : file.deletingLastPathComponent()
    let workload = folder.deletingLastPathComponent()
    if HybridWorkload.indexFolder(of: workload).lastPathComponent == folder.lastPathComponent,
      manager.fileExists(atPath: workload.appending(path: HybridWorkload.embeddingsFile).path)
    {
      return "jobmatch index --workload \(quoted(workload.path))"
    }
    let isOfWorkload =
      manager.fileExists(atPath: folder.appending(path: WorkloadStamp.name).path)
      || checkedFiles(in: folder).contains(WorkloadStamp.name)
    guard isOfWorkload else { return "jobmatch index" }
    return "jobmatch index --workload WORKLOAD --output \(quoted(folder.path))"
  }

  /// A path as a shell needs it.
  private static func quoted(_ path: String) -> String {
    path.contains { !$0.isLetter && !$0.isNumber && !"/._-".contains($0) }
      ? "'" + path.replacing("'", with: "'\\''") + "'" : path
  }
}
