import Foundation
import JobMarket
import JobMatching
import Testing
import VectorMath

/// Artifacts of subfolders, and what one has in common with the one before.
@Suite("Artifacts with subfolders")
struct ArtifactSharingTests {
  private let folder: TemporaryFolder
  private let artifacts: ArtifactFolder

  init() throws {
    folder = try TemporaryFolder()
    artifacts = try Workspace.create(at: folder.file("workspace")).artifacts(.index)
  }

  /// Writes a folder of two columns, the greater of 160,000 bytes.
  private static func writeSegment(_ value: Int64, to folder: URL) throws {
    var writer = ColumnFolderWriter(folder.path)
    try writer.write([value], "keys")
    try writer.write(AlignedMemoryHandle([Int64](repeating: value, count: 20_000)), "vectors", shape: [20_000, 1])
    try writer.finish()
  }

  private func publish(
    mayLink: Bool = true, _ fill: (inout ArtifactDraft) throws -> Void
  ) throws -> Manifest {
    try artifacts.publishDraft(
      inputs: [:], configuration: "", createdAt: Instant(seconds: 1), mayLink: mayLink, fill: fill)
  }

  private func publishSegment() throws -> Manifest {
    try publish { draft in
      try Data("one".utf8).write(to: draft.folder.appending(path: "index.json"))
      try Self.writeSegment(1, to: draft.subfolder("segments/0001"))
    }
  }

  private func file(_ manifest: Manifest, _ name: String) -> URL {
    artifacts.location(of: manifest).appending(path: name)
  }

  private func attributes(_ file: URL) throws -> (number: Int, links: Int, changed: Date) {
    let found = try FileManager.default.attributesOfItem(atPath: file.path)
    return (
      try #require((found[.systemFileNumber] as? NSNumber)?.intValue),
      try #require((found[.referenceCount] as? NSNumber)?.intValue), try #require(found[.modificationDate] as? Date)
    )
  }

