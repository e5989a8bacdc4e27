import Foundation
import Testing
import VectorMath

@Suite struct NPYFileTests {
  /// A folder of its own, removed at the end of the test.
  private final class Folder {
    let url: URL
    init() throws {
      url = FileManager.default.temporaryDirectory.appending(path: "npy-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }
    deinit { try? FileManager.default.removeItem(at: url) }
    func path(_ name: String) -> String { url.appending(path: name).path }
  }

  private func header(_ text: String, _ data: [UInt8] = []) -> Data {
    let text = Array(text.utf8)
    return Data([0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(text.count & 255), UInt8(text.count >> 8)] + text + data)
  }

  private func roundTrip<Element: NPYElement & Equatable>(_ shape: [Int], _ elements: [Element], _ path: String) throws
  {
    let file = NPYFile(shape: shape, elements: elements)
    try file.write(to: path)
    #expect(try NPYFile<Element>(contentsOf: path) == file)
    let size = try Data(contentsOf: URL(filePath: path)).count
    #expect((size - elements.count * MemoryLayout<Element>.stride) % 64 == 0)
  }

  @Test func roundTrips() throws {
    let folder = try Folder()
    try roundTrip([3, 2], [1, -2, .infinity, 0.5, 0, -0.0] as [Float], folder.path("a"))
    try roundTrip([3], [1, -2, .max] as [Int32], folder.path("b"))
    try roundTrip([1, 3], [1, .min, .max] as [Int64], folder.path("c"))
    try roundTrip([0], [] as [UInt32], folder.path("d"))
    try roundTrip([0, 128], [] as [UInt8], folder.path("e"))
    try roundTrip([100_000], (0..<100_000).map { UInt32($0) }, folder.path("f"))
  }

  @Test func bytesAreNumPys() throws {
    let folder = try Folder()
    try NPYFile<Int32>(shape: [1, 2], elements: [1, 258]).write(to: folder.path("a"))
    let bytes = try Data(contentsOf: URL(filePath: folder.path("a")))
    var text = "{'descr': '<i4', 'fortran_order': False, 'shape': (1, 2), }"
    text += String(repeating: " ", count: 117 - text.utf8.count) + "\n"
    #expect(bytes == header(text, [1, 0, 0, 0, 2, 1, 0, 0]))
    #expect(NPYFile<Int32>([7]).shape == [1])
  }

  @Test func keysComeInAnyOrder() throws {
    let folder = try Folder()
    let path = folder.path("a")
    try header("{'shape':(2,),'fortran_order':False,'descr':'|u1'}\n", [5, 6]).write(to: URL(filePath: path))
    #expect(try NPYFile<UInt8>(contentsOf: path).elements == [5, 6])
  }

  @Test func refusesWithTheReason() throws {
    let folder = try Folder()
    let path = folder.path("x")
    func failure(_ data: Data, shape: [Int?]? = nil) throws -> NPYFileError.Kind? {
      try data.write(to: URL(filePath: path))
      return #expect(throws: NPYFileError.self) { try NPYFile<UInt8>(contentsOf: path, shape: shape) }?.kind
    }
    let good = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 2), }\n"
    #expect(try failure(header(good, [1, 2, 3])) == .size(found: 73, expected: 74))
    #expect(try failure(header(good, [1, 2, 3, 4, 5])) == .size(found: 75, expected: 74))
    #expect(try failure(header(good, [1, 2, 3, 4]), shape: [nil]) == .shape(found: [2, 2], expected: "[any]"))
    #expect(try failure(header(good, [1, 2, 3, 4]), shape: [nil, 3]) == .shape(found: [2, 2], expected: "[any, 3]"))
    #expect(
      try failure(header(good.replacing("|u1", with: ">f8"), [])) == .elementType(found: ">f8", expected: "|u1"))
    #expect(
      try failure(header(good.replacing("(2, 2)", with: "()"), []))
        == .shape(found: [], expected: "one or two dimensions"))
    #expect(try failure(header(good).prefix(30)) == .size(found: 30, expected: 70))
    for broken in [
      Data(), Data([1, 2, 3]), Data(repeating: 7, count: 100),
      header(good.replacing("False", with: "True"), [1, 2, 3, 4]),
      header(good.replacing("False", with: "Maybe"), [1, 2, 3, 4]), header(good.replacing("shape", with: "size"), []),
      header(good.replacing("}", with: ""), []), header("{'descr': '|u1'}\n"), header(""),
      header(good.replacing("(2, 2)", with: "(-2, 2)"), []), header(good.replacing("(2, 2)", with: "(2 2)"), []),
      header(good.replacing("(2, 2)", with: "(4611686018427387904, 4)"), []),
      header(good.replacing("(2, 2)", with: "(99999999999999999999, 4)"), []),
    ] {
      guard case .malformed = try failure(broken) else {
        Issue.record("\(broken.count) bytes were not called malformed")
        continue
      }
    }
    let missing = #expect(throws: NPYFileError.self) { try NPYFile<UInt8>(contentsOf: folder.path("absent")) }
    #expect(missing?.description.hasSuffix("No such file or directory") == true)
    #expect(throws: NPYFileError.self) { try NPYFile<UInt8>([1]).write(to: folder.path("no/such/folder")) }
  }
}
