import Foundation
import JobMarket
import Retrieval
import SearcherConformance
import Testing

/// Files of an index that has more than its segments say: models that came later, overlays, aliases.
@Suite("Files beside segments")
struct IndexBesideTests {
  private static let (old, new) = (VectorKey("v", model: "d"), VectorKey("v", model: "e"))
  private static let successors: [AttributeField: [ValueID: ValueID]] = [.skill: [0: 3, 4: 3]]

  private static func adjust(_ query: inout Query, _ world: inout RandomWorld) {
    for place in query.scorers.indices {
      switch query.scorers[place].scorer {
      case .vector(let field, _, let vector):
        query.scorers[place].scorer = .vector(field: field, model: world.random.element(of: ["d", "e"]), vector)
      case .weightedTerms(_, let weights, let least, let combination):
        query.scorers[place].scorer = .weightedTerms(
          field: .degree, weights: weights, minimumMatches: least, combining: combination)
      default: break
      }
    }
  }

  /// An index opened from files, to which everything came afterwards, and where those files are.
  private static func world(seed: UInt64) throws -> (LiveWorld, IndexFolder) {
    var world = try LiveWorld(seed: seed, count: 65)
    let folder = try IndexFolder(world.index)
    world.index = try folder.opened()
    var (vectors, nodes) = ([JobKey: [Float]](), [JobKey: [ValueID]]())
    for key in world.someKeys(0.8) { vectors[key] = world.world.denseVector() }
    for key in world.someKeys(0.8) { nodes[key] = [ValueID(world.world.random.uniform(below: 7)), 2] }
    let (laidVectors, laidNodes) = (vectors, nodes)
    world.index = try world.index.addingVectors(VectorField(name: "v", model: "e", dimension: 5)) { laidVectors[$0] }
      .serving(model: "e", of: "v").settingOverlay(Overlay(.degree, id: "graph-1", values: laidNodes))
      .setting(aliases: #require(ValueAliases(successors: successors)))
    world.expectedJob = { job in
      var job = job
      job.vectors[new] = laidVectors[job.key]
      job.values[.degree] = laidNodes[job.key]
      job.values[.skill] = job.values[.skill]?.map { successors[.skill]?[$0] ?? $0 }
      return job
    }
    world.expectedQuery = { $0.canonical(by: ValueAliases(successors: successors) ?? ValueAliases()) }
    return (world, folder)
  }

  @Test("Models, overlays and aliases go to files of their own and come back; no file of a segment is written")
  func roundTrip() throws {
    for seed in 0..<4 as Range<UInt64> {
      var (world, first) = try IndexBesideTests.world(seed: seed)
      #expect(try world.violations(15, "world \(seed)", adjust: IndexBesideTests.adjust) == [])
      let before = try FolderState(first.url)
      let second = try IndexFolder(world.index)
      #expect(before.differences(in: try FolderState(first.url)) == [])
      let written = try FolderState(second.url)
      for (name, file) in before.files where name.hasPrefix("segments/") && !name.contains(".dead/") {
        #expect(written.files[name] == file, "\(name) is the same file")
      }
      #expect(written.files.keys.contains("vectors/v.2/0001/vectors.npy"))
      #expect(written.files.keys.contains("overlays/degree/values.npy"))
      let check = try second.checked()
      #expect(check.damages == [] && check.fileCount == written.files.count)
      let index = world.index
      world.index = try second.opened()
      #expect(world.index.servedModel(of: "v") == "e" && world.index.vectorKeys == index.vectorKeys)
      #expect(world.index.overlays.map(\.id) == ["graph-1"] && world.index.aliases == index.aliases)
      #expect(try world.violations(15, "world \(seed), opened", adjust: IndexBesideTests.adjust) == [])
      // Once more, from those files: of one name again, and the same bytes.
      let third = try IndexFolder(world.index)
      let again = try FolderState(third.url)
      for (name, file) in written.files { #expect(again.files[name]?.bytes == file.bytes, "\(name)") }
      #expect(again.files.count == written.files.count)
    }
  }

  @Test("A model that was dropped stays dropped, though a segment's folder still has it")
  func retired() throws {
    let (world, first) = try IndexBesideTests.world(seed: 5)
    for isMerged in [false, true] {
      let index = try world.index.retiring(IndexBesideTests.old)
      let second = try IndexFolder(isMerged ? index.merged() : index)
      let opened = try second.opened()
      #expect(opened.vectorKeys == [IndexBesideTests.new] && opened.servedModel(of: "v") == "e")
      let third = try IndexFolder(opened)
      #expect(try third.opened().vectorKeys == [IndexBesideTests.new])
      let query = Query(
        scorers: [WeightedScorer("v", weight: 1, .vector(field: "v", model: "d", [1, 2, 0, 1, 1]))], k: 3,
        asOf: Instant(milliseconds: 0))
      let error = #expect(throws: IndexError.self) { try CPUSearcher(opened).retrieve(query) }
      #expect(error?.description.contains("but the index holds 'e'") == true)
    }
    #expect(try first.opened().vectorKeys == [IndexBesideTests.old])
  }

  @Test("Damage beside segments is refused", arguments: ["vectors/v.2/0002/keys.npy", "overlays/degree/values.npy"])
  func damage(name: String) throws {
    let (world, first) = try IndexBesideTests.world(seed: 6)
    let folder = try IndexFolder(world.index)
    var bytes = try folder.content(name)
    bytes[bytes.count - 1] ^= 1
    try folder.replace(name, bytes)
    #expect(try folder.checked().damages.count == 1)
    let error = #expect(throws: IndexError.self) { try folder.opened() }
    #expect(error?.description.contains(name) == true)
    _ = try first.opened()
  }

  @Test(
    "A list that lies about what is beside is refused",
    arguments: [
      ("\"number\" : 2", "\"number\" : 1"), ("\"segment\" : \"0002\"", "\"segment\" : \"0001\""),
      ("\"segment\" : \"0002\"", "\"segment\" : \"../1\""), ("\"v\" : \"e\"", "\"v\" : \"f\""),
      ("\"dimension\" : 5", "\"dimension\" : 6"), ("\"field\" : \"degree\"", "\"field\" : \"skill\""),
    ])
  func lies(written: String, lie: String) throws {
    let (world, first) = try IndexBesideTests.world(seed: 7)
    let folder = try IndexFolder(world.index)
    _ = try first.opened()
    let text = String(decoding: try folder.content("index.json"), as: UTF8.self)
    let changed = text.replacing(written, with: lie)
    #expect(changed != text)
    try folder.replace("index.json", Data(changed.utf8))
    try folder.reseal("index.json")
    let error = #expect(throws: IndexError.self) { try folder.opened() }
    #expect(error?.description.contains(folder.url.lastPathComponent) == true)
  }
}
