import JobMarket
import Retrieval
import VectorMath

/// Answers against those by definition.
extension SearcherConformance {
  func anyQuery() throws -> [String] {
    try (0..<80 as Range<UInt64>).flatMap { seed in
      var world = RandomWorld(seed: seed)
      let parts = world.jobs([0, 1, 2, 17, 63, 64, 65, 300][Int(seed % 8)])
      let closed = Set(parts.filter { _ in world.random.bernoulli(0.1) }.map(\.key))
      let subject = try subject(parts.map(\.job), closed: closed)
      return try (0..<12).flatMap { number in
        let query = world.query(jobs: parts)
        let unscored = Query(predicate: query.predicate, scorers: [], k: 0, asOf: query.asOf)
        let count = try subject.searcher.count(query.predicate, asOf: query.asOf)
        let expected = subject.naive.retrieve(unscored).matching
        return try subject.violations(query, "world \(seed), query \(number)")
          + (count == expected ? [] : ["world \(seed), query \(number): counts \(count), not \(expected)"])
      }
    }
  }

  func manyBlocks() throws -> [String] {
    var world = RandomWorld(seed: 4)
    let parts = world.jobs(9000)
    let subject = try subject(parts.map(\.job))
    return try (0..<12).flatMap { try subject.violations(world.query(jobs: parts), "query \($0)") }
  }

  func vectors() throws -> [String] {
    try VectorWorld.Kind.allCases.flatMap { kind in
      try [(1, 40), (7, 700), (64, 2500), (65, 90), (128, 6000)].flatMap { dimension, count in
        var world = VectorWorld(kind, dimension: dimension, seed: 31)
        let subject = try subject(world.jobs(count), field: world.field)
        return try VectorWorld.shares.flatMap { share in
          try [1, 10, 100, count, count + 5, .max].flatMap { k in
            try subject.violations(
              world.query(share: share, k: k), "\(kind.rawValue) \(count) × \(dimension), 1 in \(share), k \(k)")
          }
        }
      }
    }
  }

  func fusions() throws -> [String] {
    var violations: [String] = []
    for kind in VectorWorld.Kind.allCases {
      for (dimension, count, queries) in [(7, 700, 24), (64, 8700, 12)] {
        var world = VectorWorld(kind, dimension: dimension, seed: 32)
        let subject = try subject(world.jobs(count), field: world.field)
        for number in 0..<queries {
          let query = world.fusedQuery(number, count: count)
          violations += try subject.violations(
            query,
            "\(kind.rawValue) \(count) × \(dimension), \(query.scorers.map { "\($0.name) × \($0.weight)" }), k \(query.k)"
          )
        }
      }
    }
    return violations
  }

  func fewJobs() throws -> [String] {
    try [0, 1].flatMap { count in
      try (0..<20 as Range<UInt64>).flatMap { seed in
        var world = RandomWorld(seed: seed)
        let parts = world.jobs(count)
        let subject = try subject(parts.map(\.job))
        return try [0, 1, 2, 1000].flatMap { k in
          var query = world.query(jobs: parts)
          query.k = k
          return try subject.violations(query, "\(count) jobs, world \(seed), k \(k)")
        }
      }
    }
  }

  func subset() throws -> [String] {
    var violations: [String] = []
    var compared = 0
    for seed in 0..<30 as Range<UInt64> {
      var world = RandomWorld(seed: 100 + seed)
      let parts = world.jobs(200)
      let whole = try subject(parts.map(\.job))
      for number in 0..<6 {
        let query = world.query(jobs: parts)
        let part = try subject(whole.jobs.filter { query.predicate.matches($0) })
        var unfiltered = query
        unfiltered.predicate = .all
        let (filtered, alone) = (try whole.searcher.retrieve(query), try part.searcher.retrieve(unfiltered))
        violations += SearcherConformance.difference(filtered.jobs, alone.jobs, "world \(seed), query \(number)")
        if filtered.matching != alone.matching { violations.append("world \(seed): other matches") }
        compared += filtered.jobs.count
      }
    }
    return violations + (compared > 1000 ? [] : ["only \(compared) jobs were compared"])
  }

  func prefix() throws -> [String] {
    var world = RandomWorld(seed: 9)
    let parts = world.jobs(1500)
    let mixed = try subject(parts.map(\.job)).searcher
    var vectors = VectorWorld(.wholeWithTies, dimension: 16, seed: 10)
    let dense = try subject(vectors.jobs(5000), field: vectors.field).searcher
    return try (0..<30).flatMap { number in
      let isMixed = number % 2 == 0
      var query = isMixed ? world.query(jobs: parts) : vectors.query(share: number % 3 == 0 ? 1 : 3, k: 0)
      let searcher = isMixed ? mixed : dense
      query.k = 1000
      let thousand = try searcher.retrieve(query).jobs
      query.k = 10
      return SearcherConformance.difference(
        try searcher.retrieve(query).jobs, Array(thousand.prefix(10)), "query \(number)")
    }
  }

  func threads() throws -> [String] {
    var world = RandomWorld(seed: 12)
    let parts = world.jobs(9000)
    var vectors = VectorWorld(.duplicates, dimension: 32, seed: 13)
    let jobs = vectors.jobs(14_000)
    let mixed = try [1, 2, 3].map { try subject(parts.map(\.job), threads: $0).searcher }
    let dense = try [1, 2, 3].map { try subject(jobs, threads: $0, field: vectors.field).searcher }
    return try (0..<20).flatMap { number in
      let isMixed = number % 2 == 0
      let query = isMixed ? world.query(jobs: parts) : vectors.query(share: [1, 3, 10][number % 3], k: 500)
      let answers = try (isMixed ? mixed : dense).map { try $0.retrieve(query) }
      return answers.dropFirst().flatMap {
        SearcherConformance.difference($0.jobs, answers[0].jobs, "query \(number)")
          + ($0.matching == answers[0].matching ? [] : ["query \(number): other matches"])
      }
    }
  }
}
