import Foundation
import JobMarket
import JobMatching
import LinkGraph
import Testing

@Suite("Recall against false positive rate")
struct LinkCurveTests {
  /// Titles 0 to 3 joined to themselves: 4 hires and 0 no-hires, 3 and 1, 2 and 2, 1 and 3; and two hires that nothing joins.
  private static func features() throws -> (features: LinkFeatures, hires: [Bool]) {
    var tables = (AttributeTable(fields: [.title]), AttributeTable(fields: [.title]))
    for value in 0..<4 as Range<ValueID> {
      try tables.0.append([.title: [value]])
      try tables.1.append([.title: [value]])
    }
    try tables.0.append([:])
    try tables.1.append([:])
    var pairs = HirePairs(seekers: tables.0, jobs: tables.1)
    for row in 0..<4 { for place in 0..<4 { pairs.append(seeker: row, job: row, isHire: place < 4 - row) } }
    for _ in 0..<2 { pairs.append(seeker: 4, job: 4, isHire: true) }
    var options = MiningOptions()
    options.keepsMoreNoHires = true
    let links = try LinkMiner(templates: [LinkTemplate("title:title")], options: options).mine(pairs).links
    return (try LinkFeatures(of: pairs, in: links), pairs.hires)
  }

  private func share(_ counts: [Int], of all: Int) -> [Double] { counts.map { Double($0) / Double(all) } }

  @Test("Links are taken in falling quality, equals together, and none of 0 or less")
  func points() throws {
    let (features, hires) = try Self.features()
    let curve = LinkCurve(
      qualities: [("ratio", [5, 2, 2, 0.5]), ("regression", [1, 0.5, 0, -1])], features: features, hires: hires)
    #expect(curve.pairs == 18 && curve.hires == 12)
    #expect(curve.scorings[0].points.map(\.links) == [1, 3, 4])
    #expect(curve.scorings[0].points.map(\.recall) == share([4, 9, 10], of: 12))
    #expect(curve.scorings[0].points.map(\.falsePositiveRate) == [0, 0.25, 0.375])
    #expect(curve.scorings[0].points.map(\.threshold) == [5, 2, 0.5])
    #expect(curve.scorings[1].points.map(\.links) == [1, 2])
    #expect(curve.scorings[1].points.map(\.recall) == share([4, 7], of: 12))
    let savings = curve.savings(at: [0.1, 0.7])
    #expect(savings.map(\.ratio.links) == [1, 3])
    #expect(savings.map(\.times) == [1, nil])
    let none = LinkCurve(
      qualities: [("ratio", [0, 0, 0, 0]), ("regression", [0, 0, 0, 0])], features: features, hires: hires)
    #expect(none.scorings.allSatisfy { $0.points.isEmpty } && none.savings(at: [0.5]).isEmpty)
  }

  @Test("The picture is XML and names the numbers of links; of nothing it is a grid")
  func picture() throws {
    let (features, hires) = try Self.features()
    for qualities in [[5, 2, 2, 0.5], [0, 0, 0, 0]] as [[Double]] {
      let curve = LinkCurve(
        qualities: [("ratio", qualities), ("regression", qualities)], features: features, hires: hires)
      let svg = LinkCurvePicture(curve).svg
      #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>\n"))
      #expect(svg.components(separatedBy: "<text").count == svg.components(separatedBy: "</text>").count)
      #expect(svg.contains("12 hires and 6 sampled no-hires"))
      #expect(svg.contains(">3</text>") == (qualities[0] > 0))
      #expect(!svg.contains("nan") && !svg.contains("inf"))
    }
  }
}
