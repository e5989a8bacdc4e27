extension SparseMatrix {
  /// The rows of several matrices of one count of columns, every value as it was. O(values).
  package init(gathering parts: [SparseMatrix], _ rows: RowGathering, columnCount: Int) {
    self.init(columnCount: columnCount)
    reserveCapacity(
      rows: rows.count,
      values: rows.runs.reduce(0) { $0 + parts[$1.part].valueCount(of: $1.rows) })
    for run in rows.runs { append(parts[run.part], run.rows) }
  }

  private func valueCount(of rows: Range<Int>) -> Int { Int(offsets[rows.upperBound] - offsets[rows.lowerBound]) }
}
