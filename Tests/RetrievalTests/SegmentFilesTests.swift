import Foundation
import JobMarket
import Retrieval
import SearcherConformance
import Testing
import VectorMath

/// An index of several segments as files.
@Suite("Files of an index of several segments")
struct SegmentFilesTests {
  /// Three segments, written out: one with a dead row, one without vectors' codes of its own, one of a single job.
  static func tiny() throws -> JobIndex {
    var changed = IndexedJob(key: JobKey(rawValue: 11))
    changed.values = [.skill: [2, 9]]
    changed.text = SparseVector([(index: 1, value: 2)])
    changed.vectors = [VectorKey("v", model: "d"): [0.5, 0.25, -1]]
    changed.repostGroup = "same"
    var new = IndexedJob(key: JobKey(rawValue: 12))
    new.numbers = [.pay: 7]
    // One at a time and too unlike in size to be merged at once.
    let base = try IndexFolder.tiny()
    let fields = [VectorField(name: "v", model: "d", dimension: 3)]
    let second = try IndexSegment([changed, new], textModel: "m", termCount: 5, vectorFields: fields)
    let third = try IndexSegment([IndexedJob(key: JobKey(rawValue: 40))], textModel: "m", termCount: 5)
    return JobIndex([base.segments[0].killing([1]), second.killing([1]), third], sequence: 77)
  }

  private static let query: Query = {
    var query = Query(
      predicate: .all,
      scorers: [
        WeightedScorer("v", weight: 1, .vector(field: "v", model: "d", [1, 2, 3])),
        WeightedScorer("w", weight: 1, .sparseVector(model: "m", SparseVector([(index: 1, value: 1)]))),
      ], k: 10, asOf: Instant(milliseconds: 0))
    query.groupsReposts = true
    return query
  }()

