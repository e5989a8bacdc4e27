import JobMarket
import Retrieval
import VectorMath

/// Rules that an answer keeps, each on a small world made for it.
extension SearcherConformance {
  private func keys(_ numbers: [Int64]) -> [JobKey] { numbers.map(JobKey.init(rawValue:)) }

  private func expect(_ found: [JobKey], _ expected: [Int64], _ place: String) -> [String] {
    found == keys(expected) ? [] : ["\(place): jobs \(found.map(\.rawValue)), not \(expected)"]
  }

  func hidden() throws -> [String] {
    var vectors = VectorWorld(.normal, dimension: 8, seed: 14)
    let searcher = try subject(vectors.jobs(500), field: vectors.field).searcher
    return try [1, 3].flatMap { share in
      var query = vectors.query(share: share, k: 30)
      let before = try searcher.retrieve(query)
      // The first, one in the middle, and one that no index holds.
      query.hidden = [before.jobs[0].key, before.jobs[7].key, JobKey(rawValue: 999_999)]
      query.k = 28
      let after = try searcher.retrieve(query)
      return SearcherConformance.difference(
        after.jobs, before.jobs.filter { !query.hidden.contains($0.key) }, "1 in \(share)")
        + (after.matching == before.matching ? [] : ["1 in \(share): hiding changed how many match"])
    }
  }

  func offers() throws -> [String] {
    func job(_ key: Int64, posted: Int64?, expires: Int64?) -> IndexedJob {
      var job = IndexedJob(key: JobKey(rawValue: key))
      if let posted { job.numbers[.postedAt] = Double(Instant(seconds: posted).milliseconds) }
      job.expiresAt = expires.map { Instant(seconds: $0) }
      job.vectors[VectorKey("v", model: "d")] = [Float(key), 0, 0, 0, 0]
      return job
    }
    let jobs = [
      job(1, posted: nil, expires: nil), job(2, posted: 10, expires: nil), job(3, posted: nil, expires: 10),
      job(4, posted: 5, expires: 11), job(5, posted: 11, expires: 20), job(6, posted: nil, expires: nil),
    ]
    let searcher = try subject(jobs, closed: [JobKey(rawValue: 6), JobKey(rawValue: 77)]).searcher
    let vector = WeightedScorer("v", weight: 1, .vector(field: "v", model: "d", [1, 0, 0, 0, 0]))
    return try [
      (Int64(4), [Int64(3), 1]), (5, [4, 3, 1]), (9, [4, 3, 1]), (10, [4, 2, 1]), (11, [5, 2, 1]), (20, [2, 1]),
    ].flatMap { now, expected in
      let found = try searcher.retrieve(Query(scorers: [vector], k: 9, asOf: Instant(seconds: now)))
      let count = try searcher.count(.all, asOf: Instant(seconds: now))
      return expect(found.jobs.map(\.key), expected, "at \(now)")
        + (found.matching == expected.count && count == expected.count ? [] : ["at \(now): miscounted"])
    }
  }

