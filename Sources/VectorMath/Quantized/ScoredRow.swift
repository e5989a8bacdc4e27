/// A row and its score.
public struct ScoredRow: Hashable, Sendable {
  /// The row.
  public var row: Int
  /// Its score.
  public var score: Float

  /// Makes a scored row.
  public init(row: Int, score: Float) { (self.row, self.score) = (row, score) }

  /// The order of every answer: by falling score, equal ones by rising row.
  package static func precedes(_ first: ScoredRow, _ second: ScoredRow) -> Bool {
    first.score != second.score ? first.score > second.score : first.row < second.row
  }
}
