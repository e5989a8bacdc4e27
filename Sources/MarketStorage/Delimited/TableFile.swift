/// A file of rows whose columns go by name, read for other purposes than import: taxonomies, evaluation data.
package struct TableFile: Sendable {
  /// The file's name as the user gave it.
  package let file: String
  /// What separates fields.
  package let delimiter: Character
  private let header: [String]?

  /// Names a file, which is opened by `read` only; gzip is recognised by content.
  ///
  /// - Parameter header: names to read the columns by, for a file whose own names stand twice.
  package init(file: String, delimiter: Character = ",", header: [String]? = nil) {
    (self.file, self.delimiter, self.header) = (file, delimiter, header)
  }

  /// The names of the columns, in the file's order.
  ///
  /// - Throws: `MarketFileError` when the file cannot be read or has no header.
  package func columns() throws -> [String] { try reader().columns }

  /// Columns without a name, such as the row numbers that data frames are written with, are called `column 1`.
  private func reader() throws -> DelimitedReader {
    try DelimitedReader(
      file: file, delimiter: delimiter.asciiValue ?? UInt8(ascii: ","), columns: header, allowsUnnamed: true,
      maximumRecordBytes: 16 << 20)
  }

  /// Hands over the named columns of every row, in the order asked for, with the row's line; an `optional` column that the
  /// file lacks is empty.
  ///
  /// - Throws: `MarketFileError` when the file cannot be read or lacks a column; the first `Reject` when a row is malformed,
  ///   since half a taxonomy is worse than none; whatever `body` throws.
  package func read(
    columns: [String], optional: [String] = [], into body: (_ fields: [String], _ line: Int) throws -> Void
  ) throws {
    var reader = try reader()
    let header = reader.columns
    let positions =
      try columns.map { column in
        guard let position = header.firstIndex(of: column) else {
          throw MarketFileError(
            file: file, line: 1, problem: "has no column '\(column)'",
            advice: NearestName.of(column, among: header).map { "did you mean '\($0)'? " } ?? ""
              + "columns: \(header.joined(separator: ", "))")
        }
        return position
      } + optional.map { header.firstIndex(of: $0) ?? -1 }
    reader.want(header.indices.map(positions.contains))
    try reader.read(progress: nil) { row, line in
      let fields = try row.get()
      try body(positions.map { $0 < 0 ? "" : fields[$0] ?? "" }, line)
    }
  }
}
