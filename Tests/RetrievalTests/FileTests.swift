import Foundation
import JobMarket
import Retrieval
import SearcherConformance
import Testing

@Suite("An index as files")
struct FileTests {
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "index-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private func world() throws -> (JobIndex, Query) {
    var world = RandomWorld(seed: 3)
    let parts = world.jobs(150)
    let jobs = parts.map(\.job)
    var query = world.query(jobs: parts)
    query.predicate = .all
    query.k = 150
    return (
      try JobIndex(jobs, textModel: "m", termCount: RandomWorld.termCount, vectorFields: [RandomWorld.vectorField]),
      query
    )
  }

  @Test("Written and read back it gives the same answers")
  func roundTrip() throws {
    let (index, query) = try world()
    try withFolder { folder in
      try index.write(to: folder)
      let read = try JobIndex(contentsOf: folder)
      #expect(read.keys == index.keys)
      #expect(read.fields == index.fields)
      #expect(try CPUSearcher(read).retrieve(query) == CPUSearcher(index).retrieve(query))
      #expect(!CPUSearcher(read).index.keys.isEmpty)
    }
  }

  @Test("A file that is missing or cut short is named, never read past its end")
  func damage() throws {
    let (index, _) = try world()
    try withFolder { folder in
      try index.write(to: folder)
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
        let file = folder.appending(path: name)
        let whole = try Data(contentsOf: file)
        for length in [0, 10, whole.count / 2, whole.count - 1] {
          try whole.prefix(length).write(to: file)
          let error = #expect(throws: IndexError.self, "\(name) cut to \(length)") { try JobIndex(contentsOf: folder) }
          #expect(error?.description.contains(name) ?? false)
        }
        try FileManager.default.removeItem(at: file)
        #expect(throws: IndexError.self) { try JobIndex(contentsOf: folder) }
        try whole.write(to: file)
      }
      _ = try JobIndex(contentsOf: folder)
    }
  }
}
