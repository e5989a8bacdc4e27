import Foundation
import JobMarket
import Retrieval
import SearcherConformance
import Testing

/// Whatever happens to a byte of an index, it is noticed before it is used, and nothing crashes.
@Suite("Damage to an index")
struct IndexDamageTests {
  /// Rows enough for several blocks of vectors, few enough to search often.
  private static func index(jobs: Int, dimension: Int) throws -> JobIndex {
    try JobIndex(
      (0..<jobs).map { row in
        var job = IndexedJob(key: JobKey(rawValue: Int64(row)))
        job.values = [.skill: [ValueID(row % 3)]]
        job.vectors = [VectorKey("v", model: "d"): (0..<dimension).map { Float((row * 31 + $0 * 17) % 97) - 48 }]
        return job
      }, textModel: "m", termCount: 1, vectorFields: [VectorField(name: "v", model: "d", dimension: dimension)])
  }

  private static func query(dimension: Int, k: Int, skill: ValueID? = nil) -> Query {
    Query(
      predicate: skill.map { JobPredicate([JobPredicate.Clause(.anyOf(.skill, [$0]))]) } ?? .all,
      scorers: [
        WeightedScorer(
          "v", weight: 1, .vector(field: "v", model: "d", (0..<dimension).map { Float($0 % 7) - 3 }))
      ], k: k, asOf: Instant(milliseconds: 0))
  }

  @Test("Every bit of a small index that flips is found when it is opened, searched or checked, and no answer is wrong")
  func flips() throws {
    let folder = try IndexFolder(IndexFolder.tiny().addingBinaryCodes())
    let query = Query(
      predicate: .all, scorers: [WeightedScorer("v", weight: 1, .vector(field: "v", model: "d", [1, 2, 3]))], k: 3,
      asOf: Instant(milliseconds: 0))
    let right = try CPUSearcher(folder.opened()).retrieve(query)
    #expect(try folder.names().filter { $0.contains("rabitq") }.count == 4)
    #expect(try folder.checked().damages == [])
    for name in try folder.names() {
      let whole = try folder.content(name)
      for place in whole.indices {
        var damaged = whole
        damaged[place] ^= 1 << UInt8(place % 8)
        try folder.replace(name, damaged)
        do {
          #expect(try CPUSearcher(folder.opened()).retrieve(query) == right, "\(name), byte \(place)")
        } catch is IndexError {}
        #expect(try !folder.checked().damages.isEmpty, "\(name), byte \(place)")
      }
      try folder.replace(name, whole)
    }
    #expect(try folder.checked().damages == [])
  }

  @Test("A file of any other length is refused, and named")
  func lengths() throws {
    let folder = try IndexFolder(IndexFolder.tiny())
    for name in try folder.names() {
      let whole = try folder.content(name)
      for length in stride(from: 0, to: whole.count, by: 7) {
        try folder.replace(name, whole.prefix(length))
        let error = #expect(throws: IndexError.self, "\(name) cut to \(length)") { try folder.opened() }
        #expect(error?.description.contains(name) == true, "\(error?.description ?? "")")
        #expect(try !folder.checked().damages.isEmpty)
      }
      try folder.replace(name, whole + Data(repeating: 0, count: 64))
      #expect(throws: IndexError.self, "\(name) made longer") { try folder.opened() }
      try FileManager.default.removeItem(at: folder.file(name))
      #expect(throws: IndexError.self, "\(name) removed") { try folder.opened() }
      try folder.replace(name, whole)
    }
    _ = try folder.opened()
  }

  @Test(
    "A damaged block of codes is refused when the index is opened, with file and block; the check finds every one",
    arguments: ["coarse", "fine", "scalars", "errors", "rabitq.bits", "rabitq.scalars", "rabitq.mean", "rabitq.signs"])
  func codes(column: String) throws {
    let name = "vectors.v.\(column).npy"
    let index = try IndexDamageTests.index(jobs: 40_000, dimension: 16).addingBinaryCodes()
    let folder = try IndexFolder(index)
    let whole = try folder.content(name)
    for block in 0..<(whole.count + 65_535) / 65_536 {
      var damaged = whole
      damaged[min(whole.count - 1, block * 65_536 + 60_000)] ^= 4
      try folder.replace(name, damaged)
      let damages = try folder.checked().damages.map(\.description)
      #expect(damages.count == 1 && damages[0].contains("\(name): block \(block) (bytes "), "\(damages)")
      let error = #expect(throws: IndexError.self) { try folder.opened() }
      #expect(error?.description.contains("\(name): block \(block) ") == true)
    }
    try folder.replace(name, whole)
    _ = try folder.opened()
  }

