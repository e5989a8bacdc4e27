import Foundation
import JobMarket
import MarketStorage
import Testing

@Suite("Byte sources")
struct ByteStreamTests {
  private static let lines = (0..<5000).map { #"{"id":"j\#($0)","title":"Title \#($0)"}"# }
  private static let text = lines.joined(separator: "\n") + "\n"

  @Test("Plain, gzip and concatenated members read alike, whatever the name says")
  func gzipMembers() throws {
    let folder = try TemporaryFolder()
    let bytes = Array(Self.text.utf8)
    let half = bytes.count / 2
    let expected = try readAll(folder.write("jobs.jsonl", bytes: bytes)).jobs
    #expect(expected.count == 5000)
    #expect(expected.last?.title == "Title 4999")
    let whole = try folder.write("jobs.one.jsonl.gz", bytes: gzip(bytes))
    #expect(try readAll(whole).jobs == expected)
    let members = gzip(Array(bytes[..<half])) + gzip([]) + gzip(Array(bytes[half...]))
    #expect(try readAll(folder.write("jobs.many.jsonl.gz", bytes: members)).jobs == expected)
    #expect(try readAll(folder.write("jobs.unnamed.jsonl", bytes: members)).jobs == expected)
    #expect(try readAll(folder.write("jobs.plain.jsonl.gz", bytes: bytes)).jobs == expected)
    #expect(try readAll(folder.write("jobs.padded.jsonl.gz", bytes: members + [0, 0, 0])).jobs == expected)
  }

  @Test("A gzip file cut anywhere is an error that names it", arguments: [2, 11, 100, -9, -1])
  func truncated(cut: Int) throws {
    let folder = try TemporaryFolder()
    let bytes = gzip(Array(Self.text.utf8))
    let file = try folder.write("jobs.jsonl.gz", bytes: Array(bytes[..<(cut > 0 ? cut : bytes.count + cut)]))
    let error = #expect(throws: MarketFileError.self) { try readAll(file) }
    #expect(error?.file == file)
    #expect(error?.problem.contains("in the middle of a member") == true)
  }

  @Test("A flipped byte and trailing bytes are errors")
  func corrupt() throws {
    let folder = try TemporaryFolder()
    let bytes = gzip(Array(Self.text.utf8))
    for offset in [bytes.count - 6, bytes.count - 2] {
      var broken = bytes
      broken[offset] ^= 0x55
      let file = try folder.write("jobs.jsonl.gz", bytes: broken)
      let error = #expect(throws: MarketFileError.self) { try readAll(file) }
      #expect(error?.problem.contains("corrupt") == true)
    }
    let file = try folder.write("jobs.jsonl.gz", bytes: bytes + [65, 66])
    let error = #expect(throws: MarketFileError.self) { try readAll(file) }
    #expect(error?.problem.contains("follow the gzip data") == true)
  }

  @Test("A file that vanishes before it is read, and a folder, are errors")
  func vanished() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("jobs.jsonl", Self.text)
    let reader = try MarketReader(file: file)
    try FileManager.default.removeItem(atPath: file)
    let error = #expect(throws: MarketFileError.self) { try reader.read { _ in } }
    #expect(error?.description == "\(file): does not exist; check the name")
    try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: true)
    #expect(throws: MarketFileError.self) { try reader.read { _ in } }
  }

  @Test("A file cut while it is read is an error")
  func shrinks() throws {
    let folder = try TemporaryFolder()
    let line = #"{"id":"1","title":"\#(String(repeating: "x", count: 10_000))"}"# + "\n"
    let file = try folder.write("jobs.jsonl", String(repeating: line, count: 1000))
    var isCut = false
    let error = #expect(throws: MarketFileError.self) {
      try MarketReader(file: file).read { _ in
        if !isCut { truncate(file, 1_500_000) }
        isCut = true
      }
    }
    #expect(error?.problem.contains("became shorter") == true)
  }

  @Test("Other compressions and UTF-16 are named")
  func foreign() throws {
    let folder = try TemporaryFolder()
    for (magic, word) in [
      ([0x50, 0x4b, 3, 4], "zip"), ([0x28, 0xb5, 0x2f, 0xfd], "zstd"), ([0xff, 0xfe, 0x7b, 0], "UTF-16"),
    ] {
      let file = try folder.write("jobs.jsonl", bytes: magic.map { UInt8($0) } + [0, 0, 0])
      let error = #expect(throws: MarketFileError.self) { try readAll(file) }
      #expect(error?.problem.contains(word) == true)
    }
  }

  @Test("Progress counts the file's own bytes and ends at its size")
  func progress() throws {
    let folder = try TemporaryFolder()
    let bytes = gzip(Array(Self.text.utf8))
    let file = try folder.write("jobs.jsonl.gz", bytes: bytes)
    var seen: [ReadProgress] = []
    try MarketReader(file: file).read(progress: { seen.append($0) }, into: { _ in })
    #expect(seen.last?.bytesRead == Int64(bytes.count))
    #expect(seen.last?.bytesTotal == Int64(bytes.count))
    #expect(seen.map(\.bytesRead) == seen.map(\.bytesRead).sorted())
  }
}
