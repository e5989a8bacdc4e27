import JobMarket
import LinkGraph
import Testing
import VectorMath

@Suite("A job's reach")
struct ReachCeilingTests {
  @Test("Keeps its best links until the seekers are enough for its openings")
  func byHand() throws {
    var table = SeekerNodes()
    for nodes in [[3, 1, 3], [1], [2], [2, 4], [], [4]] as [[ValueID]] { table.append(nodes) }
    #expect(Array(table.nodes(of: 0)) == [1, 3])
    #expect(table.nodes(of: 4).isEmpty)
    #expect(table.count == 6)
    let seekers = NodeSeekers(table)
    #expect(Array(seekers.seekers(of: 2)) == [2, 3])
    #expect(seekers.seekers(of: 0).isEmpty)
    #expect(seekers.seekers(of: 99).isEmpty)
    #expect(seekers.reach(of: [1, 3, 2]) == 4)
    let nodes = [(1, 9), (2, 5), (3, 5), (4, 4)].map { ServedNode(node: $0.0, quality: $0.1) }
    let ceiling = try ReachCeiling(seekersAnOpening: 2)
    let one = ceiling.kept(from: nodes, openings: 1, seekers: seekers)
    #expect(one.kept.map(\.node) == [1] && one.yielded.map(\.node) == [2, 3, 4])
    #expect(one.reach == 2 && one.reachBefore == 5)
    #expect(ceiling.kept(from: nodes, openings: 0, seekers: seekers) == one)
    #expect(ceiling.kept(from: nodes, openings: -5, seekers: seekers) == one)
    let two = ceiling.kept(from: nodes, openings: 2, seekers: seekers)
    #expect(two.kept.map(\.node) == [1, 2, 3] && two.reach == 4)
    let many = ceiling.kept(from: nodes, openings: .max, seekers: seekers)
    #expect(many.kept == nodes && many.yielded.isEmpty && many.reach == 5)
    #expect(ceiling.kept(from: [], openings: 1, seekers: seekers).reachBefore == 0)
    let empty = NodeSeekers(SeekerNodes())
    #expect(ceiling.kept(from: nodes, openings: 1, seekers: empty).kept == nodes)
  }

  @Test("Pinned links stay, and links as they serve make the same table")
  func pinned() throws {
    let nodes = [ServedNode(node: 5, quality: 1, isPinned: true), ServedNode(node: 6, quality: 0.5, isPinned: true)]
    let rest = [ServedNode(node: 0, quality: 7)]
    var table = SeekerNodes()
    table.append(nodes)
    table.append([5, 0])
    table.append(rest)
    let kept = try ReachCeiling(seekersAnOpening: 1).kept(from: nodes + rest, openings: 1, seekers: NodeSeekers(table))
    #expect(kept.kept == nodes && kept.yielded == rest)
    #expect(kept.reach == 2 && kept.reachBefore == 3)
  }

  @Test("As the definition gives it")
  func asDefined() throws {
    var random = SeededRandom(seed: 3)
    var yielded = 0
    for _ in 0..<200 {
      let rows = (0..<random.uniform(in: 0...200)).map { _ in
        (0..<random.uniform(in: 0...4)).map { _ in ValueID(random.uniform(below: 12)) }
      }
      var table = SeekerNodes()
      for row in rows { table.append(row) }
      let seekers = NodeSeekers(table)
      let nodes = (0..<12).filter { _ in random.bernoulli(0.6) }.map {
        ServedNode(node: $0, quality: Float(random.uniform(below: 5)))
      }.sorted()
      func reach(_ nodes: [ServedNode]) -> Int {
        let own = Set(nodes.map { ValueID($0.node) })
        return rows.count { !own.isDisjoint(with: $0) }
      }
      let (openings, each) = (random.uniform(in: 1...3), random.uniform(in: 1...40))
      let kept = try ReachCeiling(seekersAnOpening: each).kept(from: nodes, openings: openings, seekers: seekers)
      #expect(kept.kept + kept.yielded == nodes)
      #expect(kept.reach == reach(kept.kept))
      #expect(kept.reachBefore == reach(nodes))
      #expect(seekers.reach(of: nodes.map(\.node)) == kept.reachBefore)
      if let last = kept.kept.last {
        #expect(kept.reach >= openings * each || kept.yielded.isEmpty)
        #expect(reach(kept.kept.filter { $0.quality > last.quality }) < openings * each)
        #expect(kept.yielded.allSatisfy { $0.quality < last.quality })
      }
      yielded += kept.yielded.count
    }
    #expect(yielded > 100)
  }
}
