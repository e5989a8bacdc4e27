import Foundation
import JobMarket
import VectorMath

/// Rows with their scores, in rising order: what a `Collector` chooses from.
protocol RowScores {
  /// Calls `body` with each row once, rising, and its score.
  func forEachRow(_ body: (_ row: Int, _ score: Float) -> Void)
}

/// Scores rows: every row of a block by every scorer, summed in the order of the query.
///
/// The sum of one row never depends on which rows are scored beside it, so the answer is the same however rows are split.
struct Scan: RowScores {
  let query: BoundQuery

  /// Rows scored together; their scores stay in the first-level cache.
  static let blockLength = 4096

  /// Calls `body` with each remaining row, rising, and its score. O(rows × scorers + text entries).
  func forEachRow(_ body: (_ row: Int, _ score: Float) -> Void) {
    var total = [Float](repeating: 0, count: Scan.blockLength)
    for start in stride(from: 0, to: query.index.count, by: Scan.blockLength) {
      let block = start..<min(start + Scan.blockLength, query.index.count)
      guard query.rows.intersects(block) else { continue }
      for offset in 0..<block.count { total[offset] = 0 }
      for scorer in query.scorers {
        let part = scores(of: block, by: scorer)
        for offset in 0..<block.count { total[offset] += scorer.weighted.weight * part[offset] }
      }
      query.rows.forEach(in: block) { row in body(row, total[row - start]) }
    }
  }

  /// Unweighted scores of a block's rows; rows that the query does not want may hold anything finite.
  private func scores(of block: Range<Int>, by scorer: BoundScorer) -> [Float] {
    switch scorer.weighted.scorer {
    case .sparseVector:
      return query.index.text.multiplied(by: scorer.denseText, rows: block)
    case .vector(let field, _, let vector):
      return query.index.vectors[field]?.search.matrix.products(with: vector, rows: block)
        ?? [Float](repeating: 0, count: block.count)
    case .proximity, .weightedTerms:
      var scores = [Float](repeating: 0, count: block.count)
      query.rows.forEach(in: block) { row in
        scores[row - block.lowerBound] = RowScore.value(of: scorer, row: row, in: query.index)
      }
      return scores
    }
  }
}

/// One scorer's value for one row: what the scan computes and what the explanation tells.
enum RowScore {
  static func value(of scorer: BoundScorer, row: Int, in index: JobIndex) -> Float {
    switch scorer.weighted.scorer {
    case .sparseVector:
      return index.text.multiplied(by: scorer.denseText, rows: row..<row + 1)[0]
    case .vector(let field, _, let vector):
      return index.vectors[field]?.search.matrix.products(with: vector, rows: row..<row + 1)[0] ?? 0
    case .proximity(let field, let centers, let scale):
      return nearest(field, to: centers, row: row, in: index).map { Float(exp(-$0 / scale)) } ?? 0
    case .weightedTerms(let field, let weights, let minimumMatches):
      let matched = matchedTerms(field, weights, row: row, in: index)
      return matched.count >= minimumMatches ? matched.reduce(0) { $0 + $1.weight } : 0
    }
  }

  /// Kilometres from the nearest of the centres to the row's nearest point, or `nil` when there is none of either.
  static func nearest(_ field: AttributeField, to centers: [Coordinate], row: Int, in index: JobIndex) -> Double? {
    guard let column = index.points[field] else { return nil }
    let points = JobIndex.coordinates(column[row])
    return points.lazy.flatMap { point in centers.lazy.map { $0.kilometers(to: point) } }.min()
  }

  /// The rows on which a scorer has something to say. O(rows).
  static func rowsWithSomethingToScore(_ scorer: Scorer, in index: JobIndex) -> Bitset {
    if case .vector(let field, _, _) = scorer, let column = index.vectors[field] {
      return column.present ?? Bitset(capacity: index.count, filled: true)
    }
    let something = SomethingToScore(scorer, in: index)
    return Bitset(capacity: index.count, (0..<index.count).lazy.filter { something.isThere(for: $0) })
  }

  /// The row's values that have a weight, in order of id.
  static func matchedTerms(
    _ field: AttributeField, _ weights: [ValueID: Float], row: Int, in index: JobIndex
  ) -> [(value: ValueID, weight: Float)] {
    guard let column = index.values[field] else { return [] }
    return column[row].compactMap { value in weights[value].map { (value, $0) } }
  }
}
