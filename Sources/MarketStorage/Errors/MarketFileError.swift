/// Why a whole file cannot be read, as opposed to one of its rows, which becomes a `Reject`.
public struct MarketFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file's name as the user gave it.
  public var file: String
  /// The line at fault, 1 for the first; `nil` when it is the file as a whole.
  public var line: Int?
  /// What is wrong, in one sentence without its full stop.
  public var problem: String
  /// What is allowed or what to do; empty when the problem says it all.
  public var advice: String

  /// Makes an error.
  public init(file: String, line: Int? = nil, problem: String, advice: String = "") {
    (self.file, self.line, self.problem, self.advice) = (file, line, problem, advice)
  }

  /// `seekers.csv:1: column 'titel' is unknown; did you mean 'title'?`
  public var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    return advice.isEmpty ? "\(place): \(problem)" : "\(place): \(problem); \(advice)"
  }
}
