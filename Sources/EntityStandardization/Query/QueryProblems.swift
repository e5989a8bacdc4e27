import JobMarket

/// Finds conditions of one search that no job can fulfil together.
enum QueryProblems {
  /// A sentence for each contradiction. O(conditions²).
  static func find(in query: UnderstoodQuery) -> [String] {
    var problems: [String] = []
    let pays = query.conditions.filter { if case .pay = $0.meaning { !$0.isNegated } else { false } }
    if let low = extreme(pays, query, \.lower, >), let high = extreme(pays, query, \.upper, <), low.amount > high.amount
    {
      problems.append("'\(low.text)' and '\(high.text)' contradict each other: no pay is both")
    }
    let negated = query.conditions.filter(\.isNegated)
    for wanted in query.conditions where !wanted.isNegated {
      if let refused = negated.first(where: { $0.meaning == wanted.meaning }) {
        problems.append(
          "'\(query.written(wanted.range))' and '\(query.written(refused.range))' contradict each other")
      }
    }
    for wanted in query.preferences {
      let refused = negated.first { condition in
        switch (condition.meaning, wanted.meaning) {
        case (.skill(let value, _), .skill(let other, _)): value == other
        case (.seniority(let levels), .seniority(let others)): levels == others
        default: false
        }
      }
      if let refused {
        problems.append(
          "'\(query.written(wanted.range))' is wished for and '\(query.written(refused.range))' leaves it out")
      }
    }
    let excluded = Set(negated.compactMap { if case .word(let word) = $0.meaning { word } else { nil } })
    for word in query.words where excluded.contains(word.meaning) {
      problems.append("'\(word.meaning)' is both asked for and left out")
    }
    return problems
  }

  private static func extreme(
    _ pays: [QueryReading<QueryCondition>], _ query: UnderstoodQuery, _ end: (NumericRange) -> Double?,
    _ isStronger: (Double, Double) -> Bool
  ) -> (amount: Double, text: String)? {
    var strongest: (amount: Double, text: String)?
    for reading in pays {
      guard case .pay(let pay) = reading.meaning, let amount = end(pay.yearly) else { continue }
      if strongest.map({ isStronger(amount, $0.amount) }) ?? true { strongest = (amount, query.written(reading.range)) }
    }
    return strongest
  }
}
