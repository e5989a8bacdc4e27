/// Work on all rows of a matrix, on all processors that may be taken (`Processors`), a stretch of rows after the other so that somebody can be told how far
/// it is.
enum RowChunks {
  /// Rows of a chunk: whole blocks of any layout of codes.
  private static let size = 8192
  private static let stretch = 32

  /// Calls `body` with every chunk of rows once, in no order, and `progress` with the count of rows done now and then.
  static func forEach(_ rows: Int, progress: (Int) -> Void = { _ in }, _ body: @Sendable (Range<Int>) -> Void) {
    for first in Swift.stride(from: 0, to: rows, by: size * stretch) {
      let end = min(first + size * stretch, rows)
      Processors.perform((end - first + size - 1) / size) { chunk in
        let start = first + chunk * size
        body(start..<min(start + size, end))
      }
      progress(end)
    }
  }
}
