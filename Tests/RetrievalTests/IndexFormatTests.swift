import Foundation
import JobMarket
import Retrieval
import SearcherConformance
import Testing
import VectorMath

@Suite("The format of an index")
struct IndexFormatTests {
  /// Indexes that were written once and must be readable, and written the same, as long as the format has this number.
  private static func fixture(_ name: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Formats/\(name)", directoryHint: .isDirectory).standardizedFileURL
  }

  @Test(
    "A fixture is read as what it was, and written byte for byte",
    arguments: [("index-3", false), ("index-3-rabitq", true)])
  func fixture(name: String, hasCodes: Bool) throws {
    let fixture = IndexFormatTests.fixture(name)
    let tiny = hasCodes ? try IndexFolder.tiny().addingBinaryCodes() : try IndexFolder.tiny()
    if ProcessInfo.processInfo.environment["JOBMATCH_WRITE_FORMATS"] != nil {
      try FileManager.default.createDirectory(at: fixture, withIntermediateDirectories: true)
      try tiny.write(to: fixture)
    }
    let read = try JobIndex(contentsOf: fixture)
    #expect(read.keys == tiny.keys && read.fields == tiny.fields && read.termCount == 5)
    let written = try IndexFolder(read)
    let names = try FileManager.default.contentsOfDirectory(atPath: fixture.path).sorted()
    #expect(names.count == (hasCodes ? 27 : 23))
    #expect(names.filter { $0.contains("rabitq") }.count == (hasCodes ? 4 : 0))
    #expect(try written.names() == names)
    #expect(try IndexFolder(tiny).names() == names)
    for name in names {
      let expected = try Data(contentsOf: fixture.appending(path: name))
      #expect(try written.content(name) == expected, "\(name) read and written again")
      #expect(try IndexFolder(tiny).content(name) == expected, "\(name) built")
    }
  }

  @Test("An index of the format before is refused with what to do")
  func formerFormat() throws {
    let folder = try IndexFolder()
    try folder.replace("layout.json", Data(#"{"formatVersion": 1, "jobs": 0, "textModel": "m", "terms": 1}"#.utf8))
    let error = #expect(throws: IndexError.self) { try folder.opened() }
    let said = error?.description ?? ""
    #expect(
      said.hasSuffix("layout.json: format 1, this jobmatch reads format 3; rebuild the index with `jobmatch index`"),
      "\(said)")
    #expect(try folder.checked().damages.count == 1)
  }

  @Test(
    "A layout that lies, with a checksum that agrees, is refused",
    arguments: [
      ("\"name\" : \"v\"", "\"name\" : \"..\\/v\"", "layout.json: vector field"),
      ("\"dimension\" : 3", "\"dimension\" : 0", "layout.json: vector field"),
      ("\"dimension\" : 3", "\"dimension\" : 1000000000000", "layout.json: vector field"),
      ("\"dimension\" : 3", "\"dimension\" : 4", "vectors.v.npy: shape [3, 3]"),
      ("\"jobs\" : 3", "\"jobs\" : 4", "keys.npy: shape [3]"), ("\"jobs\" : 3", "\"jobs\" : -1", "layout.json"),
      ("\"jobs\" : 3", "\"jobs\" : 9223372036854775807", "keys.npy"),
      ("\"terms\" : 5", "\"terms\" : 1", "text.offsets"),
      ("\"skill\"", "\"other\"", "values.other.offsets.npy"),
    ])
  func lies(written: String, lie: String, said: String) throws {
    let folder = try IndexFolder(IndexFolder.tiny())
    let text = String(decoding: try folder.content("layout.json"), as: UTF8.self)
    let changed = text.replacing(written, with: lie)
    #expect(changed != text)
    try folder.replace("layout.json", Data(changed.utf8))
    let honest = #expect(throws: IndexError.self) { try folder.opened() }
    #expect(honest?.description.contains("layout.json") == true)
    try folder.reseal("layout.json")
    let error = #expect(throws: IndexError.self) { try folder.opened() }
    #expect(error?.description.contains(said) == true, "\(error?.description ?? "")")
  }

  @Test("Opened from files, an index conforms", arguments: SearcherConformance.Check.allCases)
  func conforms(check: SearcherConformance.Check) throws {
    let conformance = SearcherConformance { index, closed, threads in
      // The folder goes at once: an index that is open keeps its files.
      var searcher = CPUSearcher(try IndexFolder(index).opened(), closed: closed)
      searcher.threads = threads
      return searcher
    }
    #expect(try conformance.violations(of: check) == [])
  }

  @Test("No job, one job, and jobs of which none has a vector", arguments: [0, 1, 5])
  func fewJobs(count: Int) throws {
    let jobs = (0..<count).map { IndexedJob(key: JobKey(rawValue: Int64($0))) }
    let index = try JobIndex(
      jobs, textModel: "m", termCount: 0, vectorFields: [VectorField(name: "v", model: "d", dimension: 9)])
    let folder = try IndexFolder(index)
    let query = Query(
      predicate: .all,
      scorers: [WeightedScorer("v", weight: 1, .vector(field: "v", model: "d", [Float](repeating: 1, count: 9)))],
      k: 10, asOf: Instant(milliseconds: 0))
    let opened = CPUSearcher(try folder.opened())
    #expect(try opened.retrieve(query) == CPUSearcher(index).retrieve(query))
    #expect(try opened.retrieve(query).jobs.count == count)
    #expect(try folder.checked().damages == [])
  }

  @Test("Writing over a column that has a second name elsewhere leaves the other as it was")
  func sharedNames() throws {
    let folder = try IndexFolder(IndexFolder.tiny())
    let other = try IndexFolder()
    try FileManager.default.linkItem(at: folder.file("vectors.v.npy"), to: other.file("vectors.v.npy"))
    let before = try folder.content("vectors.v.npy")
    let empty = try JobIndex(
      [], textModel: "m", termCount: 0, vectorFields: [VectorField(name: "v", model: "d", dimension: 9)])
    try other.write(empty)
    #expect(try folder.content("vectors.v.npy") == before)
  }
}
