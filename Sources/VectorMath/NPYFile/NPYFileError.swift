/// Why a `.npy` file was refused, or could not be read or written.
public struct NPYFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file.
  public let path: String
  /// What kind of fault.
  public let kind: Kind

  /// The kinds of fault.
  public enum Kind: Hashable, Sendable {
    /// The system refused: its `errno`.
    case system(Int32)
    /// Not a `.npy` file of version 1.0 with the three keys that the format asks for.
    case malformed(String)
    /// Another type of number than asked for, or one that is not read here.
    case elementType(found: String, expected: String)
    /// Another shape than asked for, or neither one- nor two-dimensional.
    case shape(found: [Int], expected: String)
    /// Another size than header and shape say: bytes of the whole file.
    case size(found: Int, expected: Int)
  }

  /// The file, what was found and what is allowed.
  public var description: String { "\(path): \(reason)" }

  /// What was found and what is allowed.
  package var reason: String {
    switch kind {
    case .system(let code):
      NPYFileHandle.message(code)
    case .malformed(let problem):
      "not a .npy file of version 1.0: \(problem)"
    case .elementType(let found, let expected):
      "numbers of type '\(found)', expected '\(expected)'; convert with numpy's astype('\(expected)')"
    case .shape(let found, let expected):
      "shape \(found), expected \(expected)"
    case .size(let found, let expected):
      "\(found) bytes, but its header asks for \(expected): the file is \(found < expected ? "truncated" : "too long")"
    }
  }
}
