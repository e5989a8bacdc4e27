import Foundation
import JobMarket
import VectorMath

/// Rows with their scores, in rising order: what a `Collector` chooses from.
protocol RowScores {
  /// Calls `body` with each row once, rising, and its score.
  func forEachRow(_ body: (_ row: Int, _ score: Float) -> Void)
}

/// Scores the rows of a bound query, a block at a time where they are many, else as a list.
struct Scan: RowScores {
  let query: BoundQuery

  /// Rows scored together; their scores stay in the first-level cache.
  static let blockLength = 4096
  /// Below this share of the rows, one in so many, rows are scored as a list: what stands between them is not read.
  private static let listShare = 4

  /// Calls `body` with each remaining row, rising, and its score. O(rows × scorers + text entries).
  func forEachRow(_ body: (_ row: Int, _ score: Float) -> Void) {
    let scorer = RowScorer(query.scorers, rows: query.matched, in: query.index)
    switch query.matched {
    case .all: forEachRow(of: nil, scorer, body)
    case .bits(let bits) where query.matchedCount * Scan.listShare >= query.index.count:
      forEachRow(of: bits, scorer, body)
    case .bits(let bits): forEachRow(of: bits.map { UInt32($0) }, scorer, body)
    case .list(let rows): forEachRow(of: rows, scorer, body)
    }
  }

  private func forEachRow(of list: [UInt32], _ scorer: RowScorer, _ body: (_ row: Int, _ score: Float) -> Void) {
    for start in stride(from: 0, to: list.count, by: Scan.blockLength) {
      let rows = Array(list[start..<min(start + Scan.blockLength, list.count)])
      for (row, score) in zip(rows, scorer.scores(of: rows)) { body(Int(row), score) }
    }
  }

  private func forEachRow(of wanted: Bitset?, _ scorer: RowScorer, _ body: (_ row: Int, _ score: Float) -> Void) {
    for start in stride(from: 0, to: query.index.count, by: Scan.blockLength) {
      let block = start..<min(start + Scan.blockLength, query.index.count)
      if let wanted, !wanted.intersects(block) { continue }
      let scores = scorer.scores(of: block, wanted: wanted)
      if let wanted {
        wanted.forEach(in: block) { row in body(row, scores[row - start]) }
      } else {
        for row in block { body(row, scores[row - start]) }
      }
    }
  }
}

/// One scorer's value for one row: what the scan computes and what the explanation tells.
enum RowScore {
  static func value(of scorer: BoundScorer, row: Int, in index: IndexSegment) -> Float {
    switch scorer.weighted.scorer {
    case .sparseVector:
      return index.text.multiplied(by: scorer.denseText, rows: row..<row + 1)[0]
    case .vector(let field, let model, let vector):
      return index.vectors[VectorKey(field, model: model)]?.search.matrix.products(with: vector, rows: row..<row + 1)[0]
        ?? 0
    case .proximity(let field, let centers, let scale):
      return nearest(field, to: centers, row: row, in: index).map { Float(exp(-$0 / scale)) } ?? 0
    case .weightedTerms(let field, _, _, _):
      guard let terms = scorer.terms, let column = index.values[field] else { return 0 }
      return terms.value(of: column[row])
    }
  }

  /// Kilometres from the nearest of the centres to the row's nearest point, or `nil` when there is none of either.
  static func nearest(_ field: AttributeField, to centers: [Coordinate], row: Int, in index: IndexSegment) -> Double? {
    guard let column = index.points[field] else { return nil }
    let points = IndexSegment.coordinates(column[row])
    return points.lazy.flatMap { point in centers.lazy.map { $0.kilometers(to: point) } }.min()
  }

  /// The rows on which a scorer has something to say. O(rows); for weighted values O(rows / 64 + rows of the values).
  static func rowsWithSomethingToScore(_ scorer: Scorer, in index: IndexSegment) -> Bitset {
    if case .vector(let field, let model, _) = scorer, let column = index.vectors[VectorKey(field, model: model)] {
      return column.present ?? Bitset(capacity: index.count, filled: true)
    }
    let something = SomethingToScore(scorer, in: index)
    if case .weightedTerms(let field, let weights, let minimumMatches, _) = scorer {
      guard let union = index.terms[field]?.union(of: Array(weights.keys)) else { return Bitset(capacity: index.count) }
      var rows = RowConjunction(capacity: index.count, clauses: [[union]]).bits
      if minimumMatches > 1 { rows.list().forEach { if !something.isThere(for: Int($0)) { rows.remove(Int($0)) } } }
      return rows
    }
    return Bitset(capacity: index.count, (0..<index.count).lazy.filter { something.isThere(for: $0) })
  }

  /// The row's values that have a weight, in order of id.
  static func matchedTerms(
    _ field: AttributeField, _ weights: [ValueID: Float], row: Int, in index: IndexSegment
  ) -> [(value: ValueID, weight: Float)] {
    guard let column = index.values[field] else { return [] }
    return column[row].compactMap { value in weights[value].map { (value, $0) } }
  }
}
