import Foundation
import JobMarket
import Retrieval
import SearcherConformance
import Testing
import VectorMath

@Suite("Models of vectors")
struct VectorModelTests {
  private static let (old, new) = (VectorKey("v", model: "d"), VectorKey("v", model: "e"))
  private static let newField = VectorField(name: "v", model: "e", dimension: 5)

  /// A world whose jobs have vectors of a second model of the same dimension, some of them only of that one.
  private static func world(seed: UInt64, count: Int) throws -> LiveWorld {
    var world = try LiveWorld(seed: seed, count: count)
    let vectors = Dictionary(
      uniqueKeysWithValues: world.keys.filter { _ in world.world.random.bernoulli(0.8) }
        .map { ($0, world.world.denseVector()) })
    world.index = try world.index.addingVectors(newField) { vectors[$0] }
    world.expectedJob = { job in
      guard job.vectors[new] == nil, let vector = vectors[job.key], job.seniority == nil else { return job }
      var job = job
      job.vectors[new] = vector
      return job
    }
    return world
  }

  /// Asks with either model.
  private static func adjust(_ query: inout Query, _ world: inout RandomWorld) {
    for place in query.scorers.indices {
      if case .vector(let field, _, let vector) = query.scorers[place].scorer {
        query.scorers[place].scorer = .vector(field: field, model: world.random.element(of: ["d", "e"]), vector)
      }
    }
  }

  @Test("Two models of one field answer each for itself, in old segments and in the tail, before and after a merge")
  func twoModels() throws {
    for seed in 0..<6 as Range<UInt64> {
      var world = try VectorModelTests.world(seed: seed, count: [20, 65, 200][Int(seed % 3)])
      #expect(try world.violations(20, "world \(seed)", adjust: VectorModelTests.adjust) == [])
      for round in 0..<3 {
        try world.change { job, random in
          // What came since has the vectors it came with, of either model or none.
          job.numbers[.seniority] = 1
          if random.random.bernoulli(0.7) { job.vectors[VectorModelTests.new] = random.denseVector() }
        }
        #expect(try world.violations(10, "world \(seed), round \(round)", adjust: VectorModelTests.adjust) == [])
      }
      var merged = try world.merged()
      #expect(try merged.violations(10, "world \(seed), merged", adjust: VectorModelTests.adjust) == [])
      #expect(merged.index.servedModel(of: "v") == "d")
    }
  }

