import JobMarket
import VectorMath

/// A query's score as one vector's inner product and more, which a sieve can bound.
struct FusedScore {
  /// The vector scorer.
  let core: BoundScorer
  /// The vectors it is asked of.
  let key: VectorKey
  let vector: [Float]
  /// The other scorers that can say anything, in the order of the query before and behind the vector.
  private let before: [BoundScorer]
  private let behind: [BoundScorer]

  /// `nil` where the score is another: no vector, several, or one place for several rows.
  init?(_ query: Query, scorers: [BoundScorer]) {
    guard !query.groupsReposts else { return nil }
    // A weight of 0 adds 0 to every sum, to the bit, where the value is a finite number.
    let heard = scorers.filter { $0.weighted.weight != 0 || !$0.isBounded }
    guard let place = heard.firstIndex(where: \.isVector), !heard[(place + 1)...].contains(where: \.isVector),
      case .vector(let field, let model, let vector) = heard[place].weighted.scorer
    else { return nil }
    (core, key, self.vector) = (heard[place], VectorKey(field, model: model), vector)
    (before, behind) = (Array(heard[..<place]), Array(heard[(place + 1)...]))
  }

  /// Whether the score is the product itself.
  var isPlain: Bool { before.isEmpty && behind.isEmpty && core.weighted.weight == 1 }

  /// Whether anything but the vector scores.
  var hasParts: Bool { !before.isEmpty || !behind.isEmpty }

  /// The score as a search takes it, of some rows; a number a row for each scorer but the vector is all it holds.
  ///
  /// O(rows of the weighted values), O(rows) for places and text.
  func fusion(rows: MatchedRows, in index: IndexSegment) -> Fusion {
    let first = before.map { ScorerPart.of($0, rows: rows, in: index) }
    let last = behind.map { ScorerPart.of($0, rows: rows, in: index) }
    let parts = first + last
    let weight = core.weighted.weight
    return Fusion(
      weight: weight, addends: FusedScore.addends(parts, pool: index.numbersPool), roundings: 3 * parts.count + 2,
      greatest: parts.reduce(0) { $0 + Double($1.greatest) }
    ) { row, product in
      // The order and the roundings of `RowScorer`.
      var total: Float = 0
      for part in first { total += part[Int(row)] }
      total += weight * product
      for part in last { total += part[Int(row)] }
      return total
    }
  }

  private static func addends(_ parts: [RowAddends], pool: RowNumbersPool) -> RowAddends? {
    guard let first = parts.first else { return nil }
    guard parts.count > 1 else { return first }
    return parts.dropFirst().reduce(first) { $0.adding($1, pool: pool) }
  }
}
