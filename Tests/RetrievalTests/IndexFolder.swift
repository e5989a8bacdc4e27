import Foundation
import JobMarket
import Retrieval
import VectorMath

/// A folder with an index in it, removed with the test.
final class IndexFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "index-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  convenience init(_ index: JobIndex) throws {
    try self.init()
    try index.write(to: url)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func file(_ name: String) -> URL { url.appending(path: name) }

  func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() }

  func content(_ name: String) throws -> Data { try Data(contentsOf: file(name)) }

  /// Opens the index. The folder may go as soon as it is open, and no sooner.
  func opened() throws -> JobIndex { try JobIndex(contentsOf: url) }

  func checked() throws -> IndexCheck { try IndexCheck(of: url) }

  func write(_ index: JobIndex) throws { try index.write(to: url) }

  /// Puts bytes in the place of a file, under its name alone.
  func replace(_ name: String, _ data: Data) throws {
    try? FileManager.default.removeItem(at: file(name))
    try data.write(to: file(name))
  }

  /// Gives a file its checksums anew: a lie that no checksum finds.
  func reseal(_ name: String) throws {
    let list = file(ChecksumFile.name)
    var checksums = try ChecksumFile(Array(Data(contentsOf: list)), path: list.path)
    var sums = BlockChecksums()
    try content(name).withUnsafeBytes { sums.update($0) }
    checksums.files[name] = sums
    try replace(ChecksumFile.name, Data(checksums.bytes))
  }

  /// A small index of every kind of column, whose numbers are written out.
  static func tiny() throws -> JobIndex {
    var jobs: [IndexedJob] = []
    for number in 0..<3 {
      var job = IndexedJob(key: JobKey(rawValue: Int64(10 * number + 1)))
      job.values = [.skill: number == 1 ? [] : [ValueID(number), 7], .country: [1]]
      job.numbers = number == 2 ? [:] : [.pay: 1000.5 * Double(number)]
      if number > 0, let point = Coordinate(latitude: 40 + Double(number), longitude: -74.25) {
        job.points = [.place: [point]]
      }
      job.text = SparseVector([(index: UInt32(number), value: 0.5), (index: 4, value: 0.25)])
      if number != 1 { job.vectors = [VectorKey("v", model: "d"): [1, -0.5, Float(number)]] }
      job.expiresAt = number == 0 ? Instant(milliseconds: 86_400_000) : nil
      job.repostGroup = number == 1 ? nil : "same"
      jobs.append(job)
    }
    return try JobIndex(
      jobs, textModel: "m", termCount: 5, vectorFields: [VectorField(name: "v", model: "d", dimension: 3)])
  }
}
