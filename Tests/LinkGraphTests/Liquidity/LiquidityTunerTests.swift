import JobMarket
import LinkGraph
import Testing
import VectorMath

@Suite("A seeker's liquidity")
struct LiquidityTunerTests {
  private func chosen(
    _ nodes: [ServedNode], _ jobs: CountedJobs, _ leastJobs: Int, within: JobPredicate = .all
  ) throws -> Liquidity {
    try LiquidityTuner(leastJobs: leastJobs).chosen(
      from: nodes, counter: jobs, field: LinkField.link, within: within, asOf: CountedJobs.now)
  }

  @Test("Takes the best links until there are enough jobs, equals together")
  func byHand() throws {
    let nodes = [(7, 9), (2, 5), (3, 5), (8, 4), (1, 2)].map { ServedNode(node: $0.0, quality: $0.1) }
    let jobs = CountedJobs([
      .init(nodes: [7]), .init(nodes: [7, 2]), .init(nodes: [2], country: 1), .init(nodes: [3]), .init(nodes: [8, 3]),
      .init(nodes: [1]), .init(nodes: [99]),
    ])
    let one = try chosen(nodes, jobs, 1)
    #expect(one.nodes.map(\.node) == [7])
    #expect(one.jobs == 2 && !one.isShort && one.counts == 1)
    // The second link alone would do, but the third is as good.
    let three = try chosen(nodes, jobs, 3)
    #expect(three.nodes.map(\.node) == [7, 2, 3])
    #expect(three.jobs == 5)
    #expect(try chosen(nodes, jobs, 6).nodes.count == 5)
    let all = try chosen(nodes, jobs, 7)
    #expect(all.nodes == nodes)
    #expect(all.jobs == 6 && all.isShort)
    let abroad = try chosen(nodes, jobs, 1, within: JobPredicate([.init(.anyOf(.country, [1]))]))
    #expect(abroad.nodes.map(\.node) == [7, 2, 3])
    #expect(abroad.jobs == 1)
  }

  @Test("No links, links of no jobs, and more links than jobs")
  func edges() throws {
    let none = try chosen([], CountedJobs([.init(nodes: [1])]), 5)
    #expect(none.nodes.isEmpty && none.jobs == 0 && none.isShort && none.counts == 0)
    let nodes = (0..<1000).map { ServedNode(node: $0, quality: Float(1000 - $0)) }
    let jobless = try chosen(nodes, CountedJobs([]), 1)
    #expect(jobless.nodes.count == 1000 && jobless.jobs == 0 && jobless.isShort)
    let last = CountedJobs([.init(nodes: [999])])
    #expect(try chosen(nodes, last, 1).nodes.count == 1000)
    #expect(last.questions <= 21)
    // Who asks for more jobs than there can be asks for all links, and once.
    #expect(try chosen(nodes, last, .max).counts == 1)
    #expect(try chosen(nodes, last, .max).nodes.count == 1000)
    #expect(throws: CountedJobs.WrongMoment.self) {
      try LiquidityTuner(leastJobs: 1).chosen(
        from: nodes, counter: last, field: LinkField.link, within: .all, asOf: Instant(milliseconds: 0))
    }
  }

  @Test("A θ below 1 is refused", arguments: [0, -1, .min])
  func noJobs(leastJobs: Int) throws {
    let error = try #require(throws: LinkGraphError.self) { try LiquidityTuner(leastJobs: leastJobs) }
    #expect(error.description.contains("is \(leastJobs); 1 to "))
    #expect(throws: LinkGraphError.self) { try ReachCeiling(seekersAnOpening: leastJobs) }
  }

  @Test("The shortest prefix of whole ties that the definition gives, in few counts")
  func asDefined() throws {
    var random = SeededRandom(seed: 17)
    var shorter = 0
    for _ in 0..<300 {
      let count = random.uniform(in: 0...30)
      let pool = CountedJobs(
        (0..<random.uniform(in: 0...60)).map { _ in
          .init(
            nodes: (0..<random.uniform(in: 0...3)).map { _ in ValueID(random.uniform(below: 40)) },
            country: ValueID(random.uniform(below: 2)))
        })
      let nodes = (0..<count).map { node in
        ServedNode(
          node: node, quality: Float(random.uniform(below: 8)), isPinned: random.bernoulli(0.05),
          isPrior: random.bernoulli(0.2))
      }.sorted()
      let within = random.bernoulli(0.3) ? JobPredicate([.init(.anyOf(.country, [1]))]) : .all
      let leastJobs = random.uniform(in: 1...40)
      let liquidity = try chosen(nodes, pool, leastJobs, within: within)
      func jobs(_ end: Int) -> Int {
        let taken = Set(nodes[..<end].map { ValueID($0.node) })
        return pool.jobs.count { within.matches($0) && !taken.isDisjoint(with: $0.nodes) }
      }
      let ends = (0...count).filter { end in
        guard end > 0, end < count else { return end == count && end > 0 }
        let (last, next) = (nodes[end - 1], nodes[end])
        if next.isPinned { return false }
        return last.isPinned || last.isPrior != next.isPrior || last.quality != next.quality
      }
      let end = ends.first { jobs($0) >= leastJobs } ?? count
      #expect(liquidity.nodes == Array(nodes[..<end]))
      #expect(liquidity.jobs == jobs(end))
      #expect(liquidity.isShort == (jobs(end) < leastJobs))
      #expect(liquidity.counts <= 2 * 6)
      if end < count { shorter += 1 }
    }
    #expect(shorter > 50)
  }
}
