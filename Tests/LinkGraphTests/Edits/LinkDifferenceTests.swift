import Foundation
import JobMarket
import LinkGraph
import Testing

@Suite("What changed between two graphs")
struct LinkDifferenceTests {
  private func graph(_ add: (inout World) -> Void, prior: [PriorLink] = []) throws -> HireGraph {
    var world = World()
    add(&world)
    return HireGraph(
      links: try LinkMiner(templates: templates("title:title")).mine(world.hirePairs()).links, prior: prior)
  }

  @Test("Added, removed and changed links, by texts, what changed most first")
  func byHand() throws {
    let before = try graph { world in
      world.add([.title: [1]], [.title: [2]], isHire: true, times: 3)
      world.add([.title: [3]], [.title: [4]], isHire: true, times: 3)
      world.add([.title: [5]], [.title: [5]], isHire: true, times: 3)
      world.add([.title: [7]], [.title: [7]], isHire: true, times: 3)
    }
    // The same titles under other numbers.
    let after = try graph(
      { world in
        world.add([.title: [101]], [.title: [102]], isHire: true, times: 3)
        world.add([.title: [103]], [.title: [104]], isHire: true, times: 5)
        world.add([.title: [107]], [.title: [107]], isHire: true, times: 9)
        world.add([.title: [108]], [.title: [108]], isHire: true, times: 4)
        world.add([.title: [106]], [.title: [106]], isHire: true, times: 4)
      },
      prior: [PriorLink([MetaLink(template: 0, seekerValue: 109, jobValue: 101)], quality: 0.5, source: "a")])
    let difference = LinkDifference(
      from: before, to: after, by: .ratio, name: { _, value in "t\(value)" },
      nameAfter: { _, value in "t\(value - 100)" })
    func titles(_ changes: [LinkDifference.Change]) -> [String] { changes.map { $0.link[0].seeker } }
    #expect(titles(difference.added) == ["t6", "t8", "t9"])
    #expect(titles(difference.removed) == ["t5"])
    #expect(titles(difference.changed) == ["t7", "t3"])
    #expect(difference.unchanged == 1)
    #expect(difference.changed[0].change == 6)
    #expect(difference.changed[0].before?.hires == 3)
    #expect(difference.changed[0].after?.quality == 10)
    #expect(difference.added[2].after?.isPrior == true)
    #expect(difference.removed[0].change == -4)
    let read = try JSONDecoder().decode(LinkDifference.self, from: JSONEncoder().encode(difference))
    #expect(read == difference)
  }

  @Test("A graph does not differ from itself, and from an empty one in every link")
  func itself() throws {
    let graph = try Graphs.drawn(9, weights: true).graph
    let name = { (field: AttributeField, value: ValueID) in "\(field) \(value)" }
    let none = LinkDifference(from: graph, to: graph, by: .regression, name: name)
    #expect(none.unchanged == graph.count && none.added.isEmpty && none.removed.isEmpty && none.changed.isEmpty)
    let empty = HireGraph(links: try LinkMiner(templates: templates("title:title")).mine(World().hirePairs()).links)
    let all = LinkDifference(from: graph, to: empty, by: .ratio, name: name)
    #expect(all.removed.count == graph.count)
    let back = LinkDifference(from: empty, to: graph, by: .ratio, name: name)
    #expect(back.added.map(\.link) == all.removed.map(\.link))
    let changes = all.removed.map { abs($0.change) }
    #expect(changes == changes.sorted(by: >))
  }
}
