/// A file that is not what was written: missing, cut short, or with bytes that differ from their checksum; or one that the
/// system does not give, or does not take.
public struct FileDamage: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file.
  public let path: String
  /// What was found, with block and bytes where it is known.
  public let reason: String
  /// What the system refused; `nil` where the file's content is at fault.
  package let refusal: SystemRefusal?

  /// Names a file and what was found.
  package init(_ path: String, _ reason: String) { (self.path, self.reason, refusal) = (path, reason, nil) }

  /// Names a file that the system refused, and its `errno`.
  package init(_ path: String, code: Int32) {
    let refusal = SystemRefusal(code)
    (self.path, reason, self.refusal) = (path, refusal.description, refusal)
  }

  /// Whether the machine lacks something, such as disk space or descriptors: nothing is known of the file then, and writing
  /// it anew would not help.
  public var isEnvironment: Bool { refusal?.isEnvironment ?? false }

  /// Whether there is no such file.
  package var isMissing: Bool { refusal?.isMissing ?? false }

  /// File and reason.
  public var description: String { "\(path): \(reason)" }
}
