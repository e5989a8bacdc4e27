import Foundation
import JobMarket
import VectorMath

/// What an artifact is, what it was made from, and what its files must look like.
public struct Manifest: Codable, Sendable, Equatable {
  /// The version of this file's own form; a newer one is refused.
  public var formatVersion: Int
  /// What stage made it.
  public var kind: ArtifactKind
  /// Its name among artifacts of its kind: a rising number and a checksum of the content, `0003-9f3c2a10`.
  public var id: String
  /// What it was made from, name to id: `market` to the last change that went in.
  public var inputs: [String: String]
  /// The part of the configuration that shaped it, as text.
  public var configuration: String
  /// The version of the code that made it.
  public var codeVersion: String
  /// When it was made.
  public var createdAt: Instant
  /// Size in bytes and CRC32C of every file, by its path in the artifact's folder: `places.tsv`, `segments/0001/keys.npy`.
  public var files: [String: File]

  /// What one file must look like.
  public struct File: Codable, Sendable, Equatable {
    /// Its size in bytes.
    public var bytes: Int
    /// The CRC32C of its content.
    public var checksum: UInt32
  }

  /// What it is called.
  static let name = "manifest.json"

  /// The form this code writes and the newest it reads.
  public static let currentFormat = 1

  /// The bytes of all files together.
  public var totalBytes: Int { files.values.reduce(0) { $0 + $1.bytes } }

  /// A checksum of what files are, for the id.
  static func checksum(of files: [String: File]) -> UInt32 {
    var content = CRC32C()
    for (name, file) in files.sorted(by: { $0.key < $1.key }) {
      content.update(Array("\(name) \(file.bytes) \(file.checksum)\n".utf8))
    }
    return content.value
  }

  static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}

/// What a stage makes; also the name of its folder in the workspace.
public enum ArtifactKind: String, Codable, Sendable, CaseIterable, CodingKeyRepresentable {
  case entities, links, targets, index

  /// The command that makes it.
  public var command: String {
    switch self {
    case .entities: "standardize"
    case .links: "link"
    case .targets: "target"
    case .index: "index"
    }
  }
}
