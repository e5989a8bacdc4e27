import JobMarket
import VectorMath

/// Scores rows in full: every row by every scorer, summed in the order of the query.
///
/// The sum of one row never depends on which rows are scored beside it, so the answer is the same however rows are split.
struct RowScorer {
  private let scorers: [BoundScorer]
  private let index: IndexSegment
  /// What scorers add, where it was made for all rows at once; `nil` where a row's value is made when it is asked for.
  private let parts: [RowAddends?]

  /// - Parameter rows: those that will be scored; where they are many, values are made for all at once. `nil` for few.
  init(_ scorers: [BoundScorer], rows: MatchedRows?, in index: IndexSegment) {
    // A weight of 0 adds 0 to every sum, to the bit, where the value is a finite number.
    let scorers = scorers.filter { $0.weighted.weight != 0 || !$0.isBounded }
    (self.scorers, self.index) = (scorers, index)
    parts = scorers.map { scorer in
      guard let rows, let terms = WeightedTermRows(scorer, in: index),
        ScorerPart.isCheaperByTerms(terms, rows: rows.count, of: index.count)
      else { return nil }
      return terms.values(factor: scorer.weighted.weight, pool: index.numbersPool)
    }
  }

  /// The scores of listed rows. O(rows × scorers).
  func scores(of rows: [UInt32]) -> [Float] {
    var total = [Float](repeating: 0, count: rows.count)
    for (scorer, part) in zip(scorers, parts) {
      if let part {
        for place in rows.indices { total[place] += part[Int(rows[place])] }
      } else {
        let values = values(of: scorer, rows: rows)
        for place in rows.indices { total[place] += scorer.weighted.weight * values[place] }
      }
    }
    return total.map(RowScorer.ordered)
  }

  /// The scores of a range of rows; of those that are not wanted, any number. O(rows × scorers + text entries).
  func scores(of block: Range<Int>, wanted: Bitset?) -> [Float] {
    var total = [Float](repeating: 0, count: block.count)
    for (scorer, part) in zip(scorers, parts) {
      if let part {
        for place in 0..<block.count { total[place] += part[block.lowerBound + place] }
      } else {
        let values = values(of: scorer, block: block, wanted: wanted)
        for place in 0..<block.count { total[place] += scorer.weighted.weight * values[place] }
      }
    }
    return total.map(RowScorer.ordered)
  }

  /// What is no number, infinities that cancel out, comes last: every score has a place in the order.
  private static func ordered(_ score: Float) -> Float { score.isNaN ? -.infinity : score }

  private func values(of scorer: BoundScorer, rows: [UInt32]) -> [Float] {
    if case .vector(let field, let model, let vector) = scorer.weighted.scorer {
      return index.vectors[VectorKey(field, model: model)]?.search.matrix.products(with: vector, listed: rows)
        ?? [Float](repeating: 0, count: rows.count)
    }
    if let terms = scorer.terms {
      guard let column = index.values[terms.field] else { return [Float](repeating: 0, count: rows.count) }
      return rows.map { terms.value(of: column[Int($0)]) }
    }
    return rows.map { RowScore.value(of: scorer, row: Int($0), in: index) }
  }

  private func values(of scorer: BoundScorer, block: Range<Int>, wanted: Bitset?) -> [Float] {
    switch scorer.weighted.scorer {
    case .sparseVector:
      return index.text.multiplied(by: scorer.denseText, rows: block)
    case .vector(let field, let model, let vector):
      return index.vectors[VectorKey(field, model: model)]?.search.matrix.products(with: vector, rows: block)
        ?? [Float](repeating: 0, count: block.count)
    case .proximity, .weightedTerms:
      var scores = [Float](repeating: 0, count: block.count)
      func score(_ row: Int) { scores[row - block.lowerBound] = RowScore.value(of: scorer, row: row, in: index) }
      if let wanted { wanted.forEach(in: block, score) } else { block.forEach(score) }
      return scores
    }
  }
}
