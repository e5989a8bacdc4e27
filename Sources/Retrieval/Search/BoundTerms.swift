import JobMarket

/// The weighted values of a scorer, ready to be met by one row's values after another.
struct BoundTerms: Sendable {
  let field: AttributeField
  let minimumMatches: Int
  let combination: TermCombination
  /// The values, rising.
  let values: ValueTable
  /// What each of them weighs.
  let weights: [Float]

  /// `nil` for a scorer of something else. O(weights log weights).
  init?(_ scorer: Scorer) {
    guard case .weightedTerms(let field, let weights, let minimumMatches, let combination) = scorer else { return nil }
    (self.field, self.minimumMatches, self.combination) = (field, minimumMatches, combination)
    let terms = weights.sorted { $0.key < $1.key }
    values = ValueTable(rising: terms.map(\.key))
    self.weights = terms.map(\.value)
  }

  /// How many values have a weight.
  var count: Int { weights.count }

  /// A value and what it weighs, by its place among the rising values. O(1).
  subscript(place: Int) -> (value: ValueID, weight: Float) { (values.values[place], weights[place]) }

  /// The places of the values by falling weight, of equal ones by rising value. O(weights log weights).
  var placesByWeight: [Int] { weights.indices.sorted { (weights[$1], $0) < (weights[$0], $1) } }

  /// Whether a row's value is a finite number whatever the row.
  var isBounded: Bool { combination == .best || weights.reduce(0) { $0 + Double(abs($1)) } < 1e38 }

  /// What a row's values, rising, are worth together. O(row + matches log weights) where the weighted values are not made to
  /// collide; see `ValueTable`.
  func value(of row: ArraySlice<ValueID>) -> Float {
    var (count, sum, best) = (0, Float(0), -Float.infinity)
    for value in row {
      guard let place = values.place(of: value) else { continue }
      let weight = weights[place]
      (count, sum) = (count + 1, sum + weight)
      if weight > best { best = weight }
    }
    guard count >= max(1, minimumMatches) else { return 0 }
    return switch combination {
    case .sum: sum
    case .best: best
    case .mean: sum / Float(count)
    }
  }

  /// Whether as many of a row's values match as must, one at least. As `value(of:)`, and no further than it must.
  func matchEnough(of row: ArraySlice<ValueID>) -> Bool {
    var missing = max(1, minimumMatches)
    guard row.count >= missing else { return false }
    for value in row where values.contains(value) {
      missing -= 1
      if missing == 0 { return true }
    }
    return false
  }
}
