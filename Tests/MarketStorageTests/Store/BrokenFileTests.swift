import Foundation
import JobMarket
import MarketStorage
import Testing

/// Files that end or vanish while they are imported leave the market as it was.
@Suite struct BrokenFileTests {
  let folder: StoreFolder
  let files: TemporaryFolder
  let store: MarketStore

  init() throws {
    folder = try StoreFolder()
    files = try TemporaryFolder()
    store = try MarketStore(folder: folder.path)
    try store.load([.job(Job(id: "old", title: "Old"))])
  }

  func importFile(_ path: String) throws -> ImportReport {
    try MarketImporter(store).importFile(named: path) { file in
      _ = try MarketReader(file: path).read { event in
        switch event {
        case .record(let record): try file.add(record)
        case .reject(let reject): try file.reject(reject)
        }
      }
    }
  }

  /// A file whose records come in long before its end.
  static let text = (0..<3000).map { "{\"id\":\"\($0)\",\"title\":\"Job \($0 &* 2_654_435_761 % 99_991)\"}\n" }.joined()

  @Test(arguments: [1, 2, 3]) func aTruncatedGzipChangesNothing(quarters: Int) throws {
    let whole = gzip(Array(BrokenFileTests.text.utf8))
    let before = try store.everythingReadable()
    let path = try files.write("jobs.jsonl.gz", bytes: Array(whole.prefix(whole.count * quarters / 4)))
    #expect { try importFile(path) } throws: { "\($0)".contains("jobs.jsonl.gz") }
    #expect(try store.everythingReadable() == before)
    #expect(try importFile(files.write("jobs.jsonl.gz", bytes: whole)).inserted == 3000)
  }

  @Test func aFileThatVanishedChangesNothing() throws {
    let path = try files.write("jobs.jsonl", BrokenFileTests.text)
    let before = try store.everythingReadable()
    try FileManager.default.removeItem(atPath: path)
    #expect { try importFile(path) } throws: { "\($0)".contains("jobs.jsonl") }
    #expect(try store.everythingReadable() == before)
  }
}
