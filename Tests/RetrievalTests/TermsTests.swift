import JobMarket
import Retrieval
import Testing
import VectorMath

/// Conditions over values of every frequency, against the definition asked job by job.
@Suite("Terms")
struct TermsTests {
  /// Jobs whose fields have values from one that nearly all have down to many that one job has.
  private struct FrequencyWorld {
    var random: SeededRandom
    let jobs: [IndexedJob]
    /// What values are multiplied by: far apart, they cannot be numbers of a table.
    let spread: UInt32

    static let fields = [AttributeField.skill, .company, .country]

    init(_ count: Int, spread: UInt32 = 1, seed: UInt64) {
      var random = SeededRandom(seed: seed)
      jobs = (0..<count).map { row in
        var job = IndexedJob(key: JobKey(rawValue: Int64(row)))
        if random.bernoulli(0.95) {
          job.values[.skill] = (0..<random.uniform(in: 1...5)).map { _ in Self.value(&random, spread) }
        }
        job.values[.country] = [Self.value(&random, spread)]
        if random.bernoulli(0.5) { job.values[.company] = [ValueID(row) &* spread] }
        if random.bernoulli(0.6) { job.numbers[.pay] = Double(random.uniform(below: 100)) }
        if random.bernoulli(0.3) { job.points[.place] = [Self.point(&random)] }
        return job
      }
      (self.random, self.spread) = (random, spread)
    }

    private static func value(_ random: inout SeededRandom, _ spread: UInt32) -> ValueID {
      // One job in two has 0, one in four 1, and so on; and beside these a thousand rare ones.
      let frequent = UInt32((0..<20).prefix { _ in random.bernoulli(0.5) }.count)
      return (random.bernoulli(0.1) ? 21 + UInt32(random.uniform(below: 1000)) : frequent) &* spread
    }

    private static func point(_ random: inout SeededRandom) -> Coordinate {
      Coordinate(latitude: Double(random.uniform(in: 30...50)), longitude: -80).unsafelyUnwrapped
    }

    mutating func literal() -> JobPredicate.Literal {
      let field = random.element(of: Self.fields + [.degree])
      var values = (0..<random.element(of: [0, 1, 2, 3, 30])).map { _ in
        random.bernoulli(0.1)
          ? ValueID(random.uniform(below: 3000)) &* spread &+ 1 : Self.value(&random, spread)
      }
      if random.bernoulli(0.2) { values += values }
      switch random.uniform(below: 9) {
      case 0...3: return .anyOf(field, values)
      case 4, 5: return .noneOf(field, values)
      case 6: return .missing(random.element(of: [field, .pay, .place]))
      case 7: return .range(.pay, NumericRange(lower: Double(random.uniform(below: 99)), upper: 95))
      default: return .within(.place, Radius(center: Self.point(&random), kilometers: 300))
      }
    }

    mutating func predicate() -> JobPredicate {
      JobPredicate(
        (0..<random.uniform(in: 1...4)).map { _ in
          JobPredicate.Clause((0..<random.element(of: [1, 1, 1, 2, 3])).map { _ in literal() })
        })
    }
  }

  private static let now = Instant(seconds: 0)

  private static func rows(_ searcher: some JobRetriever, _ predicate: JobPredicate, count: Int) throws -> [JobKey] {
    try searcher.retrieve(Query(predicate: predicate, scorers: [], k: count, asOf: now)).jobs.map(\.key)
  }

  @Test(
    "Random predicates leave what the definition leaves, whatever the values' numbers",
    arguments: [(0, 1), (1, 1), (64, 1), (700, 1), (3000, 1), (3000, 2_654_435_761), (40_000, 1)] as [(Int, UInt32)])
  func random(count: Int, spread: UInt32) throws {
    var world = FrequencyWorld(count, spread: spread, seed: UInt64(count) + 3)
    let index = try JobIndex(world.jobs, textModel: "m", termCount: 0)
    let (searcher, inverted) = (CPUSearcher(index), InvertedSearcher(index))
    var sizes: Set<Int> = []
    for _ in 0..<(count > 5000 ? 40 : 150) {
      let predicate = world.predicate()
      let expected = world.jobs.filter(predicate.matches).map(\.key)
      #expect(try Self.rows(searcher, predicate, count: count) == expected)
      #expect(try searcher.count(predicate, asOf: Self.now) == expected.count)
      #expect(try inverted.count(predicate, asOf: Self.now) == expected.count)
      sizes.insert(expected.count)
    }
    // The world has something to tell: nothing, few, many.
    if count >= 700 {
      #expect(sizes.contains(0) && sizes.contains { $0 > 0 && $0 < 30 } && sizes.contains { $0 > 300 })
    }
  }

