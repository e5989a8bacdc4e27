import Foundation

/// A configuration that cannot be used: where, what was found and what is allowed.
public struct ConfigurationError: Error, Equatable, CustomStringConvertible, LocalizedError {
  /// `jobmatch.yaml:12`, or empty when the text did not come from a file.
  public var location: String
  /// The key path, empty when the whole text is at fault.
  public var key: String
  /// What stood there.
  public var found: String
  /// What may stand there.
  public var allowed: String

  init(location: String = "", key: String, found: String, allowed: String) {
    (self.location, self.key, self.found, self.allowed) = (location, key, found, allowed)
  }

  /// One sentence for the user.
  public var description: String {
    let place = [location, key].filter { !$0.isEmpty }.joined(separator: ": ")
    return "\(place.isEmpty ? "configuration" : place): found \(found); allowed: \(allowed)"
  }

  /// The same sentence, for Foundation.
  public var errorDescription: String? { description }
}
