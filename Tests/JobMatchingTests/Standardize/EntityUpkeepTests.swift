import Foundation
import JobMarket
import JobMatching
import Testing

@Suite("Entities, their index and their configuration")
struct EntityUpkeepTests {
  @Test("Pruning keeps the entities that an index was built with; once gone, the error says how to go on")
  func prune() throws {
    let market = try StandardizedMarket(StandardizedMarket.jobs)
    let used = try market.standardize().manifest.id
    _ = try Pipeline(market.workspace).index(createdAt: StandardizedMarket.now)
    let unused = try market.standardize(full: true).manifest.id
    let active = try market.standardize(full: true).manifest.id
    #expect(try market.workspace.prune(.entities, keeping: 1) == [unused])
    let artifacts = market.workspace.artifacts(.entities)
    #expect(try artifacts.list().map(\.id) == [used, active])
    let options = MatchOptions(asOf: StandardizedMarket.now)
    #expect(try MatchService(market.workspace).search("nurse", options).matches.isEmpty == false)
    try FileManager.default.removeItem(at: artifacts.folder.appending(path: used))
    let error = #expect(throws: WorkspaceError.self) { try MatchService(market.workspace) }
    #expect(error?.description.contains("rebuild it with `jobmatch index`") == true)
  }

  @Test("What a killed run left is removed by the next")
  func leftovers() throws {
    let market = try StandardizedMarket(StandardizedMarket.jobs)
    try market.standardize()
    let folder = market.workspace.artifacts(.entities).folder
    let left = folder.appending(path: ".writing-123")
    try FileManager.default.createDirectory(at: left, withIntermediateDirectories: true)
    try Data("half".utf8).write(to: left.appending(path: "mentions.tsv"))
    try market.standardize()
    #expect(!FileManager.default.fileExists(atPath: left.path))
  }

  @Test("A configuration that texts were not standardized by is said to need both stages")
  func changedConfiguration() throws {
    let market = try StandardizedMarket(StandardizedMarket.jobs)
    try market.standardize()
    _ = try Pipeline(market.workspace).index(createdAt: StandardizedMarket.now)
    func notes(_ workspace: Workspace) throws -> [String] {
      try MatchService(workspace).search("nurse", MatchOptions(asOf: StandardizedMarket.now)).notes
    }
    #expect(try !notes(market.workspace).contains { $0.contains("jobmatch standardize") })
    let changed = try market.workspace.naming(taxonomies: [], without: ["tools"], exact: nil)
    let expected = "standardize.taxonomies changed since texts were standardized; run `jobmatch standardize`, then"
    #expect(try notes(changed).contains { $0.hasPrefix(expected) })
  }

  @Test("Names of taxonomies are kept in small letters, replaced and left out; the file is written only when asked")
  func naming() throws {
    let market = try StandardizedMarket([])
    let onet = market.folder.file("onet")
    try FileManager.default.createDirectory(at: onet, withIntermediateDirectories: true)
    let first = try market.workspace.naming(taxonomies: ["ONET=\(onet.path)"], exact: nil)
    #expect(first.configuration.standardize.taxonomies.last == "onet=\(onet.path)")
    let second = try first.naming(taxonomies: ["oNet=\(onet.path)/"], without: ["jobs"], exact: nil)
    #expect(second.configuration.standardize.taxonomies.count == 2)
    #expect(try Workspace.open(at: market.workspace.folder).configuration == market.workspace.configuration)
    try second.saveConfiguration()
    #expect(try Workspace.open(at: market.workspace.folder).configuration == second.configuration)
    #expect(throws: WorkspaceError.self) { try second.naming(taxonomies: [], without: ["jobs"], exact: nil) }
    let none = try second.naming(taxonomies: [], without: ["ONET", "tools"], exact: nil)
    #expect(none.configuration.standardize.taxonomies.isEmpty)
  }

  @Test("A concept above itself over thousands of rows is found at once and told by its ends")
  func longCycle() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<20_000).map { "c\($0),Concept \($0),,c\(($0 + 1) % 20_000)," }
    let file = try folder.write(
      (["id,label,alternates,parent,group"] + rows).joined(separator: "\n") + "\n", "long.csv")
    let error = #expect(throws: WorkspaceError.self) { try CSVTaxonomy(file: file, field: .skill) }
    let message = error?.description ?? ""
    #expect(message.contains("c0 ⊂ c1 ⊂ c2 ⊂ c3 ⊂ …") && message.hasSuffix("c19998 ⊂ c19999 ⊂ c0"))
  }
}
