import Foundation
import JobMarket
import LinkGraph
import VectorMath

typealias Values = [AttributeField: [ValueID]]

/// The definition of who has a link, word for word: all of its side among the values.
struct NaiveGraph {
  let graph: HireGraph

  func nodes(ofSeeker values: Values) -> [ValueID] {
    nodes { template, metaLink in values[template.seekerField]?.contains(metaLink.seekerValue) ?? false }
  }

  func nodes(ofJob values: Values) -> [ValueID] {
    nodes { template, metaLink in values[template.jobField]?.contains(metaLink.jobValue) ?? false }
  }

  private func nodes(_ has: (LinkTemplate, MetaLink) -> Bool) -> [ValueID] {
    (0..<graph.count).filter { node in
      graph[node].metaLinks.allSatisfy { has(graph.templates[$0.template], $0) }
    }.map { ValueID($0) }
  }
}

/// Graphs to test with.
enum Graphs {
  /// Cashiers (1) with inventory (5) who become shift supervisors (2): title 1 ↔ 2 of 3 hires and 1 no-hire, skill 5 ↔ 5 of 2
  /// hires, both of 2 hires; and what a taxonomy says: title 1 ↔ 3.
  ///
  /// Nodes: 0 is title, 1 both, 2 skill, 3 prior.
  static func cashiers(weights: [Float]? = nil) throws -> HireGraph {
    var world = World()
    world.add([.title: [1], .skill: [5]], [.title: [2], .skill: [5]], isHire: true, times: 2)
    world.add([.title: [1]], [.title: [2]], isHire: true)
    world.add([.title: [1], .skill: [6]], [.title: [2]], isHire: false)
    var options = MiningOptions()
    options.minimumSupport = 2
    let mined = try LinkMiner(templates: templates("title:title", "skill:skill"), options: options).mine(
      world.hirePairs())
    let prior = PriorLink(
      [MetaLink(template: 0, seekerValue: 1, jobValue: 3)], quality: 0.5, source: "onet: related occupation")
    return HireGraph(links: mined.links, weights: weights, prior: [prior])
  }

  /// A graph of a drawn world, with drawn prior links of a further template, too.
  static func drawn(
    _ seed: UInt64, pairs: Int = 250, values: [ValueID] = [0, 1, 2, 3, 4, 5], maximumSize: Int = 3,
    weights: Bool = false
  ) throws -> (graph: HireGraph, world: World) {
    let world = World.drawn(seed, pairs: pairs, values: values)
    var options = MiningOptions()
    (options.maximumSize, options.minimumSupport) = (maximumSize, 2)
    let texts = try templates("title:title", "skill:skill", "title:skill")
    let links = try LinkMiner(templates: texts, options: options).mine(world.hirePairs()).links
    var random = SeededRandom(seed: seed)
    let prior = (0..<20).map { _ in
      PriorLink(
        (0..<random.uniform(in: 1...2)).map { _ in
          MetaLink(
            template: random.uniform(below: 4), seekerValue: random.element(of: values),
            jobValue: random.element(of: values))
        }, quality: Float(random.uniform(in: 1...4)), source: random.bernoulli(0.5) ? "a" : "b")
    }
    let fitted = weights ? (0..<links.count).map { _ in Float(random.uniform(in: -2...3)) } : nil
    let graph = HireGraph(
      links: links, weights: fitted, prior: prior, furtherTemplates: try templates("seniority:seniority"))
    return (graph, world)
  }
}

/// A folder for one test, gone after it.
func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: "jobmatch-\(UUID().uuidString)").path
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  return try body(folder)
}
