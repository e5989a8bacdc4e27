import Foundation
import MarketStorage

/// A folder of a published taxonomy's files, plain or gzipped.
struct TaxonomyFolder {
  private let folder: URL
  private let advice: String

  /// Names a folder; `advice` ends every error, so that the user knows where the files come from.
  init(_ folder: URL, advice: String) {
    (self.folder, self.advice) = (folder, advice)
  }

  /// The path as the user gave it, for errors.
  var path: String { folder.path }

  /// Hands over the named columns of every row of a file, in the order asked for, an `optional` one empty where the file
  /// lacks it; `.gz` may follow its name.
  ///
  /// - Throws: `WorkspaceError` that names the file, and the line where there is one.
  func read(
    _ name: String, columns: [String], optional: [String] = [], delimiter: Character = ",",
    _ body: ([String]) throws(UnusableField) -> Void
  ) throws {
    let file = try existing(name)
    try TaxonomyFolder.read(file, columns: columns, optional: optional, delimiter: delimiter, advice: advice) {
      fields, _ throws(UnusableField) in
      try body(fields)
    }
  }

  /// Reads one table, with every error made a `WorkspaceError` of `file:line`.
  static func read(
    _ file: URL, columns: [String], optional: [String] = [], delimiter: Character = ",", advice: String,
    _ body: (_ fields: [String], _ line: Int) throws(UnusableField) -> Void
  ) throws {
    do {
      try TableFile(file: file.path, delimiter: delimiter).read(columns: columns, optional: optional) { fields, line in
        do throws(UnusableField) {
          try body(fields, line)
        } catch {
          throw WorkspaceError(
            "\(file.path):\(line): \(error.column) is '\(error.found)', allowed is \(error.allowed); \(advice)")
        }
      }
    } catch let error as MarketFileError {
      throw WorkspaceError("\(error); \(advice)")
    } catch let error as Reject {
      throw WorkspaceError("\(error.location): \(error.key): \(error.reason) \(advice)")
    }
  }

  private func existing(_ name: String) throws -> URL {
    for candidate in [name + ".gz", name] {
      let file = folder.appending(path: candidate)
      if FileManager.default.fileExists(atPath: file.path) { return file }
    }
    throw WorkspaceError("\(folder.path) has no \(name) or \(name).gz; \(advice)")
  }
}
