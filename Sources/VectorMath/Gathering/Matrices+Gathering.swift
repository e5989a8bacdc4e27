extension DenseMatrix {
  /// The rows of several matrices of one dimension; those of a table without a matrix are zeros. O(rows × dimension).
  ///
  /// - Throws: `FileDamage` when rows lie in a file that is not what was written.
  package init(gathering parts: [DenseMatrix?], _ rows: RowGathering, dimension: Int) throws(FileDamage) {
    // Every number was looked at when it came into its matrix.
    self.init(
      sound: try AlignedMemoryHandle(gathering: parts.map { $0?.memory }, rows, width: dimension),
      rowCount: rows.count, dimension: dimension)
  }
}

extension QuantizedMatrix {
  /// The codes of rows of several matrices, copied, since a row's codes depend on nothing but the row.
  ///
  /// `greatestNorm` is the greatest of the tables': it stands for rows that are gone, too, and bounds those that are left.
  /// O(rows × dimension), which coding takes twenty times as long for.
  /// - Parameter parts: codes a table; the rows of one without are zeros.
  /// - Throws: `FileDamage` when codes lie in a file that is not what was written.
  package init(gathering parts: [QuantizedMatrix?], _ rows: RowGathering, dimension: Int) throws(FileDamage) {
    // Zeros have codes of their own.
    let tables = parts.map { $0 ?? QuantizedMatrix.zeros(dimension: dimension) }
    let isLacking = parts.map { $0 == nil }
    let rowBytes = QuantizedMatrix.rowBytes(dimension: dimension)
    let coarse = AlignedMemoryHandle<UInt8>(count: rows.count * rowBytes)
    let fine = AlignedMemoryHandle<UInt8>(count: rows.count * rowBytes)
    let scalars = AlignedMemoryHandle<UInt32>(count: rows.count)
    let fineErrors = AlignedMemoryHandle<Float>(count: rows.count)
    var next = 0
    for run in rows.runs {
      let table = tables[run.part]
      for range in isLacking[run.part] ? run.rows.map({ _ in 0..<1 }) : [run.rows] {
        try coarse.copy(table.coarse, range, width: rowBytes, toRow: next)
        try fine.copy(table.fine, range, width: rowBytes, toRow: next)
        try scalars.copy(table.scalars, range, width: 1, toRow: next)
        try fineErrors.copy(table.fineErrors, range, width: 1, toRow: next)
        next += range.count
      }
    }
    let counts = rows.counts(parts: parts.count)
    self.init(
      rowCount: rows.count, dimension: dimension, coarse: coarse, fine: fine, scalars: scalars,
      fineErrors: fineErrors,
      greatestNorm: zip(tables, counts).reduce(0) { $1.1 > 0 ? max($0, $1.0.greatestNorm) : $0 })
  }

  private static func zeros(dimension: Int) -> QuantizedMatrix {
    QuantizedMatrix(
      DenseMatrix(sound: AlignedMemoryHandle(count: dimension), rowCount: 1, dimension: dimension))
  }
}