  /// Every file below a folder, by its path there.
  static func names(_ folder: URL) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: folder.appending(path: $0).path, isDirectory: &isFolder)
      return exists && !isFolder.boolValue
    }.sorted()
  }

  @Test("The fixture is read as what it was, and written byte for byte")
  func fixture() throws {
    let fixture = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Formats/index-3-segments", directoryHint: .isDirectory).standardizedFileURL
    let tiny = try Self.tiny()
    if ProcessInfo.processInfo.environment["JOBMATCH_WRITE_FORMATS"] != nil {
      try FileManager.default.createDirectory(at: fixture, withIntermediateDirectories: true)
      try tiny.write(to: fixture)
    }
    let read = try JobIndex(contentsOf: fixture)
    #expect(read.keys.map(\.rawValue) == [1, 11, 21, 40])
    #expect(read.segments.count == 3 && read.sequence == 77 && read.count == 4)
    #expect(try CPUSearcher(read).retrieve(Self.query) == CPUSearcher(tiny).retrieve(Self.query))
    let names = try Self.names(fixture)
    #expect(
      names.filter { $0.hasSuffix("rows.npy") } == ["segments/0001.dead/rows.npy", "segments/0002.dead/rows.npy"])
    for index in [read, tiny] {
      let written = try IndexFolder(index)
      #expect(try Self.names(written.url) == names)
      for name in names {
        #expect(try written.content(name) == Data(contentsOf: fixture.appending(path: name)), "\(name)")
      }
      #expect(JobIndex.checkedFiles(in: written.url) == Set(names.filter { !$0.hasSuffix(ChecksumFile.name) }))
      let check = try written.checked()
      #expect(check.damages == [] && check.fileCount == names.count)
    }
  }

  @Test("Segments of files are taken over by second names, or by whoever is asked; those that are gone are written")
  func takenOver() throws {
    let first = try IndexFolder(Self.tiny())
    let opened = try first.opened()
    let second = try IndexFolder(opened)
    func number(_ folder: IndexFolder, _ name: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: folder.file(name).path)[.systemFileNumber] as? Int
    }
    for name in ["segments/0001/keys.npy", "segments/0003/checksums.txt", "segments/0001/vectors.v.npy"] {
      #expect(try number(first, name) == number(second, name))
    }
    #expect(try number(first, "index.json") != number(second, "index.json"))
    var asked: [String] = []
    let third = try IndexFolder()
    try opened.write(to: third.url) { source, name in
      asked.append(name)
      #expect(source.path == first.file(name).path)
      return false
    }
    #expect(asked == ["segments/0001", "segments/0002", "segments/0003"])
    #expect(try number(first, asked[0] + "/keys.npy") != number(third, asked[0] + "/keys.npy"))
    try FileManager.default.removeItem(at: first.url)
    let fourth = try IndexFolder(opened)
    for folder in [second, third, fourth] {
      #expect(try folder.checked().damages == [])
      #expect(try CPUSearcher(folder.opened()).retrieve(Self.query) == CPUSearcher(opened).retrieve(Self.query))
    }
    // Over itself, and by an index of one segment.
    try second.write(second.opened())
    #expect(try second.opened().keys == opened.keys)
    try second.write(try IndexFolder.tiny())
    #expect(try second.opened().segments.count == 1)
    #expect(try !second.names().contains("segments") && !second.names().contains("index.json"))
  }

  @Test("Another index that was put where one was opened gives it none of its segments")
  func exchanged() throws {
    let first = try IndexFolder(Self.tiny())
    let opened = try first.opened()
    let expected = try CPUSearcher(opened).retrieve(Self.query)
    var job = IndexedJob(key: JobKey(rawValue: 900))
    job.text = SparseVector([(index: 0, value: 9)])
    let other = try IndexFolder(try Self.tiny().merged().applying([.upsert(job)]))
    // In its own place, as a build would.
    try FileManager.default.removeItem(at: first.file("segments"))
    try FileManager.default.copyItem(at: other.file("segments"), to: first.file("segments"))
    let second = try IndexFolder(opened)
    #expect(try second.checked().damages == [])
    #expect(try second.opened().keys == opened.keys)
    #expect(try CPUSearcher(second.opened()).retrieve(Self.query) == expected)
  }

  @Test("Codes that were added to a segment of files are written with it")
  func addedCodes() throws {
    let folder = try IndexFolder(Self.tiny())
    let coded = try IndexFolder(folder.opened().addingBinaryCodes())
    #expect(try Self.names(coded.url).contains("segments/0001/vectors.v.rabitq.bits.npy"))
  }

  @Test("Every bit that flips in any file is found when the index is opened, searched or checked")
  func flips() throws {
    let folder = try IndexFolder(Self.tiny())
    let right = try CPUSearcher(folder.opened()).retrieve(Self.query)
    for name in try Self.names(folder.url) {
      let whole = try folder.content(name)
      for place in stride(from: 1, to: whole.count, by: 11) {
        var damaged = whole
        damaged[place] ^= 1 << UInt8(place % 8)
        try folder.replace(name, damaged)
        do {
          #expect(try CPUSearcher(folder.opened()).retrieve(Self.query) == right, "\(name), byte \(place)")
        } catch is IndexError {}
        #expect(try !folder.checked().damages.isEmpty, "\(name), byte \(place)")
      }
      try FileManager.default.removeItem(at: folder.file(name))
      if name != "index.json" {
        let error = #expect(throws: IndexError.self, "\(name) removed") { try folder.opened() }
        let damages = try folder.checked().damages.map(\.description)
        #expect(
          error.map { "\($0)".contains(URL(filePath: name).lastPathComponent) || "\($0)".contains("segment") } == true)
        #expect(!damages.isEmpty)
      }
      try folder.replace(name, whole)
    }
    #expect(try folder.checked().damages == [])
  }

  @Test("A folder without its list is no index, and neither is one without a segment")
  func missing() throws {
    let folder = try IndexFolder(Self.tiny())
    try FileManager.default.removeItem(at: folder.file("segments/0002"))
    let error = #expect(throws: IndexError.self) { try folder.opened() }
    #expect(error?.description.contains("segments/0002") == true, "\(error?.description ?? "")")
    #expect(try !folder.checked().damages.isEmpty)
    try FileManager.default.removeItem(at: folder.file("index.json"))
    #expect(throws: IndexError.self) { try folder.opened() }
  }

  @Test(
    "A list that lies, with a checksum that agrees, is refused with words",
    arguments: [
      ("\"name\" : \"0001\"", "\"name\" : \"..\\/..\\/x\"", "a name is four digits or more"),
      ("\"name\" : \"0001\"", "\"name\" : \"0002\"", "a segment stands in it twice"),
      ("\"jobs\" : 1,", "\"jobs\" : 2,", "2 jobs in segments/0003, which has 1"),
      ("\"formatVersion\" : 1", "\"formatVersion\" : 9", "format 9, this jobmatch reads format 1"),
      ("\"segments\" : [", "\"others\" : [", "not a list of segments"),
      ("\"checksums\" : \"", "\"checksums\" : \"0", "is not"),
      ("\"rows\" : 1", "\"rows\" : 2", "rows.npy"),
    ])
  func lies(written: String, lie: String, said: String) throws {
    let folder = try IndexFolder(Self.tiny())
    let text = String(decoding: try folder.content("index.json"), as: UTF8.self)
    let changed = text.replacing(written, with: lie, maxReplacements: 1)
    #expect(changed != text)
    try folder.replace("index.json", Data(changed.utf8))
    try folder.reseal("index.json")
    let error = #expect(throws: IndexError.self) { try folder.opened() }
    #expect(error?.description.contains(said) == true, "\(error?.description ?? "")")
    #expect(try !folder.checked().damages.isEmpty)
  }

  @Test("Keys that later versions put beside the known ones are no harm")
  func unknownKeys() throws {
    let folder = try IndexFolder(Self.tiny())
    let text = String(decoding: try folder.content("index.json"), as: UTF8.self)
    try folder.replace("index.json", Data(text.replacing("{", with: "{ \"later\" : [1, {}],", maxReplacements: 1).utf8))
    try folder.reseal("index.json")
    #expect(try folder.opened().count == 4)
  }

  @Test("A job that is alive in two segments is refused, by its number")
  func twice() throws {
    let tiny = try Self.tiny()
    let doubled = JobIndex([tiny.segments[0], tiny.segments[2], tiny.segments[2]], sequence: 1)
    let folder = try IndexFolder(doubled)
    let error = #expect(throws: IndexError.self) { try folder.opened() }
    #expect(error?.description.contains("index.json: job 40 is alive in two segments") == true)
  }

  @Test("What it is made of, in numbers")
  func status() throws {
    let tiny = try Self.tiny()
    var status = tiny.status
    #expect(status.segments.map(\.rows) == [3, 2, 1] && status.segments.map(\.dead) == [1, 1, 0])
    #expect(status.jobs == 4 && status.tailJobs == 0 && status.sequence == 77 && status.deadShare == 1.0 / 3)
    #expect(status.segments[0].vectorBytes == 36 && status.bytes > 36 && status.segments[0].folder == nil)
    let folder = try IndexFolder(tiny)
    status = try folder.opened().applying([.upsert(IndexedJob(key: JobKey(rawValue: 1)))], sequence: 78).status
    #expect(status.tailSegments == 1 && status.tailJobs == 1 && status.jobs == 4 && status.sequence == 78)
    #expect(status.segments[1].folder == folder.file("segments/0002").path && status.segments[3].folder == nil)
  }
}
