import Foundation
import MarketStorage

/// A table of titles and the URIs of their occupations, as the JobBERT evaluation set holds them.
///
/// The columns go by name, `vacancyTitle` or `title` and `conceptUri` or `uri`; others are passed over. Plain or gzipped.
struct TitleFile {
  /// A row.
  struct Row: Hashable, Sendable {
    /// As it was written.
    var title: String
    /// `http://data.europa.eu/esco/occupation/…`.
    var uri: String
  }

  /// The rows in the file's order, at least one.
  let rows: [Row]

  /// Reads a file.
  ///
  /// - Throws: `WorkspaceError` of file and line when it cannot be read, lacks a column, holds no row or a row without a URI.
  init(_ file: URL, progress: StageProgress.Handler = { _ in }) throws {
    var rows: [Row] = []
    let name = file.lastPathComponent
    do {
      let columns = try TitleFile.columns(file)
      try TaxonomyFolder.read(file, columns: columns, advice: TitleFile.advice) { fields, _ throws(UnusableField) in
        let uri = fields[1].trimmingCharacters(in: .whitespacesAndNewlines)
        guard !uri.isEmpty else {
          throw UnusableField(column: columns[1], found: "", allowed: "the URI of an occupation")
        }
        rows.append(Row(title: fields[0], uri: uri))
        if rows.count % 5000 == 0 { progress(StageProgress("read \(name)", done: rows.count, unit: "rows")) }
      }
    } catch let error as MarketFileError {
      throw WorkspaceError("\(error); \(TitleFile.advice)")
    }
    guard !rows.isEmpty else { throw WorkspaceError("\(file.path): holds no title; \(TitleFile.advice)") }
    progress(StageProgress("read \(name)", done: rows.count, unit: "rows", isFinished: true))
    self.rows = rows
  }

  /// The two columns by the names that the file gives them.
  private static func columns(_ file: URL) throws -> [String] {
    let header = try TableFile(file: file.path).columns()
    return try [["vacancyTitle", "title"], ["conceptUri", "uri"]].map { names in
      guard let name = names.first(where: header.contains) else {
        throw WorkspaceError(
          "\(file.path):1: has no column \(names.joined(separator: " or ")); columns: \(header.joined(separator: ", ")); "
            + TitleFile.advice)
      }
      return name
    }
  }

  private static let advice =
    "a file of titles is a CSV with a column vacancyTitle or title and a column conceptUri or uri (Guides/Data.md)"
}