  @Test("A damaged block of vectors stops the search that reads it, with file and block; the check finds every one")
  func blocks() throws {
    let name = "vectors.v.npy"
    let index = try IndexDamageTests.index(jobs: 40_000, dimension: 16)
    let folder = try IndexFolder(index)
    let whole = try folder.content(name)
    let questions = [
      IndexDamageTests.query(dimension: 16, k: 40_000), IndexDamageTests.query(dimension: 16, k: 50),
      IndexDamageTests.query(dimension: 16, k: 50, skill: 1),
    ]
    let right = try questions.map { try CPUSearcher(index).retrieve($0) }
    for block in 0..<(whole.count + 65_535) / 65_536 {
      var damaged = whole
      damaged[min(whole.count - 1, block * 65_536 + 60_000)] ^= 4
      try folder.replace(name, damaged)
      let damages = try folder.checked().damages.map(\.description)
      #expect(
        damages.count == 1 && damages[0].contains("\(name): block \(block) (bytes \(block * 65_536) to"), "\(damages)")
      for threads in [1, 3] {
        for (query, right) in zip(questions, right) {
          // Opened anew each time: nothing was compared yet.
          var searcher = CPUSearcher(try folder.opened())
          searcher.threads = threads
          do {
            // A search that did not need the block may answer, rightly.
            #expect(try searcher.retrieve(query).jobs == right.jobs)
            #expect(query.k < 40_000, "all rows asked for are all rows read")
          } catch let error as IndexError {
            #expect(error.description.contains("\(name): block \(block) "), "\(error)")
            #expect(error.description.contains("rebuild it with `jobmatch index`"))
            // It stays so: nothing is answered any more.
            #expect(throws: IndexError.self) { try searcher.retrieve(query) }
          }
        }
      }
    }
  }

  @Test("Scores by any other plan, explanations and lists in turn find the same damage")
  func otherWays() throws {
    let index = try IndexDamageTests.index(jobs: 2000, dimension: 16)
    let folder = try IndexFolder(index)
    var damaged = try folder.content("vectors.v.npy")
    damaged[128 + 1999 * 64] ^= 1
    try folder.replace("vectors.v.npy", damaged)
    var query = IndexDamageTests.query(dimension: 16, k: 2000)
    #expect(throws: IndexError.self) { try InvertedSearcher(folder.opened()).retrieve(query) }
    #expect(throws: IndexError.self) {
      try CPUSearcher(folder.opened()).explain(JobKey(rawValue: 1999), for: query)
    }
    #expect(throws: IndexError.self) {
      try CPUSearcher(folder.opened()).place(of: JobKey(rawValue: 5), in: query)
    }
    query.groupsReposts = true
    #expect(throws: IndexError.self) { try CPUSearcher(folder.opened()).retrieve(query) }
    #expect(throws: IndexError.self, "a damaged index is not written on") {
      _ = try IndexFolder(folder.opened())
    }
  }

  @Test("Many searches at once over an index just opened agree, with damage and without")
  func atOnce() async throws {
    let index = try IndexDamageTests.index(jobs: 40_000, dimension: 16)
    let folder = try IndexFolder(index)
    let query = IndexDamageTests.query(dimension: 16, k: 100)
    let right = try CPUSearcher(index).retrieve(query)
    let opened = CPUSearcher(try folder.opened())
    try await withThrowingTaskGroup(of: RetrievalResult.self) { group in
      for _ in 0..<8 { group.addTask { try opened.retrieve(query) } }
      for try await found in group { #expect(found == right) }
    }
    var damaged = try folder.content("vectors.v.npy")
    for block in stride(from: 60_000, to: damaged.count, by: 65_536) { damaged[block] ^= 128 }
    try folder.replace("vectors.v.npy", damaged)
    let broken = CPUSearcher(try folder.opened())
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 { group.addTask { (try? broken.retrieve(query)) == nil } }
      for await isRefused in group { #expect(isRefused) }
    }
  }
}