  func requirements() throws -> [String] {
    // Job 1 has nothing, job 2 words, job 3 a point, job 4 values, job 5 a vector of zeros, job 6 all of them.
    var jobs = (1...6).map { IndexedJob(key: JobKey(rawValue: $0)) }
    for row in [1, 5] { jobs[row].text = SparseVector([(index: 4, value: 1)]) }
    for row in [2, 5] { jobs[row].points[.place] = Coordinate(latitude: 1, longitude: 2).map { [$0] } }
    for row in [3, 5] { jobs[row].values[.skill] = [1, 2] }
    for row in [4, 5] { jobs[row].vectors[VectorKey("v", model: "d")] = [0, 0, 0, 0, 0] }
    let searcher = try subject(jobs).searcher
    let places = Coordinate(latitude: 1, longitude: 2).map { [$0] } ?? []
    let scorers: [(name: String, scorer: Scorer, has: Set<Int64>)] = [
      ("words", .sparseVector(model: "m", SparseVector([(index: 4, value: 0)])), [2, 6]),
      ("place", .proximity(field: .place, centers: places, scale: 1), [3, 6]),
      ("values", .weightedTerms(field: .skill, weights: [1: 0, 2: 0, 3: 0], minimumMatches: 2), [4, 6]),
      ("vector", .vector(field: "v", model: "d", [1, 2, 3, 4, 5]), [5, 6]),
      ("too many values", .weightedTerms(field: .skill, weights: [1: 1, 2: 1], minimumMatches: 3), []),
      ("no centre", .proximity(field: .place, centers: [], scale: 1), []),
    ]
    var violations: [String] = []
    func check(_ scorers: [WeightedScorer], _ expected: Set<Int64>) throws {
      let found = try searcher.retrieve(Query(scorers: scorers, k: 9, asOf: Instant(seconds: 0)))
      let place = scorers.map { "\($0.requirement) \($0.name)" }.joined(separator: ", ")
      if found.matching != expected.count { violations.append("\(place): \(found.matching) match") }
      if Set(found.jobs.map(\.key.rawValue)) != expected {
        violations.append("\(place): jobs \(found.jobs.map(\.key.rawValue)), not \(expected.sorted())")
      }
    }
    let everyone = Set(Int64(1)...6)
    for (name, scorer, has) in scorers {
      func weighted(_ requirement: WeightedScorer.Requirement) -> WeightedScorer {
        WeightedScorer(name, weight: 0, requirement: requirement, scorer)
      }
      try check([weighted(.optional)], everyone)
      try check([weighted(.required)], has)
      try check([weighted(.forbidden)], everyone.subtracting(has))
      for (other, otherScorer, otherHas) in scorers {
        func alternative(_ group: String) -> WeightedScorer {
          WeightedScorer(other, weight: 0, requirement: .oneOf(group), otherScorer)
        }
        try check([weighted(.oneOf("a")), alternative("a")], has.union(otherHas))
        try check([weighted(.oneOf("a")), alternative("b")], has.intersection(otherHas))
      }
    }
    return violations
  }

  func explanation() throws -> [String] {
    var world = RandomWorld(seed: 5)
    let parts = world.jobs(200)
    let searcher = try subject(parts.map(\.job)).searcher
    var violations: [String] = []
    var compared = 0
    for number in 0..<60 {
      let query = world.query(jobs: parts)
      for job in try searcher.retrieve(query).jobs {
        let explanation = try searcher.explain(job.key, for: query)
        if explanation?.value != job.score || explanation?.addsUp() != true {
          violations.append("query \(number), job \(job.key.rawValue): another score, or parts that do not sum to it")
        }
        compared += 1
      }
    }
    let nothing = try searcher.explain(JobKey(rawValue: 0), for: world.query(jobs: parts))
    if nothing != nil { violations.append("a job that is not there is explained") }
    return violations + (compared > 500 ? [] : ["only \(compared) jobs were compared"])
  }

  func refusals() throws -> [String] {
    let searcher = try subject([IndexedJob(key: JobKey(rawValue: 1))]).searcher
    func query(_ scorer: Scorer, weight: Float = 1, k: Int = 1) -> Query {
      Query(scorers: [WeightedScorer("s", weight: weight, scorer)], k: k, asOf: Instant(seconds: 0))
    }
    func vector(_ numbers: [Float], field: String = "v", model: String = "d") -> Scorer {
      .vector(field: field, model: model, numbers)
    }
    let cases: [(String, Query)] = [
      ("k below 0", query(vector([1, 2, 3, 4, 5]), k: -1)),
      ("a weight that is none", query(vector([1, 2, 3, 4, 5]), weight: .nan)),
      ("another text model", query(.sparseVector(model: "n", .zero))),
      ("a term beyond the model", query(.sparseVector(model: "m", SparseVector([(index: 30, value: 1)])))),
      ("another field", query(vector([1, 2, 3, 4, 5], field: "w"))),
      ("another model", query(vector([1, 2, 3, 4, 5], model: "e"))),
      ("another dimension", query(vector([1, 2, 3, 4]))),
      ("a number that is none", query(vector([1, 2, .nan, 4, 5]))),
      ("an infinite number", query(vector([1, 2, 3, 4, -.infinity]))),
      ("a vector too long for any product", query(vector([1, 2, 3, 4, .greatestFiniteMagnitude]))),
      ("a scale of 0", query(.proximity(field: .place, centers: [], scale: 0))),
    ]
    return cases.compactMap { name, query in
      do {
        _ = try searcher.retrieve(query)
        return "\(name): answered"
      } catch let error as IndexError {
        return error.description.isEmpty ? "\(name): refused without a word" : nil
      } catch {
        return "\(name): \(error) is no IndexError"
      }
    }
  }
}
