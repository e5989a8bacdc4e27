import CVectorKernels

extension DenseMatrix {
  /// Opens rows that were written by `write`, and stay in their file. O(1).
  package init(_ name: String, in folder: ColumnFolder, rows: Int, dimension: Int) throws(FileDamage) {
    memory = try folder.mapped(name, shape: [rows, dimension])
    (rowCount, self.dimension) = (rows, dimension)
  }

  /// Writes the rows. O(rows × dimension).
  package func write(_ name: String, to folder: inout ColumnFolderWriter) throws(FileDamage) {
    try folder.write(memory, name, shape: [rowCount, dimension])
  }

  /// Opens a file of rows that were just written. O(1).
  package init(mappingSound path: String, rows: Int, dimension: Int) throws(FileDamage) {
    let file = try MappedFileHandle(path)
    let header: NPYHeader
    do throws(NPYFileError) {
      header = try NPYHeader(Float.self, of: file, shape: [rows, dimension])
    } catch {
      throw FileDamage(path, error.reason)
    }
    let count = rows * dimension
    self.init(
      sound: count > 0
        ? AlignedMemoryHandle(file, offset: header.length, count: count) : AlignedMemoryHandle(count: 0),
      rowCount: rows, dimension: dimension)
  }

  /// Opens the rows of any `.npy` file of two dimensions, which stay there, and looks at every number.
  ///
  /// - Parameters:
  ///   - path: the file, f32 [rows, dimension].
  ///   - progress: told how many rows were looked at, of how many.
  /// - Throws: `NPYFileError`, `FileDamage` for a file that cannot be mapped, `DenseMatrixError` as for numbers in memory.
  ///   O(rows × dimension).
  package init(mapping path: String, progress: (_ rows: Int, _ total: Int) -> Void = { _, _ in }) throws {
    let file = try MappedFileHandle(path)
    let header = try NPYHeader(Float.self, of: file, shape: [nil, nil])
    let (rows, dimension) = (header.shape[0], header.shape[1])
    guard dimension > 0 else {
      throw NPYFileError(path: path, kind: .shape(found: header.shape, expected: "[any, 1 or more]"))
    }
    guard rows > 0, header.length % MemoryLayout<Float>.alignment == 0 else {
      try self.init(
        AlignedMemoryHandle(file.elements(Float.self, offset: header.length, count: rows * dimension)),
        rowCount: rows, dimension: dimension
      ) {
        progress($0, rows)
      }
      return
    }
    try self.init(
      AlignedMemoryHandle(file, offset: header.length, count: rows * dimension), rowCount: rows, dimension: dimension
    ) { progress($0, rows) }
  }

  /// Where the file is that the rows lie in; `nil` for rows in memory.
  package var path: String? { memory.file?.path }

  /// The first damage that anybody met in the file, if any.
  package var damage: FileDamage? { memory.damage }
}
