import Foundation
import VectorMath

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
    WorkspaceError("cannot \(action): \(SystemRefusal(errno))", isEnvironment: true)
  }
}

/// The system's refusals, from wherever they come, in one voice.
extension WorkspaceError {
  /// An error in plain words where the machine lacks something, such as disk space; any other as it is.
  static func explaining(_ error: any Error) -> any Error {
    switch error {
    case let error as FileDamage where error.isEnvironment:
      return WorkspaceError(error.description, isEnvironment: true)
    case let error as NPYFileError:
      guard case .system(let code) = error.kind else { return error }
      return explained(error.path, code) ?? error
    case let error as CocoaError:
      let file = error.userInfo[NSFilePathErrorKey] as? String ?? (error.userInfo[NSURLErrorKey] as? URL)?.path
      guard let code = (error.underlying as? POSIXError)?.code.rawValue else { return error }
      return explained(file ?? "a file", code) ?? error
    default: return error
    }
  }

  private static func explained(_ path: String, _ code: Int32) -> WorkspaceError? {
    let refusal = SystemRefusal(code)
    return refusal.isEnvironment ? WorkspaceError("\(path): \(refusal)", isEnvironment: true) : nil
  }

  /// A file that must not be used as it is.
  ///
  /// - Parameter advice: what it means, and what to do, where the file itself is at fault.
  static func damaged(_ damage: FileDamage, _ advice: String) -> WorkspaceError {
    damage.isEnvironment
      ? WorkspaceError(damage.description, isEnvironment: true) : WorkspaceError("\(damage): \(advice)")
  }

  /// The content of a small file; `nil` where there is none.
  ///
  /// - Throws: `WorkspaceError` for a file that is there and cannot be read, which must not be taken for none.
  static func readIfThere(_ file: URL) throws -> Data? {
    do throws(FileDamage) {
      return Data(try FileInputHandle.bytes(of: file.path))
    } catch {
      if error.isMissing { return nil }
      throw WorkspaceError("\(error.path): cannot be read: \(error.reason)", isEnvironment: error.isEnvironment)
    }
  }
}
