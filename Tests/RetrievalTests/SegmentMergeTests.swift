import Foundation
import JobMarket
import Retrieval
import SearcherConformance
import Testing
import VectorMath

/// A merged segment is the one that would have been built of the same jobs, file for file.
@Suite("Merging segments")
struct SegmentMergeTests {
  /// Segments of a random world, and the jobs that are alive in them.
  struct World {
    var segments: [IndexSegment] = []
    var living: [IndexedJob] = []

    /// - Parameters:
    ///   - hasCodes: whether the first segment has binary codes.
    ///   - isLacking: whether the second segment has no vectors and the third a field less.
    init(seed: UInt64, jobs count: Int, parts: Int, isLacking: Bool, hasCodes: Bool = false) throws {
      var world = RandomWorld(seed: seed)
      let jobs = world.jobs(count).map(\.job)
      // Dead rows say something else than the living ones of their keys.
      let other = world.jobs(count).map(\.job)
      var rows = [[IndexedJob]](repeating: [], count: parts)
      var dead = [Set<JobKey>](repeating: [], count: parts)
      for (var job, former) in zip(jobs, other) {
        let home = world.random.uniform(below: parts + 1)
        for part in 0..<parts where part != home && world.random.bernoulli(0.3) {
          var row = former
          row.key = job.key
          rows[part].append(SegmentMergeTests.fitted(row, part, isLacking))
          dead[part].insert(job.key)
        }
        // One in so many jobs is alive nowhere.
        guard home < parts else { continue }
        job = SegmentMergeTests.fitted(job, home, isLacking)
        rows[home].append(job)
        living.append(job)
      }
      for part in 0..<parts {
        var segment = try IndexSegment(
          rows[part], textModel: "m", termCount: RandomWorld.termCount,
          vectorFields: isLacking && part == 1 ? [] : [RandomWorld.vectorField])
        if hasCodes, part == 0 { segment = segment.addingBinaryCodes() }
        let gone = dead[part]
        segments.append(
          gone.isEmpty
            ? segment
            : segment.killing(segment.keys.indices.filter { gone.contains(segment.keys[$0]) }.map(UInt32.init)))
      }
    }
  }

  private static func fitted(_ job: IndexedJob, _ part: Int, _ isLacking: Bool) -> IndexedJob {
    var job = job
    guard isLacking else { return job }
    if part == 1 { job.vectors = [:] }
    if part == 2 {
      (job.values[.company], job.numbers[.pay], job.points) = (nil, nil, [:])
    }
    return job
  }

  /// The files of a segment.
  private static func files(_ write: (URL) throws -> Void) throws -> [String: Data] {
    let folder = try IndexFolder()
    try write(folder.url)
    return try Dictionary(uniqueKeysWithValues: folder.names().map { ($0, try folder.content($0)) })
  }

  @Test(
    "Merged in memory or into files, it is what the living jobs make when they are built anew",
    arguments: 0..<12 as Range<UInt64>,
    [63, 64, 300])
  func equalsBuilt(seed: UInt64, count: Int) throws {
    let hasCodes = seed % 4 == 1
    let world = try World(
      seed: seed, jobs: count, parts: 1 + Int(seed % 4), isLacking: seed % 2 == 1, hasCodes: hasCodes)
    var built = try IndexSegment(
      world.living, textModel: "m", termCount: RandomWorld.termCount, vectorFields: [RandomWorld.vectorField])
    if hasCodes { built = built.addingBinaryCodes() }
    let merged = try IndexSegment(merging: world.segments)
    #expect(merged.keys == built.keys && merged.fields == built.fields)
    let expected = try Self.files { try built.write(to: $0) }
    let found = try Self.files { try merged.write(to: $0) }
    let written = try Self.files { try IndexSegment.writeMerged(world.segments, to: $0) }
    // The greatest length may be that of a row that is gone.
    let bound = "vectors.v.norm.npy"
    #expect(Set(found.keys) == Set(expected.keys))
    for (name, bytes) in expected where name != bound && name != ChecksumFile.name {
      #expect(found[name] == bytes, "\(name)")
    }
    #expect(written == found)
    for name in [bound] {
      let (most, least) = (Self.lastNumber(found[name]), Self.lastNumber(expected[name]))
      #expect(most >= least && most < 4 * least)
    }
  }

  private static func lastNumber(_ data: Data?) -> Double {
    var bits: UInt64 = 0
    for byte in (data ?? Data()).suffix(8).reversed() { bits = bits << 8 | UInt64(byte) }
    return Double(bitPattern: bits)
  }

  @Test("Few rows, none, and segments all of whose rows are dead", arguments: 0..<20 as Range<UInt64>, [0, 1, 2, 3])
  func few(seed: UInt64, count: Int) throws {
    let world = try World(seed: seed, jobs: count, parts: 3, isLacking: true)
    let merged = try IndexSegment(merging: world.segments)
    #expect(merged.keys == world.living.map(\.key))
    let folder = try IndexFolder()
    try IndexSegment.writeMerged(world.segments, to: folder.url)
    #expect(try folder.opened().keys == merged.keys)
    #expect(try Self.files { try merged.write(to: $0) } == Self.files { try folder.opened().segments[0].write(to: $0) })
    let nothing = try IndexSegment(merging: [merged.killing((0..<UInt32(merged.count)).map { $0 })])
    #expect(nothing.keys.isEmpty)
  }

  @Test("A column in blocks is the column whole, wherever blocks end")
  func blocks() throws {
    // Rows of 4 MiB and some: every block is one row.
    let width = (4 << 20) / 4 + 1
    let memory = AlignedMemoryHandle((0..<3 * width).map { Float($0 % 1001) })
    var rows = RowGathering()
    rows.append(1..<3, of: 0)
    rows.append(0..<1, of: 1)
    rows.append(0..<1, of: 0)
    let folder = try IndexFolder()
    var writer = ColumnFolderWriter(folder.url.path)
    try writer.write(gathering: [memory, nil], rows, width: width, "numbers")
    try writer.finish()
    let read: AlignedMemoryHandle<Float> = try ColumnFolder(folder.url.path).read("numbers", shape: [4, width])
    let whole = try AlignedMemoryHandle(gathering: [memory, nil], rows, width: width)
    #expect((0..<4 * width).allSatisfy { read.elements[$0] == whole.elements[$0] })
    #expect(read.elements[0] == Float(width % 1001) && read.elements[2 * width] == 0)
  }

  @Test("Damage to a vector that is merged is found, with its file")
  func damage() throws {
    let folder = try IndexFolder(IndexFolder.tiny())
    var bytes = try folder.content("vectors.v.npy")
    bytes[bytes.count - 1] ^= 1
    try folder.replace("vectors.v.npy", bytes)
    let opened = try folder.opened()
    let error = #expect(throws: IndexError.self) { try IndexSegment(merging: opened.segments) }
    #expect(error?.description.contains("vectors.v.npy: block 0") == true)
    let other = try IndexFolder()
    #expect(throws: IndexError.self) { try IndexSegment.writeMerged(opened.segments, to: other.url) }
    #expect(throws: IndexError.self, "what was begun is no index") { try other.opened() }
  }
}
