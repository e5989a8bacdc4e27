import Foundation
import JobMarket
import LinkGraph
import Testing

/// The files of `make_hires.py` with its defaults; JOBMATCH_HIRES names their folder.
private let folder = ProcessInfo.processInfo.environment["JOBMATCH_HIRES"]

@Suite("Links of 199,259 pairs, as an independent engine counted them", .enabled(if: folder != nil))
struct KnownHiresTests {
  @Test("116,753 links, and 611,660 features on 138,405 pairs, which are those that the graph joins")
  func knownAnswer() throws {
    let pairs = try KnownHires(folder: try #require(folder)).pairs
    var options = MiningOptions()
    options.threads = 2
    let miner = try LinkMiner(templates: templates("title:title", "skill:skill"), options: options)
    let mined = try miner.mine(pairs)
    #expect(mined.report.pairs == 199_259)
    #expect(mined.report.candidateRows == 8_630_920)
    #expect(mined.report.links == 116_753)
    #expect(mined.report.linkHires == 396_177)
    #expect(mined.report.linkNoHires == 215_483)
    #expect(mined.report.cappedPairs == 0)
    let features = try LinkFeatures(of: pairs, in: mined.links, threads: 2)
    #expect(features.links.count == 611_660)
    #expect(features.pairsWithLinks == 138_405)
    // The graph that serves joins the same pairs by the same links.
    let graph = HireGraph(links: mined.links)
    func nodes(_ table: AttributeTable, _ find: (Values) -> [ValueID]) -> [[ValueID]] {
      (0..<table.rowCount).map { row in
        find([.title: table.values(of: .title, row: row), .skill: table.values(of: .skill, row: row)])
      }
    }
    let (seekers, jobs) = (nodes(pairs.seekers, graph.nodes(ofSeeker:)), nodes(pairs.jobs, graph.nodes(ofJob:)))
    for pair in 0..<pairs.count {
      let own = Set(seekers[Int(pairs.seekerRows[pair])])
      let common = jobs[Int(pairs.jobRows[pair])].filter(own.contains)
      if common != Array(features.links(of: pair)) {
        Issue.record("pair \(pair) is joined by \(common)")
        break
      }
    }
    options.memoryLimit = 32 << 20
    let short = try LinkMiner(templates: miner.templates, options: options).mine(pairs)
    #expect(short.links == mined.links)
  }
}

/// Reads just these files; importing markets is another stage's work.
private struct KnownHires {
  var pairs: HirePairs

  private struct Row: Decodable {
    let attributes: [String: [String]]
  }

  init(folder: String) throws {
    var vocabularies: [AttributeField: Vocabulary] = [:]
    func lines(_ name: String) throws -> [Substring] {
      try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8).split(whereSeparator: \.isNewline)
    }
    func table(_ name: String) throws -> AttributeTable {
      var table = AttributeTable(fields: [.title, .skill])
      for line in try lines(name) {
        var values: [AttributeField: [ValueID]] = [:]
        for (name, texts) in try JSONDecoder().decode(Row.self, from: Data(line.utf8)).attributes {
          let field = try #require(AttributeField(name))
          values[field] = texts.map { vocabularies[field, default: Vocabulary()].intern($0) }
        }
        try table.append(values)
      }
      return table
    }
    func rows(_ name: String) throws -> [[Int]] {
      try lines(name).dropFirst().map { line in
        try line.split(separator: ",").prefix(2).map { try #require(Int($0.dropFirst())) }
      }
    }
    pairs = HirePairs(seekers: try table("seekers.jsonl"), jobs: try table("jobs.jsonl"))
    let hires = Set(try rows("hires.csv"))
    for row in try rows("engagements.csv") {
      pairs.append(seeker: row[0], job: row[1], isHire: hires.contains(row))
    }
  }
}
