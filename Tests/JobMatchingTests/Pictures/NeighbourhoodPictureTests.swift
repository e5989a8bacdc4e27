import JobMarket
import JobMatching
import LinkGraph
import Testing

@Suite("The picture of a seeker among the links")
struct NeighbourhoodPictureTests {
  private func around() throws -> SeekerNeighbourhood {
    let graph = try TinyLinks.graph()
    var pinned = LinkStanding(author: "maria", reason: "wanted", at: Instant(seconds: 1))
    pinned.isPinned = true
    let served = try ServedLinks(graph, by: .ratio, minimumQuality: 0, standing: [2: pinned])
    let (words, plain) = (TinyLinks.words(graph), TinyLinks.words(graph, emphasis: ""))
    var around = SeekerNeighbourhood(seeker: "a<b>&\"c'", asOf: Instant(seconds: 1_700_000_000))
    around.values = [
      .init(.title, TinyLinks.titles[1]), .init(.title, "cashier"),
    ]
    around.links = [(2, [0], 7, true), (0, [1], 2, true), (4, [1], 1, false)].map {
      (node: Int, values: [Int], jobs: Int, isTaken: Bool) in
      let metaLinks = graph[node].metaLinks
      return SeekerNeighbourhood.Link(
        MatchedLink(node, served, words), seekerSide: plain.seekerSide(of: metaLinks),
        jobSide: "hired" + plain.jobSide(of: metaLinks), values: values, jobs: jobs, isTaken: isTaken)
    }
    around.jobs = [
      .init(
        id: "j\"1", title: "Supervisor </title><script>x</script>", company: "A & B\u{0}", score: 7, links: [0, 1]),
      .init(id: "j2", title: String(repeating: "Very long ", count: 100_000), company: "", score: 0.5, links: [2]),
    ]
    (around.valueCount, around.servingLinks, around.takenLinks, around.takenReach) = (9, 31, 2, 8)
    (around.shownReach, around.leastJobs) = (10, 5)
    return around
  }

  @Test("Every node has its words, every edge a line, and no name is markup")
  func drawn() throws {
    let around = try around()
    let svg = NeighbourhoodPicture(around).svg
    let drawn = DrawnPicture(svg)
    #expect(drawn.isWellFormed && !svg.contains("<script>") && !svg.contains("\u{0}"))
    #expect(!drawn.elements.contains("script") && drawn.head["role"] == "img")
    #expect(drawn.titles[0] == "Seeker a<b>&\"c' among the links")
    // Three edges to values, three to jobs, and three lines of the legend.
    #expect(drawn.elements.count { $0 == "path" } == 6)
    #expect(drawn.elements.count { $0 == "polyline" } == 3)
    // The ground, and a box a node.
    #expect(drawn.elements.count { $0 == "rect" } == 1 + 2 + 3 + 2)
    #expect(drawn.titles.contains(#"title: <script>alert("1")</script>"#))
    #expect(
      drawn.titles.contains { $0.hasPrefix("link 2: people who were *<script>") && $0.hasSuffix("6 hired, 0 not") })
    #expect(drawn.titles.contains("Supervisor </title><script>x</script> · A & B [j\"1]"))
    // The numbers are those of the value.
    #expect(drawn.words.contains("pinned · 6 hired, 0 not · quality 7.00 · 7 open jobs"))
    #expect(drawn.words.contains("learned · 3 hired, 1 not · quality 2.00 · 2 open jobs"))
    #expect(drawn.words.contains("prior · quality 0.50 · 1 open job · not taken"))
    #expect(drawn.words.contains("hired as shift & 'supervisor'"))
    #expect(drawn.words.contains("7.00 · 2 links · A & B") && drawn.words.contains("0.50 · 1 link"))
    #expect(drawn.words.contains("2 of 9 values of theirs") && drawn.words.contains("3 best of 31 links"))
    #expect(drawn.words.contains("2 best of 10 open jobs"))
    #expect(drawn.words.contains { $0.hasPrefix("Very long Very") && $0.hasSuffix("…") && $0.count < 60 })
    // A megabyte of a title leaves the picture small.
    #expect(svg.utf8.count < 20_000)
    #expect(NeighbourhoodPicture(around).svg == svg)
  }

  @Test("A seeker whom no link serves is drawn as such")
  func nobody() {
    let drawn = DrawnPicture(NeighbourhoodPicture(SeekerNeighbourhood(seeker: "x", asOf: Instant(seconds: 0))).svg)
    #expect(drawn.isWellFormed && drawn.words.contains("no link serves this seeker"))
  }
}
