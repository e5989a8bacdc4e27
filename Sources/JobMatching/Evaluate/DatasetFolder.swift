import Foundation
import MarketStorage

/// One data set's folder within a data folder, as listed in Guides/Data.md.
struct DatasetFolder {
  private let folder: URL
  private let progress: StageProgress.Handler

  /// Names a folder; its files are looked for when they are read.
  init(_ name: String, in data: URL, progress: @escaping StageProgress.Handler) {
    folder = data.appending(path: name)
    self.progress = progress
  }

  /// Hands over the named columns of every row of `name.csv.gz` or `name.csv`, in the order asked for.
  ///
  /// - Throws: `WorkspaceError` when the file is missing, lacks a column or holds a row that cannot be read or used; it
  ///   names the file, the line where there is one, and Guides/Data.md.
  ///
  /// - Parameter header: names to read the columns by, for a file whose own names stand twice.
  func read(
    _ name: String, columns: [String], header: [String]? = nil, _ body: ([String]) throws(UnusableField) -> Void
  ) throws {
    let file = try existing(name)
    var rows = 0
    do {
      try TableFile(file: file.path, header: header).read(columns: columns) { fields, line in
        do throws(UnusableField) {
          try body(fields)
        } catch {
          throw WorkspaceError(
            "\(file.path):\(line): \(error.column) is '\(error.found)', allowed is \(error.allowed); \(Self.advice)")
        }
        rows += 1
        if rows % 5000 == 0 { progress(StageProgress("read \(name)", done: rows, unit: "rows")) }
      }
    } catch let error as MarketFileError {
      throw WorkspaceError("\(error); \(Self.advice)")
    } catch let error as Reject {
      throw WorkspaceError("\(error.location): \(error.reason) \(Self.advice)")
    }
    progress(StageProgress("read \(name)", done: rows, unit: "rows", isFinished: true))
  }

  private func existing(_ name: String) throws -> URL {
    for ending in [".csv.gz", ".csv"] {
      let file = folder.appending(path: name + ending)
      if FileManager.default.fileExists(atPath: file.path) { return file }
    }
    throw WorkspaceError("\(folder.path) has no \(name).csv.gz; \(Self.advice)")
  }

  private static let advice = "Guides/Data.md says which files an evaluation needs and where they come from"
}

/// A value of a data set that the evaluation cannot go on with: half a data set gives wrong figures.
struct UnusableField: Error {
  /// The column.
  var column: String
  /// What stands there.
  var found: String
  /// What may.
  var allowed: String
}
