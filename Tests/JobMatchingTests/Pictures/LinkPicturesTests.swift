import Foundation
import JobMarket
import JobMatching
import LinkGraph
import Testing

/// Two titles that led to a third, and what a taxonomy says.
enum TinyLinks {
  static let titles = ["cashier", #"<script>alert("1")</script>"#, "shift & 'supervisor'", "baker"]

  /// Nodes: 0 is title 0 → 2 of 3 hires and 1 no-hire, 1 the same with the skill of 3 hires, 2 title 1 → 2 of 6 hires, 3 the skill
  /// alone of 3 hires, 4 the prior one of title 0 → 3.
  static func graph(weights: [Float]? = nil) throws -> HireGraph {
    var (seekers, jobs) = (AttributeTable(fields: [.title, .skill]), AttributeTable(fields: [.title, .skill]))
    var rows: [(seeker: [AttributeField: [ValueID]], job: [AttributeField: [ValueID]], isHire: Bool)] = []
    for _ in 0..<3 { rows.append(([.title: [0], .skill: [5]], [.title: [2], .skill: [5]], true)) }
    rows.append(([.title: [0]], [.title: [2]], false))
    for _ in 0..<6 { rows.append(([.title: [1]], [.title: [2]], true)) }
    for row in rows {
      try seekers.append(row.seeker)
      try jobs.append(row.job)
    }
    var pairs = HirePairs(seekers: seekers, jobs: jobs)
    for (place, row) in rows.enumerated() { pairs.append(seeker: place, job: place, isHire: row.isHire) }
    let templates = try ["title:title", "skill:skill"].map(LinkTemplate.init)
    let mined = try LinkMiner(templates: templates).mine(pairs)
    let prior = PriorLink([MetaLink(template: 0, seekerValue: 0, jobValue: 3)], quality: 0.5, source: "the same title")
    return HireGraph(links: mined.links, weights: weights, prior: [prior])
  }

  static func words(_ graph: HireGraph, emphasis: String = "*") -> LinkWords {
    LinkWords(graph.templates, emphasis: emphasis) { field, value in
      field == .title ? TinyLinks.titles[Int(value)] : "skill \(value)"
    }
  }
}

@Suite("Pictures of the graph of links")
struct LinkPicturesTests {
  @Test("Sizes of links are counted by support and by ratio, and drawn as they are counted")
  func sizes() throws {
    let graph = try TinyLinks.graph()
    let sizes = LinkSizes(try ServedLinks(graph, by: .ratio, minimumQuality: 3))
    #expect(sizes.supportBands == ["3", "4-5", "6-10", "11-20", "21-50", ">50"])
    #expect(sizes.qualityBands == ["<1", "1-2", "2-4", "4-8", "8-16", "≥16"])
    // Ratios: 4/2, 4/1 with the skill and of it alone, 7/1; the first does not serve.
    #expect(
      sizes.rows.map { [$0.size, $0.learned, $0.prior, $0.serving] } == [[1, 3, 1, 3], [2, 1, 0, 1]])
    #expect(sizes.rows.map(\.support) == [[1, 1, 1, 0, 0, 0], [1, 0, 0, 0, 0, 0]])
    #expect(sizes.rows.map(\.quality) == [[0, 0, 1, 2, 0, 0], [0, 0, 0, 1, 0, 0]])
    let svg = LinkSizesPicture(sizes).svg
    let drawn = DrawnPicture(svg)
    #expect(drawn.isWellFormed)
    #expect(drawn.head["role"] == "img" && drawn.elements.prefix(4) == ["svg", "title", "desc", "rect"])
    // A bar a number that is not 0, by support and then by quality.
    #expect(
      drawn.titles.dropFirst() == [
        "1 pair of values, 3: 1 link", "1 pair of values, 4-5: 1 link", "1 pair of values, 6-10: 1 link",
        "2 pairs of values, 3: 1 link", "1 pair of values, 2-4: 1 link", "1 pair of values, 4-8: 2 links",
        "2 pairs of values, 4-8: 1 link",
      ])
    #expect(drawn.words.contains("4 links learned from hires; 1 of prior knowledge are not drawn"))
    // Small numbers need no logarithm, and the axis says so.
    #expect(drawn.words.contains("links") && !drawn.words.contains { $0.contains("log") })
    #expect(LinkSizesPicture(sizes).svg == svg)
  }

  @Test("Where weights rank, bands are of weights; a graph without a link is no fault")
  func weights() throws {
    let graph = try TinyLinks.graph(weights: [-0.5, 0, 0.1, 2])
    let sizes = LinkSizes(try ServedLinks(graph, by: .regression, minimumQuality: 0))
    #expect(sizes.qualityBands == ["<0", "0", "0-0.1", "0.1-0.3", "0.3-1", "≥1"])
    #expect(sizes.rows.map(\.quality) == [[1, 0, 0, 1, 0, 1], [0, 1, 0, 0, 0, 0]])
    #expect(sizes.rows.map(\.serving) == [3, 0])
    let empty = HireGraph(
      links: try LinkMiner(templates: graph.templates).mine(
        HirePairs(seekers: AttributeTable(fields: [.title, .skill]), jobs: AttributeTable(fields: [.title, .skill]))
      ).links)
    let none = LinkSizes(try ServedLinks(empty, by: .ratio, minimumQuality: 0))
    #expect(none.rows.isEmpty)
    let drawn = DrawnPicture(LinkSizesPicture(none).svg)
    #expect(drawn.isWellFormed && drawn.words.count { $0 == "no link was learned" } == 2)
  }

  @Test("Reach is a curve before and one after, with θ; both are what was measured")
  func reach() throws {
    var report = try JSONDecoder().decode(
      TargetReport.self,
      from: Data(
        """
        {"jobs": {"count": 9, "withNodes": 9, "nodes": 9}, "seekers": {"count": 5, "withNodes": 5, "nodes": 5},
         "seekersByLearned": 5, "seekersByPriorAlone": 0, "jobsThatYield": 0, "activityDays": 30,
         "reach": {"seekers": 5, "leastJobs": 10, "short": 1, "before": [], "after": [], "linksBefore": [], "linksAfter": [],
                   "pairs": [[40, 10], [4, 4], [40, 12], [12, 10], [0, 0]]}}
        """.utf8))
    var reach = try report.requiredReach()
    let curves = ReachCurves(reach)
    #expect(curves.seekers == 5)
    #expect(curves.percentiles.map(\.percent) == [0, 10, 25, 50, 75, 90, 100])
    #expect(curves.percentiles.map(\.before) == [0, 0, 4, 12, 40, 40, 40])
    #expect(curves.percentiles.map(\.after) == [0, 0, 4, 10, 10, 12, 12])
    #expect(curves.before.map { [$0.jobs, $0.seekers] } == [[0, 1], [4, 2], [12, 3], [40, 5]])
    #expect(curves.after.map { [$0.jobs, $0.seekers] } == [[0, 1], [4, 2], [10, 4], [12, 5]])
    let svg = ReachPicture(curves).svg
    let drawn = DrawnPicture(svg)
    #expect(drawn.isWellFormed && drawn.words.contains("θ = 10") && drawn.words.contains("open jobs"))
    #expect(drawn.words.contains("all links that serve: median 12 jobs"))
    #expect(drawn.words.contains("links taken by the liquidity loop: median 10 jobs"))
    // Two steps a number of jobs: along, then up to the share of seekers; 0 % at 430, 100 % at 124; 0 jobs at 78, 40 at 740.
    #expect(
      svg.contains(
        #"points="78.0,430.0 78.0,430.0 78.0,368.8 144.2,368.8 144.2,307.6 276.6,307.6 276.6,246.4 740.0,246.4 740.0,124.0 740.0,124.0""#
      ))
    #expect(
      svg.contains(
        #"points="78.0,430.0 78.0,430.0 78.0,368.8 144.2,368.8 144.2,307.6 243.5,307.6 243.5,185.2 276.6,185.2 276.6,124.0 740.0,124.0""#
      ))
    // Far beyond θ the axis is logarithmic and says so; nobody looked at is no fault.
    reach.pairs.append([9000, 11])
    #expect(DrawnPicture(ReachPicture(ReachCurves(reach)).svg).words.contains("open jobs (log scale of jobs + 1)"))
    reach.pairs = []
    #expect(DrawnPicture(ReachPicture(ReachCurves(reach)).svg).isWellFormed && ReachCurves(reach).percentiles.isEmpty)
    report.reach = nil
    #expect(throws: WorkspaceError.self) { try report.requiredReach() }
  }
}
