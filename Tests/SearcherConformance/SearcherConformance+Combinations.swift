import JobMarket
import Retrieval
import VectorMath

/// How weights of values become a score: known answers, and many weights against the definition.
extension SearcherConformance {
  func combinations() throws -> [String] { try knownCombinations() + manyWeights() }

  private func knownCombinations() throws -> [String] {
    // Twice the same value counts once; 9 has no weight.
    let jobs = ([[1, 2, 1], [3], [9, 3, 2], [], [9], [1, 2, 3]] as [[ValueID]]).enumerated().map { place, values in
      var job = IndexedJob(key: JobKey(rawValue: Int64(place)))
      job.values[.skill] = values
      return job
    }
    let searcher = try subject(jobs).searcher
    let weights: [ValueID: Float] = [1: 0.75, 2: 0.25, 3: -1.75, 4: 8]
    let expected: [(TermCombination, minimumMatches: Int, scores: [Float])] = [
      (.sum, 0, [1, -1.75, -1.5, 0, 0, -0.75]), (.sum, 2, [1, 0, -1.5, 0, 0, -0.75]),
      (.best, 0, [0.75, -1.75, 0.25, 0, 0, 0.75]), (.best, 2, [0.75, 0, 0.25, 0, 0, 0.75]),
      (.best, 3, [0, 0, 0, 0, 0, 0.75]), (.best, 70_000, [0, 0, 0, 0, 0, 0]),
      (.mean, 1, [0.5, -1.75, -0.75, 0, 0, -0.25]), (.mean, 3, [0, 0, 0, 0, 0, -0.25]),
      (.mean, -1, [0.5, -1.75, -0.75, 0, 0, -0.25]),
    ]
    return try expected.flatMap { combination, least, scores in
      try [1, -2, 0].flatMap { (weight: Float) in
        let scorer = Scorer.weightedTerms(
          field: .skill, weights: weights, minimumMatches: least, combining: combination)
        let query = Query(
          scorers: [WeightedScorer("values", weight: weight, scorer)], k: 9, asOf: Instant(seconds: 0))
        let ranked = scores.enumerated().map { place, score in
          RetrievedJob(key: JobKey(rawValue: Int64(place)), score: weight * score)
        }.sorted { ($1.score, $0.key) < ($0.score, $1.key) }
        return SearcherConformance.difference(
          try searcher.retrieve(query).jobs, ranked, "\(combination) of \(least) or more, times \(weight)")
      }
    }
  }

  /// Jobs that have many of many values, a few of which most jobs have, asked for by many weights that are no whole numbers: sums
  /// must be made in one order, whatever the rows that are left and the segments that they lie in.
  private func manyWeights() throws -> [String] {
    var random = SeededRandom(seed: 41)
    func value(_ random: inout SeededRandom) -> ValueID {
      let rank = random.uniform(in: 0...1000) * random.uniform(in: 0...1000)
      // Far apart, and many of one remainder by any power of two.
      return ValueID(rank / 1000) &* (rank % 2 == 0 ? 3 : 1 << 20)
    }
    let jobs = (0..<5000).map { row in
      var job = IndexedJob(key: JobKey(rawValue: Int64(2 * row)))
      if row % 9 > 0 { job.values[.skill] = (0..<random.uniform(in: 0...40)).map { _ in value(&random) } }
      job.values[.country] = [ValueID(row % 2), ValueID(2 + row % 300)]
      if row % 2 == 0 { job.vectors[VectorKey("v", model: "d")] = [Float(row % 7), 1, 0, -1, 0.5] }
      return job
    }
    let subject = try subject(jobs)
    return try (0..<36).flatMap { number in
      var weights: [ValueID: Float] = [:]
      let count = [1, 7, 60, 600][number % 4]
      while weights.count < count { weights[value(&random)] = Float(random.normal()) - (number % 5 == 0 ? 3 : 0) }
      if number % 6 == 0, let some = weights.keys.min() { weights[some] = -0.0 }
      let combination = TermCombination.allCases[number % 3]
      let scorer = Scorer.weightedTerms(
        field: .skill, weights: weights, minimumMatches: number % 4, combining: combination)
      // All jobs, those of a half, and few: values are made in the order of weights, or a job at a time.
      let clauses: [JobPredicate.Clause] =
        switch number / 4 % 3 {
        case 0: []
        case 1: [.init(.anyOf(.skill, Array(weights.keys))), .init(.anyOf(.country, [1]))]
        default: [.init(.anyOf(.country, [7]))]
        }
      var query = Query(
        predicate: JobPredicate(clauses),
        scorers: [WeightedScorer("values", weight: 0.3, required: number % 7 == 0, scorer)], k: 200,
        asOf: Instant(seconds: 0))
      if number % 5 < 2 {
        query.scorers.append(
          WeightedScorer("vector", weight: 0.1, .vector(field: "v", model: "d", [0.3, 1, 2, -0.7, 1])))
      }
      return try subject.violations(query, "\(combination) of \(count), query \(number)")
    }
  }
}
