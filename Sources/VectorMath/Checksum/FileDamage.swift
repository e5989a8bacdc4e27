/// A file that is not what was written: missing, cut short, or with bytes that differ from their checksum.
public struct FileDamage: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file.
  public let path: String
  /// What was found, with block and bytes where it is known.
  public let reason: String

  /// Names a file and what was found.
  package init(_ path: String, _ reason: String) { (self.path, self.reason) = (path, reason) }

  /// File and reason.
  public var description: String { "\(path): \(reason)" }
}
