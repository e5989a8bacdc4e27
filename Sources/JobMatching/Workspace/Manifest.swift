import JobMarket

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
  /// Size in bytes and CRC32C of every file, by name.
  public var files: [String: File]

  /// What one file must look like.
  public struct File: Codable, Sendable, Equatable {
    /// Its size in bytes.
    public var bytes: Int
    /// The CRC32C of its content.
    public var checksum: UInt32
  }

  /// The form this code writes and the newest it reads.
  public static let currentFormat = 1

  /// The bytes of all files together.
  public var totalBytes: Int { files.values.reduce(0) { $0 + $1.bytes } }
}

/// What a stage makes; also the name of its folder in the workspace.
public enum ArtifactKind: String, Codable, Sendable, CaseIterable, CodingKeyRepresentable {
  case entities, index

  /// The command that makes it.
  public var command: String { self == .entities ? "standardize" : rawValue }
}
