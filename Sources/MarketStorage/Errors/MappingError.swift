/// What is wrong in a mapping file.
public struct MappingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The mapping file's name as the user gave it.
  public var file: String
  /// The line at fault, 1 for the first; `nil` when the text could not be placed.
  public var line: Int?
  /// The path of keys from the top: `files[0].records[2].set.place`; empty for the whole file.
  public var keyPath: String
  /// What is wrong, in one sentence without its full stop.
  public var problem: String
  /// What is allowed there; empty when the problem says it all.
  public var allowed: String

  /// Makes an error.
  public init(file: String, line: Int? = nil, keyPath: String = "", problem: String, allowed: String = "") {
    (self.file, self.line, self.keyPath) = (file, line, keyPath)
    (self.problem, self.allowed) = (problem, allowed)
  }

  /// `board.yaml:7: files[0].formt: the key is unknown; did you mean 'format'?`
  public var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    let path = keyPath.isEmpty ? "" : " \(keyPath):"
    return "\(place):\(path) \(problem)" + (allowed.isEmpty ? "" : "; \(allowed)")
  }
}
