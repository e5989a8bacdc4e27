import Foundation
import Testing
import VectorMath

@Suite("Columns in a folder")
struct ColumnFolderTests {
  private final class Folder {
    let path = FileManager.default.temporaryDirectory.appending(path: "columns-\(UUID().uuidString)").path
    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  @Test("Mapped and read columns have the numbers that were written, rows begin at a multiple of 64")
  func roundTrip() throws {
    let folder = try Folder()
    let rows = (0..<30_000).map { UInt32($0) &* 2_654_435_761 }
    var writer = ColumnFolderWriter(folder.path)
    try writer.write(AlignedMemoryHandle(rows), "rows", shape: [1000, 30])
    try writer.write(rows, "plain")
    try writer.write(AlignedMemoryHandle<Float>(count: 0), "none", shape: [0, 8])
    try writer.write(Array("words".utf8), file: "a.txt")
    try writer.finish()
    let opened = try ColumnFolder(folder.path)
    let mapped: AlignedMemoryHandle<UInt32> = try opened.mapped("rows", shape: [1000, 30])
    #expect(mapped.isMapped && mapped.count == 30_000 && UInt(bitPattern: mapped.elements) % 64 == 0)
    #expect(mapped.isSound(0..<30_000) && mapped.damage == nil)
    #expect((0..<30_000).allSatisfy { mapped.elements[$0] == rows[$0] })
    #expect(try opened.elements("plain", count: 30_000) == rows)
    #expect(try opened.bytes("a.txt") == Array("words".utf8))
    let none: AlignedMemoryHandle<Float> = try opened.mapped("none", shape: [0, 8])
    #expect(none.count == 0 && none.isSound(0..<0))
    #expect(throws: FileDamage.self) { let _: [UInt32] = try opened.elements("plain", count: 3) }
    #expect(throws: FileDamage.self) { let _: [Float] = try opened.elements("plain") }
    #expect(throws: FileDamage.self) { try opened.bytes("other") }
    #expect(try NPYFile<UInt32>(contentsOf: folder.path + "/rows.npy").shape == [1000, 30])
  }

  @Test("The list of checksums is the text it is said to be")
  func golden() throws {
    var file = ChecksumFile()
    var sums = BlockChecksums()
    Array("123456789".utf8).withUnsafeBytes { sums.update($0) }
    file.files = ["b.npy": sums, "a": BlockChecksums()]
    var text = "jobmatch checksums 1: file, bytes, CRC-32C of every 65536 bytes\na 0\nb.npy 9 e3069283\n"
    let whole = CRC32C.checksum(of: Array(text.utf8))
    let digits = String(whole, radix: 16)
    text += "crc32c " + String(repeating: "0", count: 8 - digits.count) + digits + "\n"
    #expect(String(decoding: file.bytes, as: UTF8.self) == text)
    #expect(try ChecksumFile(file.bytes, path: "x") == file)
  }

  @Test(
    "A list that agrees with its own checksum and is still none is refused",
    arguments: [
      "a\n", "a 1\n", "a -1\n", "a 9 e306928\n", "a 9 e306928g\n", "../a 0\n", "a 0\na 0\n", " 0\n",
      "a 70000 00000000\n", "a 0",
    ])
  func liars(line: String) throws {
    let title = "jobmatch checksums 1: file, bytes, CRC-32C of every 65536 bytes\n"
    let digits = String(CRC32C.checksum(of: Array((title + line).utf8)), radix: 16)
    let text = title + line + "crc32c " + String(repeating: "0", count: 8 - digits.count) + digits + "\n"
    #expect(throws: FileDamage.self) { try ChecksumFile(Array(text.utf8), path: "x") }
  }

  @Test("Checksums of blocks are those of their bytes, however these came")
  func blocks() {
    let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    for piece in [1000, 65_536, 65_537, 200_000] {
      var sums = BlockChecksums()
      for start in stride(from: 0, to: bytes.count, by: piece) {
        bytes[start..<min(start + piece, bytes.count)].withUnsafeBytes { sums.update($0) }
      }
      let expected = stride(from: 0, to: bytes.count, by: 65_536).map {
        CRC32C.checksum(of: Array(bytes[$0..<min($0 + 65_536, bytes.count)]))
      }
      #expect(sums.values == expected && sums.byteCount == bytes.count)
    }
  }
}
