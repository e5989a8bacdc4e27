import CZlib
import Foundation
import JobMarket
import MarketStorage

/// A folder that goes away with the value.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("readers-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and returns its path.
  func write(_ name: String, _ text: String) throws -> String {
    try write(name, bytes: Array(text.utf8))
  }

  /// Writes a file and returns its path.
  func write(_ name: String, bytes: [UInt8]) throws -> String {
    let file = path + "/" + name
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    return file
  }
}

/// What a file came to.
struct ReadResult {
  var records: [MarketRecord] = []
  var rejects: [Reject] = []
  var summary = ReadSummary()

  var jobs: [Job] {
    records.compactMap { if case .job(let job) = $0.content { job } else { nil } }
  }
  var seekers: [Seeker] {
    records.compactMap { if case .seeker(let seeker) = $0.content { seeker } else { nil } }
  }
}

/// Reads a file wholly.
func readAll(
  _ file: String, mapping: MarketMapping? = nil, maximumRecordBytes: Int = 16 << 20
) throws -> ReadResult {
  var result = ReadResult()
  let reader = try MarketReader(file: file, mapping: mapping, limits: .init(maximumRecordBytes: maximumRecordBytes))
  let summary = try reader.read { event in
    switch event {
    case .record(let record): result.records.append(record)
    case .reject(let reject): result.rejects.append(reject)
    }
  }
  result.summary = summary
  return result
}

/// Writes a text as a file and reads it.
func readText(
  _ name: String, _ text: String, mapping: MarketMapping? = nil, maximumRecordBytes: Int = 16 << 20
) throws -> ReadResult {
  let folder = try TemporaryFolder()
  return try readAll(folder.write(name, text), mapping: mapping, maximumRecordBytes: maximumRecordBytes)
}

/// One gzip member of some bytes.
func gzip(_ bytes: [UInt8]) -> [UInt8] {
  var stream = z_stream()
  deflateInit2_(
    &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  defer { deflateEnd(&stream) }
  var input = bytes
  var output = [UInt8](repeating: 0, count: bytes.count + 1000)
  let count = input.withUnsafeMutableBufferPointer { input in
    output.withUnsafeMutableBufferPointer { output in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      stream.next_out = output.baseAddress
      stream.avail_out = UInt32(output.count)
      deflate(&stream, Z_FINISH)
      return output.count - Int(stream.avail_out)
    }
  }
  return Array(output[..<count])
}

/// Steele, Lea and Flood's SplitMix64 (doi:10.1145/2660193.2660195), so that random tests repeat.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