  @Test("Files in subfolders are named, measured and compared like any other")
  func nested() throws {
    let manifest = try publishSegment()
    #expect(
      manifest.files.keys.sorted() == [
        "index.json", "segments/0001/checksums.txt", "segments/0001/keys.npy", "segments/0001/vectors.npy",
      ])
    #expect(try artifacts.active() == manifest)
    #expect(artifacts.verify(manifest).isEmpty)
    let keys = file(manifest, "segments/0001/keys.npy")
    var data = try Data(contentsOf: keys)
    data[data.count - 1] ^= 1
    try data.write(to: keys)
    #expect(artifacts.verify(manifest) == ["\(keys.path): its checksum differs"])
    #expect(artifacts.verify(manifest, sizesOnly: ["segments/0001/keys.npy"]).isEmpty)
    try FileManager.default.removeItem(at: keys)
    #expect(artifacts.verify(manifest, sizesOnly: ["segments/0001/keys.npy"]).count == 1)
    #expect(artifacts.verify(manifest, except: ["segments/0001/keys.npy"]).isEmpty)
  }

  @Test("What is taken over is the same file, not written again, and outlives the artifact it came from")
  func sharing() throws {
    let first = try publishSegment()
    let vectors = "segments/0001/vectors.npy"
    let before = try attributes(file(first, vectors))
    let second = try publish { draft in
      try draft.share("segments/0001", of: first)
      try draft.share("index.json", of: first, as: "old/index.json")
      try Self.writeSegment(2, to: draft.subfolder("segments/0002"))
    }
    let after = try attributes(file(second, vectors))
    #expect(after.number == before.number && after.changed == before.changed && after.links == 2)
    #expect(second.files.count == 7)
    #expect(second.files[vectors] == first.files[vectors])
    #expect(second.files["old/index.json"] == first.files["index.json"])
    #expect(try artifacts.prune(keeping: 1) == [first.id])
    #expect(!FileManager.default.fileExists(atPath: artifacts.location(of: first).path))
    #expect(try attributes(file(second, vectors)).links == 1)
    #expect(artifacts.verify(second).isEmpty)
    #expect(ArtifactCheck(second, of: artifacts).damages.isEmpty)
    let opened: AlignedMemoryHandle<Int64> = try ColumnFolder(file(second, "segments/0001").path)
      .mapped("vectors", shape: [20_000, 1])
    #expect(opened.isSound(0..<20_000) && opened.elements[19_999] == 1)
  }

  @Test("What is taken over is not read: its checksum is the earlier manifest's")
  func unread() throws {
    let first = try publishSegment()
    let keys = file(first, "segments/0001/keys.npy")
    var data = try Data(contentsOf: keys)
    data[data.count - 1] ^= 1
    try data.write(to: keys)
    let second = try publish { try $0.share("segments/0001", of: first) }
    #expect(second.files["segments/0001/keys.npy"] == first.files["segments/0001/keys.npy"])
    #expect(artifacts.verify(second).count == 1, "so damage is found in both")
    // A copy is read, and damage is not copied into a new artifact unseen.
    let error = #expect(throws: WorkspaceError.self) {
      try publish(mayLink: false) { try $0.share("segments/0001", of: first) }
    }
    #expect(error?.description.contains("differs from the checksum of what was copied") == true)
    #expect(try artifacts.active() == second)
  }

  @Test("Where there are no second names, a copy does")
  func copying() throws {
    let first = try publishSegment()
    let second = try publish(mayLink: false) { try $0.share("segments", of: first, as: "segments") }
    let name = "segments/0001/vectors.npy"
    #expect(try attributes(file(second, name)).number != attributes(file(first, name)).number)
    #expect(second.files[name] == first.files[name])
    #expect(artifacts.verify(second).isEmpty)
  }

  @Test("A file that the stage puts in the place of one taken over is measured anew")
  func replacing() throws {
    let first = try publishSegment()
    let second = try publish { draft in
      try draft.share("index.json", of: first)
      let file = draft.folder.appending(path: "index.json")
      try FileManager.default.removeItem(at: file)
      try Data("two".utf8).write(to: file)
    }
    #expect(second.files["index.json"] != first.files["index.json"])
    #expect(artifacts.verify(second).isEmpty && artifacts.verify(first).isEmpty)
  }

  @Test("What leads out of an artifact is refused, and leaves nothing")
  func outside() throws {
    let first = try publishSegment()
    for name in ["../x", "/etc", "", ".", "segments/../..", "segments//0001", "manifest.json"] {
      #expect(throws: WorkspaceError.self) { try publish { try $0.share(name, of: first) } }
      #expect(throws: WorkspaceError.self) { try publish { try $0.share("index.json", of: first, as: name) } }
      #expect(throws: WorkspaceError.self) { try publish { _ = try $0.subfolder(name) } }
    }
    #expect(throws: WorkspaceError.self) { try publish { try $0.share("segments/0002", of: first) } }
    #expect(throws: WorkspaceError.self, "cut short") {
      try Data("o".utf8).write(to: file(first, "index.json"))
      _ = try publish { try $0.share("index.json", of: first) }
    }
    for target in ["/etc/hostname", "index.json", "nowhere"] {
      let error = #expect(throws: WorkspaceError.self) {
        try publish { draft in
          try FileManager.default.createSymbolicLink(
            atPath: draft.subfolder("a").appending(path: "link").path, withDestinationPath: target)
        }
      }
      #expect(error?.description.contains("no links") == true)
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: artifacts.folder.path)
    #expect(Set(names) == ["active", ".lock", first.id])
  }

  @Test("A link put into an artifact is a fault, in the place of a file or of a folder")
  func links() throws {
    let manifest = try publishSegment()
    let segments = file(manifest, "segments")
    try FileManager.default.moveItem(at: segments, to: folder.file("elsewhere"))
    try FileManager.default.createSymbolicLink(at: segments, withDestinationURL: folder.file("elsewhere"))
    let found = artifacts.verify(manifest)
    #expect(
      found.count == 3
        && found.allSatisfy { $0 == "\(segments.path): a link; an artifact holds plain files and folders" })
  }

  @Test("A manifest that names a file elsewhere is damaged", arguments: ["../a", "/a", "a/../../b", "a//b"])
  func names(name: String) throws {
    let manifest = try publishSegment()
    let file = file(manifest, "manifest.json")
    let text = try String(contentsOf: file, encoding: .utf8)
    try Data(text.replacing("\"index.json\"", with: "\"\(name)\"").utf8).write(to: file)
    let error = #expect(throws: WorkspaceError.self) { try artifacts.active() }
    #expect(error?.description.contains("names no file of the artifact") == true)
  }

  @Test("Every folder of columns in an artifact is compared block by block, the rest as a whole")
  func check() throws {
    let manifest = try publish { draft in
      try Data("one".utf8).write(to: draft.folder.appending(path: "index.json"))
      for name in ["segments/0001", "vectors/embedding.2/0001"] { try Self.writeSegment(1, to: draft.subfolder(name)) }
    }
    var last = (0, 0)
    let whole = ArtifactCheck(manifest, of: artifacts) { last = ($0, $1) }
    #expect(whole.damages.isEmpty && whole.fileCount == 7)
    #expect(whole.blockCount == 8 && whole.byteCount == 2 * (136 + 160_128), "\(whole)")
    #expect(last == (whole.byteCount, whole.byteCount))
    let vectors = file(manifest, "vectors/embedding.2/0001/vectors.npy")
    var data = try Data(contentsOf: vectors)
    data[70_000] ^= 1
    try data.write(to: vectors)
    try Data("two".utf8).write(to: file(manifest, "index.json"))
    try FileManager.default.removeItem(at: file(manifest, "segments/0001/keys.npy"))
    let damaged = ArtifactCheck(manifest, of: artifacts).damages.map(\.description).sorted()
    try #require(damaged.count == 3)
    #expect(damaged[0].hasSuffix("index.json: its checksum differs"))
    #expect(damaged[1].contains("segments/0001/keys.npy: "))
    #expect(damaged[2].contains("vectors.npy: block 1 (bytes 65536 to 131071) differs from its checksum"))
    try FileManager.default.removeItem(at: file(manifest, "segments/0001/checksums.txt"))
    #expect(ArtifactCheck(manifest, of: artifacts).damages.contains { $0.path.hasSuffix("0001/checksums.txt") })
  }

  @Test("A crash leaves folders that the next writer removes, subfolders and all")
  func leavings() throws {
    let first = try publishSegment()
    for name in [".writing-1/segments/0001", ".removed-0001-00000000-1/a"] {
      try FileManager.default.createDirectory(
        at: artifacts.folder.appending(path: name), withIntermediateDirectories: true)
    }
    try Data().write(to: artifacts.folder.appending(path: ".active.1"))
    let second = try publish { try $0.share("index.json", of: first) }
    let names = try FileManager.default.contentsOfDirectory(atPath: artifacts.folder.path)
    #expect(Set(names) == ["active", ".lock", first.id, second.id])
  }
}
