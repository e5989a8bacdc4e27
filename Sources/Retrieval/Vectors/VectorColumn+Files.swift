import VectorMath

extension VectorColumn {
  /// Writes vectors, codes, and which rows have one.
  func write(_ name: String, rows: Int, to folder: inout ColumnFolderWriter) throws(FileDamage) {
    try search.matrix.write(name, to: &folder)
    try search.codes.write(name, to: &folder)
    if let codes = binaryCodes[.rabitq] { try codes.write(name, to: &folder) }
    try VectorColumn.write(present, name, rows: rows, to: &folder)
  }

  /// Writes which rows have a vector, `nil` for all.
  static func write(
    _ present: Bitset?, _ name: String, rows: Int, to folder: inout ColumnFolderWriter
  ) throws(FileDamage) {
    var marks = [UInt8](repeating: 1, count: rows)
    if let present { for row in 0..<rows where !present.contains(row) { marks[row] = 0 } }
    try folder.write(marks, name + ".present")
  }

  /// Opens vectors, which stay in their file, and reads codes. O(rows × bytes of codes).
  ///
  /// - Parameters:
  ///   - name: of the column in its folder (`VectorKey.columnNames`).
  ///   - hasBinaryCodes: whether there are codes for approximate search.
  init(
    _ name: String, _ field: VectorField, hasBinaryCodes: Bool, rows: Int, in folder: ColumnFolder
  ) throws(FileDamage) {
    let marks: [UInt8] = try folder.elements(name + ".present", count: rows)
    self.init(
      model: field.model, matrix: try DenseMatrix(name, in: folder, rows: rows, dimension: field.dimension),
      codes: try QuantizedMatrix(name, in: folder, rows: rows, dimension: field.dimension),
      present: marks.contains(0) ? Bitset(capacity: rows, marks.indices.filter { marks[$0] != 0 }) : nil)
    if hasBinaryCodes {
      binaryCodes[.rabitq] = try BinaryCodes(name, in: folder, rows: rows, dimension: field.dimension)
    }
  }
}
