import JobMarket
import LinkGraph
import Testing

@Suite("The nearest links")
struct NearLinkTests {
  @Test("What is missing, on either side, least first")
  func byHand() throws {
    let graph = try Graphs.cashiers()
    let served = try ServedLinks(graph, by: .ratio, minimumQuality: 0)
    let seeker: Values = [.title: [1], .skill: [5]]
    let near = served.nearest(seeker: seeker, job: [.skill: [5]], limit: 10)
    // Link 2 joins both and is no answer; link 1 has a value of the job's beside the one it lacks.
    #expect(near.map(\.node.node) == [1, 0, 3])
    #expect(near.allSatisfy { $0.lacking == .job })
    #expect(near[0].missing == [FieldValue(.title, 2)])
    #expect(served.nearest(seeker: seeker, job: [:], limit: 10).map(\.node.node) == [2, 0, 3, 1])
    #expect(served.nearest(seeker: seeker, job: [:], limit: 1).map(\.node.node) == [2])
    #expect(served.nearest(seeker: seeker, job: [:], limit: 0).isEmpty)
    #expect(served.nearest(seeker: seeker, job: [:], limit: -1).isEmpty)
    let other = served.nearest(seeker: [.skill: [5]], job: [.title: [2], .skill: [5]], limit: 10)
    #expect(other.map(\.node.node) == [1, 0])
    #expect(other.allSatisfy { $0.lacking == .seeker })
    #expect(served.nearest(seeker: [:], job: [:], limit: 10).isEmpty)
    let words = LinkWords(graph.templates) { field, value in "\(field) \(value)" }
    #expect(
      words.sentence(of: near[0], in: graph)
        == "the job lacks the title *title 2*: people who were *title 1* with the skill *skill 5* were hired as *title 2* in "
        + "work that asks for the skill *skill 5*: 2 hired, 0 not")
    let both = served.nearest(seeker: seeker, job: [:], limit: 10)[3]
    #expect(
      words.sentence(of: both, in: graph).hasPrefix("the job lacks the skill *skill 5* and the title *title 2*: people")
    )
  }

  @Test("As the definition gives it")
  func asDefined() throws {
    var compared = 0
    for seed in 40..<44 as Range<UInt64> {
      let (graph, world) = try Graphs.drawn(seed)
      let served = try ServedLinks(graph, by: .ratio, minimumQuality: 1)
      let naive = NaiveGraph(graph: graph)
      for (seeker, job) in zip(world.seekers, world.jobs).prefix(30) {
        var expected: [(missing: Int, present: Int, node: ServedNode, side: NearLink.Side)] = []
        let (own, others) = (Set(naive.nodes(ofSeeker: seeker)), Set(naive.nodes(ofJob: job)))
        for node in own.symmetricDifference(others) {
          guard let servedNode = served.servedNode(Int(node)) else { continue }
          let lacking: NearLink.Side = own.contains(node) ? .job : .seeker
          let asked = Set(
            graph[Int(node)].metaLinks.map { link in
              let template = graph.templates[link.template]
              return lacking == .job
                ? FieldValue(template.jobField, link.jobValue)
                : FieldValue(template.seekerField, link.seekerValue)
            })
          let values = lacking == .job ? job : seeker
          let missing = asked.count { values[$0.field]?.contains($0.value) != true }
          expected.append((missing, asked.count - missing, servedNode, lacking))
        }
        expected.sort { ($0.missing, -$0.present, $0.node) < ($1.missing, -$1.present, $1.node) }
        let near = served.nearest(seeker: seeker, job: job, limit: 25)
        #expect(near.map(\.node) == expected.prefix(25).map(\.node))
        #expect(near.map(\.lacking) == expected.prefix(25).map(\.side))
        #expect(near.map(\.missing.count) == expected.prefix(25).map(\.missing))
        compared += near.count
      }
    }
    #expect(compared > 500)
  }
}