  @Test("Conditions that nothing or everything fulfils, that repeat or contradict each other")
  func degenerate() throws {
    let world = FrequencyWorld(3000, seed: 5)
    let index = try JobIndex(world.jobs, textModel: "m", termCount: 0)
    let searcher = CPUSearcher(index)
    let rare = try #require(world.jobs.last { !$0.values(of: .company).isEmpty }?.values(of: .company).first)
    let nobodys = ValueID(50_000)
    let cases: [(clauses: [[JobPredicate.Literal]], count: Int?)] = [
      ([], 3000), ([[]], 0), ([[.anyOf(.skill, [])]], 0), ([[.anyOf(.skill, [nobodys, .max])]], 0),
      ([[.noneOf(.country, [])]], 3000), ([[.noneOf(.country, [nobodys])]], 3000), ([[.missing(.country)]], 0),
      ([[.missing(.degree)]], 3000), ([[.noneOf(.degree, [1])]], 0), ([[.anyOf(.degree, [1])]], 0),
      ([[.range(.degree, NumericRange())]], 0), ([[.noneOf(.skill, [])]], nil), ([[.range(.pay, NumericRange())]], nil),
      ([[.range(.pay, NumericRange(lower: 50, upper: 40))]], 0),
      ([[.anyOf(.company, [rare])]], 1), ([[.anyOf(.company, [rare, rare, nobodys])]], 1),
      ([[.anyOf(.company, [rare])], [.noneOf(.company, [rare])]], 0),
      ([[.anyOf(.country, [0])], [.noneOf(.country, [0])]], 0),
      ([[.anyOf(.country, [0])], [.anyOf(.country, [1])]], 0),
      ([[.anyOf(.country, [0]), .noneOf(.country, [0])]], 3000),
      ([[.anyOf(.skill, [0])], [.anyOf(.skill, [0, 0])], [.anyOf(.skill, [0]), .anyOf(.skill, [0])]], nil),
      ([[.missing(.skill), .noneOf(.skill, [])]], 3000), ([[.missing(.skill)], [.noneOf(.skill, [])]], 0),
      ([[.anyOf(.company, [rare])], [.missing(.pay), .range(.pay, NumericRange())]], 1),
    ]
    for (clauses, count) in cases {
      let predicate = JobPredicate(clauses.map { JobPredicate.Clause($0) })
      let expected = world.jobs.filter(predicate.matches).map(\.key)
      #expect(try Self.rows(searcher, predicate, count: 3000) == expected, "\(clauses)")
      #expect(try searcher.count(predicate, asOf: Self.now) == expected.count, "\(clauses)")
      if let count { #expect(expected.count == count, "\(clauses)") }
    }
  }

  @Test("Any radius anywhere leaves the places within it: over poles and the date line, at points on the very edge")
  func radii() throws {
    var random = SeededRandom(seed: 6)
    func coordinate(near middle: Double) -> Coordinate {
      let latitude = random.bernoulli(0.1) ? middle : random.uniform(in: -90.0...90)
      let longitude = random.element(of: [random.uniform(in: -180.0...180), 180, -180, 179.9, 0])
      return Coordinate(latitude: latitude, longitude: longitude).unsafelyUnwrapped
    }
    let jobs = (0..<600).map { row in
      var job = IndexedJob(key: JobKey(rawValue: Int64(row)))
      let points = (0..<random.uniform(in: 0...3)).map { _ in coordinate(near: [90, -90, 40.5][row % 3]) }
      if !points.isEmpty { job.points[.place] = points }
      job.values[.country] = [ValueID(row % 40)]
      return job
    }
    let searcher = CPUSearcher(try JobIndex(jobs, textModel: "m", termCount: 0))
    let everywhere = jobs.flatMap { $0.points(of: .place) }
    for number in 0..<400 {
      let center = number % 2 == 0 ? coordinate(near: 40.5) : random.element(of: everywhere)
      // Also the very distance of a place, and half the way round.
      let kilometers = random.element(of: [
        0, 1, 40, 500, 5000, 20_015, Radius.greatest, center.kilometers(to: random.element(of: everywhere)),
        center.kilometers(to: random.element(of: everywhere)), -1, .nan, .infinity,
      ])
      let radius = JobPredicate.Literal.within(.place, Radius(center: center, kilometers: kilometers))
      for clauses in [
        [.init(radius)], [.init(radius), .init(.anyOf(.country, [3]))], [.init(radius, .anyOf(.country, [3]))],
      ] as [[JobPredicate.Clause]] {
        let predicate = JobPredicate(clauses)
        let expected = jobs.filter(predicate.matches).count
        #expect(try searcher.count(predicate, asOf: Self.now) == expected, "\(kilometers) km from \(center)")
      }
    }
  }

  @Test("A value's number asks for no room: the greatest there is costs what the least does")
  func greatNumbers() throws {
    let values: [ValueID] = [0, 7, 4_000_000_000, .max]
    let jobs = (0..<400).map { row in
      var job = IndexedJob(key: JobKey(rawValue: Int64(row)))
      job.values[.skill] = [values[row % 4]]
      return job
    }
    let index = try JobIndex(jobs, textModel: "m", termCount: 0)
    let inverted = InvertedSearcher(index)
    #expect(inverted.byteCount < 10_000)
    for value in values + [1, 3_999_999_999, .max - 1] {
      let predicate = JobPredicate([.init(.anyOf(.skill, [value]))])
      let expected = values.contains(value) ? 100 : 0
      #expect(try CPUSearcher(index).count(predicate, asOf: Self.now) == expected)
      #expect(try inverted.count(predicate, asOf: Self.now) == expected)
    }
  }
}
