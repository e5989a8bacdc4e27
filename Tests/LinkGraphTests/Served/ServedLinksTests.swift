import JobMarket
import LinkGraph
import Testing

@Suite("Links as they serve")
struct ServedLinksTests {
  private func standing(_ change: (inout LinkStanding) -> Void) -> LinkStanding {
    var standing = LinkStanding(author: "maria", reason: "a test", at: Instant(milliseconds: 0))
    change(&standing)
    return standing
  }

  private let everything: Values = [.title: [1], .skill: [5]]

  @Test("Best first by ratio, prior links last, and only what is good enough")
  func byRatio() throws {
    // Ratios: 2, 3, 3, and 0.5 of prior knowledge, which no minimum touches.
    let graph = try Graphs.cashiers()
    let served = try ServedLinks(graph, by: .ratio, minimumQuality: 0)
    #expect(served.seekerNodes(everything).map(\.node) == [1, 2, 0, 3])
    #expect(served.seekerNodes(everything).map(\.quality) == [3, 3, 2, 0.5])
    #expect(served.seekerNodes(everything).map(\.isPrior) == [false, false, false, true])
    let strict = try ServedLinks(graph, by: .ratio, minimumQuality: 2.5)
    #expect(strict.seekerNodes(everything).map(\.node) == [1, 2, 3])
    #expect(strict.quality(of: 0) == nil)
    #expect(strict.state(of: 0) == .tooPoor)
    #expect(strict.servedCount == 3)
    #expect(strict.jobNodes([.title: [2, 3]]).map(\.node) == [3])
  }

  @Test("By regression a link without a weight does not serve")
  func byRegression() throws {
    let served = try ServedLinks(try Graphs.cashiers(weights: [0.5, 0, -1]), by: .regression, minimumQuality: 0)
    #expect(served.seekerNodes(everything).map(\.node) == [0, 3])
    let error = try #require(throws: LinkGraphError.self) {
      try ServedLinks(try Graphs.cashiers(), by: .regression, minimumQuality: 0)
    }
    #expect(error.description.contains("rank by ratio"))
  }

  @Test("A minimum that is no number of 0 or more is refused", arguments: [-1, .nan, .infinity] as [Float])
  func minimum(quality: Float) throws {
    #expect(throws: LinkGraphError.self) { try ServedLinks(try Graphs.cashiers(), by: .ratio, minimumQuality: quality) }
  }

  @Test("Pins come first, bans never, and a weight set by hand counts as the quality")
  func standing() throws {
    let graph = try Graphs.cashiers()
    let served = try ServedLinks(
      graph, by: .ratio, minimumQuality: 2.5,
      standing: [
        0: standing { $0.isPinned = true }, 1: standing { $0.weight = 2.6 },
        2: standing { ($0.isBanned, $0.weight) = (true, 9) }, 3: standing { $0.weight = 7 },
        99: standing { $0.isPinned = true },
      ])
    let nodes = served.seekerNodes(everything)
    #expect(
      nodes == [
        ServedNode(node: 0, quality: 2, isPinned: true), ServedNode(node: 1, quality: 2.6),
        ServedNode(node: 3, quality: 7, isPrior: true),
      ])
    #expect(served.state(of: 0) == .pinned)
    #expect(served.state(of: 1) == .served)
    #expect(served.state(of: 2) == .banned)
    #expect(served.quality(of: 2) == nil)
    let poor = try ServedLinks(
      graph, by: .ratio, minimumQuality: 0.5,
      standing: [1: standing { $0.weight = 0.4 }, 3: standing { $0.weight = 0 }])
    #expect(poor.seekerNodes(everything).map(\.node) == [2, 0])
  }

  @Test("A pair is joined by the links that both have")
  func joining() throws {
    let served = try ServedLinks(try Graphs.cashiers(), by: .ratio, minimumQuality: 0)
    #expect(served.joining(seeker: everything, job: [.title: [2]]).map(\.node) == [0])
    #expect(served.joining(seeker: everything, job: [.title: [2, 3], .skill: [5]]).map(\.node) == [1, 2, 0, 3])
    #expect(served.joining(seeker: [.skill: [5]], job: [.title: [2]]).isEmpty)
    let (graph, world) = try Graphs.drawn(12)
    let all = try ServedLinks(graph, by: .ratio, minimumQuality: 0)
    for (seeker, job) in zip(world.seekers, world.jobs) {
      let common = Set(graph.nodes(ofSeeker: seeker)).intersection(graph.nodes(ofJob: job))
      let joining = all.joining(seeker: seeker, job: job)
      #expect(Set(joining.map { ValueID($0.node) }) == common && joining.count == common.count)
      #expect(joining == joining.sorted())
    }
  }

  @Test("By segment, links that ask the same of a seeker have the mean of their qualities")
  func segments() throws {
    var world = World()
    world.add([.title: [1]], [.title: [2]], isHire: true, times: 3)
    world.add([.title: [1]], [.title: [3]], isHire: true, times: 9)
    world.add([.title: [4]], [.title: [5]], isHire: true, times: 5)
    let links = try LinkMiner(templates: templates("title:title")).mine(world.hirePairs()).links
    let prior = PriorLink([MetaLink(template: 0, seekerValue: 1, jobValue: 9)], quality: 99, source: "a")
    let graph = HireGraph(links: links, prior: [prior])
    let served = try ServedLinks(graph, by: .ratio, minimumQuality: 0)
    #expect(graph.segments(ofSeeker: [.title: [4, 1]]).sorted { $0[0] < $1[0] } == [[0, 1, 3], [2]])
    #expect(served.seekerNodes([.title: [1, 4]]).map(\.quality) == [10, 6, 4, 99])
    // (4 + 10) ÷ 2 for the first title, 6 for the other.
    #expect(served.seekerNodesBySegment([.title: [1, 4]]).map(\.node) == [0, 1, 2, 3])
    #expect(served.seekerNodesBySegment([.title: [1, 4]]).map(\.quality) == [7, 7, 6, 99])
    let pinned = try ServedLinks(
      graph, by: .ratio, minimumQuality: 0,
      standing: [2: standing { $0.isPinned = true }, 0: standing { $0.isBanned = true }])
    #expect(pinned.seekerNodesBySegment([.title: [1, 4]]).map(\.node) == [2, 1, 3])
    #expect(pinned.seekerNodesBySegment([.title: [1, 4]]).map(\.quality) == [6, 10, 99])
    let (drawn, other) = try Graphs.drawn(13)
    let all = try ServedLinks(drawn, by: .ratio, minimumQuality: 1)
    for values in other.seekers {
      let (byLink, bySegment) = (all.seekerNodes(values), all.seekerNodesBySegment(values))
      #expect(Set(byLink.map(\.node)) == Set(bySegment.map(\.node)) && byLink.count == bySegment.count)
      #expect(bySegment == bySegment.sorted())
    }
  }

  @Test("A number that is no link's has no quality and does not serve")
  func noLink() throws {
    let served = try ServedLinks(try Graphs.cashiers(), by: .ratio, minimumQuality: 0)
    for node in [-1, 4, .max] {
      #expect(served.quality(of: node) == nil)
      #expect(served.servedNode(node) == nil)
      #expect(served.state(of: node) == .tooPoor)
    }
    #expect(served.served([99, 0]).map(\.node) == [0])
  }
}