  @Test("A model is served from one snapshot to the next, and what is served is not dropped")
  func served() throws {
    let world = try VectorModelTests.world(seed: 1, count: 20)
    let before = world.index
    #expect(before.servedModel(of: "v") == "d")
    #expect(before.vectorKeys == [VectorModelTests.old, VectorModelTests.new])
    let after = try before.serving(model: "e", of: "v")
    #expect((before.servedModel(of: "v"), after.servedModel(of: "v")) == ("d", "e"))
    let refused = #expect(throws: IndexError.self) { try after.serving(model: "f", of: "v") }
    #expect(
      refused?.description == "the index has no vectors 'v of model f', but those of 'd' and 'e' for 'v'")
    let kept = #expect(throws: IndexError.self) { try after.retiring(VectorModelTests.new) }
    #expect(kept?.description == "the vectors 'v of model e' are served: serve 'd' first")
    let alone = try after.retiring(VectorModelTests.old)
    #expect(alone.vectorKeys == [VectorModelTests.new])
    let last = #expect(throws: IndexError.self) { try alone.retiring(VectorModelTests.new) }
    #expect(last?.description.contains("add those of another model") == true)
    #expect(throws: IndexError.self) { try alone.retiring(VectorModelTests.old) }
    #expect(throws: IndexError.self) { try after.serving(model: "e", of: "w") }
  }

  @Test("A query of a model that is gone is refused, of equal dimension too, by a sentence that names those there are")
  func retired() throws {
    var world = try VectorModelTests.world(seed: 2, count: 20)
    let query = Query(
      scorers: [WeightedScorer("v", weight: 1, .vector(field: "v", model: "d", [1, 2, 0, 1, 1]))], k: 3,
      asOf: Instant(milliseconds: 0))
    _ = try CPUSearcher(world.index).retrieve(query)
    world.index = try world.index.serving(model: "e", of: "v").retiring(VectorModelTests.old)
    for searcher in [CPUSearcher(world.index), InvertedSearcher(world.index)] as [any JobRetriever] {
      let error = #expect(throws: IndexError.self) { try searcher.retrieve(query) }
      #expect(error?.description.contains("model 'd' but the index holds 'e'") == true)
    }
    // A merge does not bring it back, and a job that still has such a vector is refused.
    #expect(try world.merged().index.vectorKeys == [VectorModelTests.new])
    var job = IndexedJob(key: JobKey(rawValue: 1))
    job.vectors = [VectorModelTests.old: [1, 2, 3, 4, 5]]
    let error = #expect(throws: IndexError.self) { try world.index.applying([.upsert(job)]) }
    #expect(
      error?.description
        == "job 1: a vector 'v of model d', and the index has those of 'e' for 'v'; add that model's vectors first, "
        + "or leave this one out")
    #expect(world.index.keys == world.expected.map(\.key))
  }

  @Test("Vectors that do not fit are refused, and those of a model that is there")
  func refusals() throws {
    let index = try LiveWorld(seed: 3, count: 20).index
    let vector: [Float] = [1, 2, 3, 4, 5]
    #expect(throws: IndexError.self) { try index.addingVectors(RandomWorld.vectorField) { _ in vector } }
    #expect(throws: IndexError.self) { try index.addingVectors(VectorModelTests.newField) { _ in [1, 2] } }
    #expect(throws: IndexError.self) {
      try index.addingVectors(VectorModelTests.newField) { _ in [1, 2, .nan, 4, 5] }
    }
    #expect(throws: IndexError.self) {
      try index.addingVectors(VectorField(name: "../v", model: "e", dimension: 5)) { _ in vector }
    }
    let matrix = try DenseMatrix(vector + vector, dimension: 5)
    #expect(throws: IndexError.self) {
      try index.addingVectors(VectorModelTests.newField, matrix: matrix, keys: [index.keys[0]])
    }
    #expect(throws: IndexError.self) {
      try index.addingVectors(VectorModelTests.newField, matrix: matrix, keys: [index.keys[1], index.keys[0]])
    }
    let added = try index.addingVectors(
      VectorModelTests.newField, matrix: matrix, keys: [index.keys[2], JobKey(rawValue: 900_000)])
    let query = Query(
      scorers: [WeightedScorer("v", weight: 1, required: true, .vector(field: "v", model: "e", vector))], k: 30,
      asOf: Instant(milliseconds: 0))
    #expect(try CPUSearcher(added).retrieve(query).jobs.allSatisfy { $0.key == index.keys[2] && $0.score == 55 })
  }

  @Test("A model's vectors are files of their own: to add or drop them writes no other")
  func files() throws {
    var world = try VectorModelTests.world(seed: 4, count: 65)
    let folder = try IndexFolder()
    func subfolder(_ name: String) throws -> URL {
      try FileManager.default.createDirectory(at: folder.file(name), withIntermediateDirectories: true)
      return folder.file(name)
    }
    let plain = try world.index.retiring(VectorModelTests.new)
    for (number, segment) in plain.segments.enumerated() { try segment.write(to: subfolder("segments/\(number)")) }
    let before = try FolderState(folder.url)
    for (number, segment) in world.index.segments.enumerated() {
      try #require(VectorSet(VectorModelTests.new, of: segment)).write(to: subfolder("vectors/v.2/\(number)"))
    }
    let after = try FolderState(folder.url)
    #expect(after.files.count > before.files.count)
    #expect(before.differences(in: after) == [])

    // Dead rows are kept by who writes the index; here from the one that was written.
    let order = world.expected.map(\.key)
    var opened = JobIndex(
      try plain.segments.enumerated().map { number, segment in
        try IndexSegment(contentsOf: folder.file("segments/\(number)"))
          .killing(
            (0..<segment.count).filter { (order.firstIndex(of: segment.keys[$0]) ?? 0) % 3 != number }.map { UInt32($0) })
      })
    opened = try opened.addingVectors((0..<3).map { try VectorSet(contentsOf: folder.file("vectors/v.2/\($0)")) })
    world.index = opened
    #expect(try world.violations(20, "opened", adjust: VectorModelTests.adjust) == [])
    // A set of another segment is none of this one's.
    let wrong = try [1, 0].map { try VectorSet(contentsOf: folder.file("vectors/v.2/\($0)")) }
    #expect(throws: IndexError.self) { try opened.retiring(VectorModelTests.new).addingVectors(wrong) }

    try FileManager.default.removeItem(at: folder.file("vectors/v.2"))
    #expect(before.differences(in: try FolderState(folder.url)) == [])
    #expect(try world.violations(5, "removed while open", adjust: VectorModelTests.adjust) == [])
  }

  @Test("A set of vectors that is damaged is refused", arguments: ["set.json", "keys.npy", "vectors.present.npy"])
  func damage(name: String) throws {
    let world = try VectorModelTests.world(seed: 5, count: 20)
    let folder = try IndexFolder()
    try #require(VectorSet(VectorModelTests.new, of: world.index.segments[0])).write(to: folder.url)
    _ = try VectorSet(contentsOf: folder.url)
    var bytes = try folder.content(name)
    bytes[bytes.count - 1] ^= 1
    try folder.replace(name, bytes)
    let error = #expect(throws: IndexError.self) { try VectorSet(contentsOf: folder.url) }
    #expect(error?.description.contains(name) == true)
  }
}

extension IndexedJob {
  /// The mark of a job that came after the vectors were added.
  fileprivate var seniority: Double? { numbers[.seniority] }
}
