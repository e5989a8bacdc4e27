import Foundation

/// What is wrong with a workspace or what was asked of it: a sentence that says what to do.
public struct WorkspaceError: Error, Equatable, CustomStringConvertible, LocalizedError {
  /// The sentence.
  public let description: String
  /// Whether the environment is at fault (a full disk, another process) and not what was asked.
  public let isEnvironment: Bool
  /// The same sentence, for Foundation.
  public var errorDescription: String? { description }

  /// Makes an error from its sentence.
  public init(_ description: String, isEnvironment: Bool = false) {
    (self.description, self.isEnvironment) = (description, isEnvironment)
  }

  /// A failed system call, with the system's own reason.
  static func system(_ action: String) -> WorkspaceError {
    WorkspaceError("cannot \(action): \(String(cString: strerror(errno)))", isEnvironment: true)
  }
}
