import JobMarket
import LinkGraph
import Testing
import VectorMath

@Suite("The graph of links")
struct HireGraphTests {
  @Test("A seeker and a job have the links whose side they have, and those in both join them")
  func byHand() throws {
    let graph = try Graphs.cashiers(weights: [0.5, 1, 0])
    #expect(graph.count == 4)
    #expect(graph.learnedCount == 3)
    #expect(graph.hasWeights)
    let title = MetaLink(template: 0, seekerValue: 1, jobValue: 2)
    let skill = MetaLink(template: 1, seekerValue: 5, jobValue: 5)
    #expect(
      graph[1]
        == GraphLink(metaLinks: [title, skill], origin: .learned, hires: 2, noHires: 0, ratio: 3, weight: 1))
    #expect(graph[0].ratio == 2)
    #expect(graph[0].support == 4)
    #expect(graph[3].origin == .prior("onet: related occupation"))
    #expect(graph[3].isPrior)
    #expect(graph[3].ratio == 0.5)
    #expect(graph.nodes(ofSeeker: [.title: [1], .skill: [5]]) == [0, 1, 2, 3])
    #expect(graph.nodes(ofSeeker: [.title: [1]]) == [0, 3])
    #expect(graph.nodes(ofSeeker: [.skill: [9, 5, 5, 2]]) == [2])
    #expect(graph.nodes(ofJob: [.title: [2]]) == [0])
    #expect(graph.nodes(ofJob: [.title: [3, 2], .skill: [5]]) == [0, 1, 2, 3])
    #expect(graph.nodes(ofSeeker: [:]) == [])
    #expect(graph.nodes(ofSeeker: [.place: [1], .title: [77, .max]]) == [])
    #expect(graph.node(of: [skill, title, skill]) == 1)
    #expect(graph.node(of: [skill]) == 2)
    #expect(graph.node(of: [MetaLink(template: 0, seekerValue: 1, jobValue: 3)]) == 3)
    #expect(graph.node(of: []) == nil)
    #expect(graph.node(of: [MetaLink(template: 7, seekerValue: 1, jobValue: 3)]) == nil)
    #expect(graph.node(of: [title, MetaLink(template: 0, seekerValue: 1, jobValue: 3)]) == nil)
  }

  @Test("The links of drawn seekers and jobs are those that the definition names", arguments: 1...4)
  func asDefined(maximumSize: Int) throws {
    var found = 0
    for seed in 0..<5 as Range<UInt64> {
      let (graph, world) = try Graphs.drawn(seed, pairs: 300, maximumSize: maximumSize)
      #expect(graph.learnedCount > 10 && graph.count > graph.learnedCount)
      let naive = NaiveGraph(graph: graph)
      for values in world.seekers.prefix(60) {
        let nodes = graph.nodes(ofSeeker: values)
        #expect(nodes == naive.nodes(ofSeeker: values))
        found += nodes.count
      }
      for values in world.jobs.prefix(60) { #expect(graph.nodes(ofJob: values) == naive.nodes(ofJob: values)) }
      // Somebody who has everything, and values at the ends of what a value can be.
      let all: Values = [
        .title: [.max, 0, 1, 2, 3, 4, 5], .skill: [5, 4, 3, 2, 1, 0, .max], .seniority: [0, 1, 2, 3, 4, 5],
      ]
      #expect(graph.nodes(ofSeeker: all) == (0..<ValueID(graph.count)).map { $0 })
      #expect(graph.nodes(ofJob: all) == (0..<ValueID(graph.count)).map { $0 })
    }
    #expect(found > 1000)
  }

  @Test("The pairs that features join are those that the graph joins")
  func asFeatures() throws {
    let (graph, world) = try Graphs.drawn(31, pairs: 400)
    var options = MiningOptions()
    options.minimumSupport = 2
    let pairs = try world.hirePairs()
    let links = try LinkMiner(templates: Array(graph.templates.prefix(3)), options: options).mine(pairs).links
    #expect(links.count == graph.learnedCount)
    let features = try LinkFeatures(of: pairs, in: links)
    for (number, pair) in world.pairs.enumerated() {
      let common = Set(graph.nodes(ofSeeker: world.seekers[pair.seeker]))
        .intersection(graph.nodes(ofJob: world.jobs[pair.job]))
      #expect(common.filter { Int($0) < graph.learnedCount }.sorted() == Array(features.links(of: number)))
    }
  }

  @Test("Every link is found under its node, and no subset that is none")
  func nodes() throws {
    let (graph, _) = try Graphs.drawn(7)
    let all = (0..<graph.count).map { graph[$0].metaLinks }
    #expect(Set(all).count == all.count)
    for (node, metaLinks) in all.enumerated() {
      #expect(graph.node(of: metaLinks.reversed()) == node)
      for left in metaLinks.indices where metaLinks.count > 1 {
        var fewer = metaLinks
        fewer.remove(at: left)
        #expect(graph.node(of: fewer) == all.firstIndex(of: fewer))
      }
    }
  }

  @Test("Of prior links those that were learned are left out, and of equal ones the best stays")
  func prior() throws {
    let graph = try Graphs.cashiers()
    let learned = graph[0].metaLinks
    let other = [MetaLink(template: 1, seekerValue: 8, jobValue: 9)]
    var world = World()
    world.add([.title: [1]], [.title: [2]], isHire: true, times: 3)
    let links = try LinkMiner(templates: templates("title:title", "skill:skill")).mine(world.hirePairs()).links
    let prior = [
      PriorLink(other, quality: 1, source: "z"), PriorLink(learned, quality: 9, source: "z"),
      PriorLink(other, quality: 2, source: "b"), PriorLink(other, quality: 2, source: "a"),
    ]
    let joined = HireGraph(links: links, prior: prior)
    #expect(joined.count == 2)
    #expect(joined[1].origin == .prior("a"))
    #expect(joined[1].weight == 2)
    #expect(HireGraph(links: links, prior: prior.reversed()) == joined)
    #expect(!joined.hasWeights)
    #expect(joined[0].weight == 0)
  }

  @Test("A market without hires is served by prior links alone, or by none")
  func empty() throws {
    let none = try LinkMiner(templates: templates("title:title")).mine(World().hirePairs()).links
    let empty = HireGraph(links: none)
    #expect(empty.count == 0)
    #expect(empty.nodes(ofSeeker: [.title: [1]]) == [])
    #expect(empty.node(of: [MetaLink(template: 0, seekerValue: 1, jobValue: 1)]) == nil)
    let prior = HireGraph(
      links: none, prior: [PriorLink([MetaLink(template: 0, seekerValue: 1, jobValue: 4)], quality: 1, source: "a")])
    #expect(prior.nodes(ofSeeker: [.title: [1]]) == [0])
    #expect(prior.nodes(ofJob: [.title: [4]]) == [0])
    #expect(prior.hasWeights)
  }

  @Test("A field that several templates name counts once")
  func sharedField() throws {
    var world = World()
    world.add([.title: [1]], [.title: [2], .skill: [3]], isHire: true, times: 3)
    let links = try LinkMiner(templates: templates("title:title", "title:skill")).mine(world.hirePairs()).links
    let graph = HireGraph(links: links)
    #expect(graph.count == 3)
    #expect(graph.mostMembers == 2)
    #expect(graph.nodes(ofSeeker: [.title: [1]]) == [0, 1, 2])
    #expect(graph.nodes(ofJob: [.title: [2]]) == [0])
    #expect(graph.nodes(ofJob: [.skill: [3]]) == [2])
  }
}

@Suite("Untrusted values")
struct UntrustedValuesTests {
  @Test("A seeker of many values, in any order and twice, has what the definition says")
  func many() throws {
    let (graph, _) = try Graphs.drawn(2)
    let many = (0..<100_000 as Range<ValueID>).reversed() + (0..<100_000)
    let values: Values = [.title: many, .skill: many, .seniority: many, .place: many]
    #expect(graph.nodes(ofSeeker: values).count == graph.count)
    #expect(graph.nodes(ofJob: values).count == graph.count)
  }
}

@Suite("A link's ratio")
struct LinkRatioTests {
  @Test("Is smoothed by one of both, or as asked")
  func smoothed() {
    #expect(LinkRatio.smoothed(hires: 31, noHires: 9) == 3.2)
    #expect(LinkRatio.smoothed(hires: 0, noHires: 0) == 1)
    #expect(LinkRatio.smoothed(hires: 3, noHires: 0, smoothing: 0.5) == 7)
  }
}
