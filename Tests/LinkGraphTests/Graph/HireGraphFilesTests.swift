import Foundation
import JobMarket
import LinkGraph
import Testing
import VectorMath

@Suite("The files of a graph")
struct HireGraphFilesTests {
  @Test("What is written is read again, with and without weights and prior links")
  func readAgain() throws {
    var graphs = [try Graphs.drawn(3).graph, try Graphs.drawn(4, weights: true).graph, try Graphs.cashiers()]
    let none = try LinkMiner(templates: templates("title:title")).mine(World().hirePairs()).links
    graphs.append(HireGraph(links: none))
    for graph in graphs {
      try withTemporaryFolder { folder in
        try graph.write(to: folder)
        let read = try HireGraph(contentsOf: folder)
        #expect(read == graph)
        #expect(
          read.nodes(ofSeeker: [.title: [1, 2], .skill: [3, 5]])
            == graph.nodes(ofSeeker: [.title: [1, 2], .skill: [3, 5]]))
        let bytes = try contents(folder)
        try read.write(to: folder)
        #expect(try contents(folder) == bytes)
      }
    }
  }

  @Test("A fixture of format 1 is read as what it was, and written byte for byte")
  func fixture() throws {
    let fixture = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Formats/graph-1", directoryHint: .isDirectory).standardizedFileURL.path
    let graph = try Graphs.cashiers(weights: [0.5, 1.25, 0])
    if ProcessInfo.processInfo.environment["JOBMATCH_WRITE_FORMATS"] != nil {
      try FileManager.default.createDirectory(atPath: fixture, withIntermediateDirectories: true)
      try graph.write(to: fixture)
    }
    #expect(HireGraph.formatVersion == 1)
    #expect(try HireGraph(contentsOf: fixture) == graph)
    let expected = try contents(fixture)
    #expect(expected.count == 12)
    try withTemporaryFolder { folder in
      try graph.write(to: folder)
      #expect(try contents(folder) == expected)
    }
  }

  @Test("A byte changed, cut or missing in any file is found and named")
  func damage() throws {
    let graph = try Graphs.drawn(5, weights: true).graph
    try withTemporaryFolder { folder in
      try graph.write(to: folder)
      let bytes = try contents(folder)
      #expect(bytes.count == 12)
      for (name, content) in bytes {
        let file = URL(filePath: "\(folder)/\(name)")
        var changed = content
        changed[changed.count / 2] ^= 1
        for damaged in [changed, content.dropLast(), nil] as [Data?] {
          if let damaged { try damaged.write(to: file) } else { try FileManager.default.removeItem(at: file) }
          let error = try #require(throws: LinkGraphError.self) { try HireGraph(contentsOf: folder) }
          #expect(error.description.contains(folder))
          #expect(error.description.hasSuffix("; learn the links again"))
        }
        try content.write(to: file)
      }
      #expect(try HireGraph(contentsOf: folder) == graph)
    }
    #expect(throws: LinkGraphError.self) { try HireGraph(contentsOf: "/nowhere/at/all") }
    #expect(throws: LinkGraphError.self) { try graph.write(to: "/nowhere/at/all") }
  }

  @Test(
    "Sound files that do not fit each other are refused",
    arguments: [
      ("members", "links.members.npy: a member is out of range"),
      ("falling", "links.members.npy: the members of link 0 do not rise"),
      ("order", "links.members.npy: link 1 does not come after the one before"),
      ("offsets", "links.offsets.npy: its offsets do not fit the members"),
      ("template", "meta.templates.npy: a template is out of range"),
      ("meta", "meta.seekers.npy: meta links do not rise"),
      ("weight", "links.weights.npy: a weight is not finite"),
      ("quality", "prior.qualities.npy: a quality is not a number above 0"),
      ("source", "prior.sources.npy: a source is out of range"),
      ("version", "graph.json: format 2, this jobmatch reads"),
      ("header", "graph.json: not a graph of links"), ("learned", "links.hires.npy: shape [2]"),
      ("prior", "prior.qualities.npy: shape [1]"), ("negative", "graph.json: not a graph of links"),
      ("templates", "graph.json: not a graph of links"), ("reserved", "graph.json: not a graph of links"),
    ])
  func unfit(change: String, message: String) throws {
    try withTemporaryFolder { folder in
      var writer = ColumnFolderWriter(folder)
      func changed<Element>(_ name: String, _ sound: [Element], _ unsound: [Element]) -> [Element] {
        change == name ? unsound : sound
      }
      try writer.write(changed("template", [0, 0, 0], [0, 0, 9]) as [UInt32], "meta.templates")
      try writer.write(changed("meta", [1, 2, 3], [1, 3, 2]) as [UInt32], "meta.seekers")
      try writer.write([4, 4, 4] as [UInt32], "meta.jobs")
      try writer.write(changed("offsets", [0, 2, 3, 4], [0, 2, 2, 4]) as [UInt32], "links.offsets")
      let members: [UInt32] =
        switch change {
        case "members": [0, 1, 9, 2]
        case "falling": [1, 0, 1, 2]
        case "order": [0, 1, 0, 2]
        default: [0, 1, 1, 2]
        }
      try writer.write(members, "links.members")
      try writer.write([3, 4] as [UInt32], "links.hires")
      try writer.write([0, 1] as [UInt32], "links.nohires")
      try writer.write(changed("weight", [0, 1], [0, .nan]) as [Float], "links.weights")
      try writer.write(changed("quality", [1], [0]) as [Float], "prior.qualities")
      try writer.write(changed("source", [0], [1]) as [UInt32], "prior.sources")
      var header =
        #"{"formatVersion":1,"templates":["title:title"],"sources":["a"],"learned":2,"prior":1,"hasWeights":true}"#
      for (name, old, new) in [
        ("version", "Version\":1", "Version\":2"), ("header", header, "[]"),
        ("learned", "\"learned\":2", "\"learned\":9223372036854775807"),
        ("prior", "\"prior\":1", "\"prior\":9223372036854775807"), ("negative", "\"learned\":2", "\"learned\":-2"),
        ("templates", "[\"title:title\"]", "[\"title:title\",\"title:title\"]"),
        ("reserved", "[\"title:title\"]", "[\"age:title\"]"),
      ] where name == change { header = header.replacing(old, with: new) }
      try writer.write(Array(header.utf8), file: "graph.json")
      try writer.finish()
      let error = try #require(throws: LinkGraphError.self) { try HireGraph(contentsOf: folder) }
      #expect(error.description.contains("\(folder)/\(message)"))
    }
  }

  private func contents(_ folder: String) throws -> [String: Data] {
    var contents: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      contents[name] = try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
    }
    return contents
  }
}
