import Foundation
import JobMarket
import JobMatching
import Retrieval
import Testing
import VectorMath

/// An index of a workload's files: opened it answers as the files do, and no crash takes it away.
@Suite("An index beside a workload")
struct WorkloadIndexTests {
  private static func write(_ folder: URL, rows: Int = 3000, seed: UInt64 = 8) throws {
    var random = SeededRandom(seed: seed)
    let dimension = 8
    func numbers(_ count: Int) -> [Float] { (0..<count).map { _ in Float(random.normal()) } }
    func path(_ name: String) -> String { folder.appending(path: name).path }
    try NPYFile(shape: [rows, dimension], elements: numbers(rows * dimension)).write(to: path("embeddings.npy"))
    try NPYFile(shape: [2, dimension], elements: numbers(2 * dimension)).write(to: path("queries.npy"))
    try NPYFile((0...rows).map { Int64($0) }).write(to: path("attr.half.offsets.npy"))
    try NPYFile((0..<rows).map { Int32($0 % 2) }).write(to: path("attr.half.values.npy"))
    let lines = [#"{"k":20}"#, #"{"k":20,"where":[{"field":"half","anyOf":[1]}]}"#]
    try Data(lines.joined(separator: "\n").utf8).write(to: folder.appending(path: "queries.jsonl"))
  }

  private func answers(_ workload: HybridWorkload) throws -> [RetrievalResult] {
    try CPUSearcher(workload.index).retrieve(workload.queries.map(\.query))
  }

  @Test("It is opened while the files are those it was made of, and gives the same answers")
  func opening() throws {
    let folder = try TemporaryFolder()
    try WorkloadIndexTests.write(folder.url)
    let built = try HybridWorkload(contentsOf: folder.url)
    #expect(built.origin == .built(because: nil))
    let outcome = try WorkloadIndexStage(folder.url).run()
    #expect(outcome.rows == 3000)
    let opened = try HybridWorkload(contentsOf: folder.url)
    #expect(opened.origin == .opened(HybridWorkload.indexFolder(of: folder.url)))
    #expect(try answers(opened) == answers(built))
    #expect(try JobIndex(contentsOf: outcome.folder).count == 3000)
    #expect(try IndexCheck(of: outcome.folder).damages.isEmpty)
    #expect(opened.index.vectorFiles.count == 1 && opened.index.attributeByteCount > 3000 * 12)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(!names.contains { $0.contains("writing") }, "nothing is left over")
    // Other files than it was made of.
    try FileManager.default.removeItem(at: folder.file("embeddings.npy"))
    try WorkloadIndexTests.write(folder.url, rows: 3001)
    let changed = try HybridWorkload(contentsOf: folder.url)
    #expect(changed.rowCount == 3001)
    guard case .built(let reason?) = changed.origin else { return #expect(Bool(false), "built, with a reason") }
    #expect(reason.contains("attr.half.offsets.npy has changed"), "\(reason)")
    // Replaced in place.
    _ = try WorkloadIndexStage(folder.url).run()
    #expect(try HybridWorkload(contentsOf: folder.url).origin == .opened(HybridWorkload.indexFolder(of: folder.url)))
    #expect(try answers(opened) == answers(built), "an index that is open keeps the files it had")
  }

  @Test("What is in the index's place and was not opened is named", arguments: ["file", "link", "empty", "other"])
  func unopened(kind: String) throws {
    let folder = try TemporaryFolder()
    try WorkloadIndexTests.write(folder.url)
    let (place, manager) = (folder.file("index"), FileManager.default)
    switch kind {
    case "file": try folder.write("mine", "index")
    case "link": try manager.createSymbolicLink(at: place, withDestinationURL: folder.file("nowhere"))
    case "empty": try manager.createDirectory(at: place, withIntermediateDirectories: true)
    default:
      _ = try WorkloadIndexStage(folder.url).run()
      try manager.removeItem(at: place.appending(path: "workload.json"))
    }
    guard case .built(let reason?) = try HybridWorkload(contentsOf: folder.url).origin else {
      Issue.record("built, with a reason")
      return
    }
    let isFolder = kind == "empty" || kind == "other"
    #expect(reason.contains("\(place.path) \(isFolder ? "has no workload.json" : "is no folder")"), "\(reason)")
  }

  @Test("A damaged one is an error, not a slow start")
  func damage() throws {
    let folder = try TemporaryFolder()
    try WorkloadIndexTests.write(folder.url)
    let outcome = try WorkloadIndexStage(folder.url).run()
    let file = outcome.folder.appending(path: "keys.npy")
    var data = try Data(contentsOf: file)
    data[500] ^= 1
    try data.write(to: file)
    let error = #expect(throws: IndexError.self) { try HybridWorkload(contentsOf: folder.url) }
    #expect(error?.description.contains("keys.npy: block 0") == true)
  }

  @Test(
    "A folder with something else in it is not taken: everything stays, and the first of it is named",
    arguments: [
      ["letters.txt"], ["layout.json", "thesis.txt"], ["layout.json", "checksums.txt", "workload.json"],
      ["workload.json", "keys.npy"],
    ])
  func taken(names: [String]) throws {
    let folder = try TemporaryFolder()
    try WorkloadIndexTests.write(folder.url)
    try FileManager.default.createDirectory(at: folder.file("index"), withIntermediateDirectories: true)
    for name in names { try folder.write("{}", "index/\(name)") }
    let error = #expect(throws: WorkspaceError.self) { try WorkloadIndexStage(folder.url).run() }
    let first = names.contains("checksums.txt") ? "checksums.txt" : names.sorted()[0]
    #expect(error?.description.contains(first) == true, "\(error?.description ?? "")")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("index").path).sorted() == names.sorted())
  }

  @Test("An index with a file of the user's in it is not taken, also one that came while another was made")
  func guest() throws {
    let folder = try TemporaryFolder()
    try WorkloadIndexTests.write(folder.url)
    let late = WorkloadIndexStage(folder.url) { report in
      if report.step == "compare checksums" { _ = try? folder.write("mine", "index/notes.txt") }
    }
    _ = try WorkloadIndexStage(folder.url).run()
    for stage in [late, WorkloadIndexStage(folder.url)] {
      let error = #expect(throws: WorkspaceError.self) { try stage.run() }
      #expect(error?.description.contains("something else than an index, notes.txt,") == true)
      #expect(try String(contentsOf: folder.file("index/notes.txt"), encoding: .utf8) == "mine")
    }
    try FileManager.default.removeItem(at: folder.file("index/notes.txt"))
    // A workspace's artifact: an index, and files beside it.
    try folder.write("{}", "index/manifest.json")
    #expect(throws: WorkspaceError.self) { try WorkloadIndexStage(folder.url).run() }
    try FileManager.default.removeItem(at: folder.file("index/manifest.json"))
    _ = try WorkloadIndexStage(folder.url).run()
  }

  @Test("An index of no workload, a link that leads nowhere and a file are not taken, nor a missing workload")
  func otherPlaces() throws {
    let folder = try TemporaryFolder()
    try WorkloadIndexTests.write(folder.url)
    let manager = FileManager.default
    try manager.createDirectory(at: folder.file("bare"), withIntermediateDirectories: true)
    try JobIndex([], textModel: "m", termCount: 1).write(to: folder.file("bare"))
    try manager.createSymbolicLink(at: folder.file("link"), withDestinationURL: folder.file("nowhere"))
    for name in ["bare", "link", "embeddings.npy"] {
      let error = #expect(throws: WorkspaceError.self, "\(name)") {
        try WorkloadIndexStage(folder.url, folder: folder.file(name)).run()
      }
      #expect(error?.description.contains("--output") == true)
    }
    #expect(try JobIndex(contentsOf: folder.file("bare")).count == 0)
    #expect(throws: WorkspaceError.self) { try WorkloadIndexStage(folder.file("none")).run() }
  }

  @Test("An index that goes elsewhere has vectors of its own: writing to the workload's in place leaves it whole")
  func copy() throws {
    let folder = try TemporaryFolder()
    try WorkloadIndexTests.write(folder.url)
    let outcome = try WorkloadIndexStage(folder.url, folder: folder.file("elsewhere")).run()
    let before = try Data(contentsOf: outcome.folder.appending(path: "vectors.embedding.npy"))
    let file = try FileHandle(forUpdating: folder.file("embeddings.npy"))
    try file.seek(toOffset: 4096)
    try file.write(contentsOf: Data(repeating: 0, count: 4096))
    try file.close()
    #expect(try IndexCheck(of: outcome.folder).damages == [])
    #expect(try Data(contentsOf: outcome.folder.appending(path: "vectors.embedding.npy")) == before)
  }

  @Test("A file whose time is not known is an error, not an index that says it is of none")
  func noStamp() throws {
    let folder = try TemporaryFolder()
    try WorkloadIndexTests.write(folder.url)
    try FileManager.default.createSymbolicLink(
      at: folder.file("attr.gone.values.npy"), withDestinationURL: folder.file("nowhere"))
    #expect(throws: (any Error).self) { try WorkloadIndexStage(folder.url).run() }
    #expect(!FileManager.default.fileExists(atPath: folder.file("index").path))
  }

  @Test("A number that is none is refused with row and column, and the index that was there stays")
  func refusal() throws {
    let folder = try TemporaryFolder()
    try WorkloadIndexTests.write(folder.url)
    _ = try WorkloadIndexStage(folder.url).run()
    var numbers = [Float](repeating: 1, count: 3000 * 8)
    numbers[8 * 2500 + 3] = .nan
    numbers[8 * 2700 + 1] = .infinity
    try FileManager.default.removeItem(at: folder.file("embeddings.npy"))
    try NPYFile(shape: [3000, 8], elements: numbers).write(to: folder.file("embeddings.npy").path)
    let error = #expect(throws: WorkloadError.self) { try WorkloadIndexStage(folder.url).run() }
    #expect(
      error?.description.contains("embeddings.npy: row 2500, column 3: nan") == true, "\(error?.description ?? "")")
    #expect(try IndexCheck(of: folder.file("index")).damages.isEmpty)
    // As a kill between two renames leaves it, where names cannot be exchanged at once.
    try FileManager.default.moveItem(at: folder.file("index"), to: folder.file(".index.replaced-1"))
    #expect(throws: WorkloadError.self) { try WorkloadIndexStage(folder.url).run() }
    #expect(try IndexCheck(of: folder.file("index")).damages.isEmpty, "it is put back before anything is read")
  }

  @Test(
    "Killed at any step, it leaves the last good index",
    arguments: ["read embeddings", "code vectors", "order attributes", "write the index", "compare checksums"])
  func killed(step: String) async throws {
    let folder = try TemporaryFolder()
    try WorkloadIndexTests.write(folder.url)
    let before = try HybridWorkload(contentsOf: folder.url)
    _ = try WorkloadIndexStage(folder.url).run()
    let path = folder.url.path
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, step = step as String] in
      let stage = WorkloadIndexStage(URL(filePath: path)) { report in
        if report.step == step { kill(getpid(), SIGKILL) }
      }
      _ = try stage.run()
    }
    let after = try HybridWorkload(contentsOf: folder.url)
    #expect(after.origin == .opened(HybridWorkload.indexFolder(of: folder.url)))
    #expect(try answers(after) == answers(before))
    #expect(try IndexCheck(of: folder.file("index")).damages.isEmpty)
    _ = try WorkloadIndexStage(folder.url).run()
    let names = try FileManager.default.contentsOfDirectory(atPath: path)
    #expect(!names.contains { $0.contains("writing") }, "the next build sweeps up")
  }
}
