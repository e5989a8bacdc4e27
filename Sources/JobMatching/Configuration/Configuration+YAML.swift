import Foundation
import MarketStorage
import Yams

extension Configuration {
  /// Reads a configuration file.
  ///
  /// - Parameters:
  ///   - yaml: the text; keys that it leaves out have their defaults.
  ///   - file: the name used in errors.
  /// - Throws: `ConfigurationError` for text that is not YAML, an unknown key (the nearest known one is named), a value of
  ///   the wrong type or one outside its range.
  public init(yaml: String, file: String) throws {
    let given: Node?
    do {
      given = try Yams.compose(yaml: yaml)
    } catch {
      throw ConfigurationError(location: file, key: "", found: "\(error)", allowed: "YAML")
    }
    var merged = try Configuration.defaultNode()
    if let given { try Configuration.merge(given, into: &merged, path: [], file: file) }
    do {
      self = try YAMLDecoder().decode(Configuration.self, from: merged)
    } catch let error as DecodingError {
      throw ConfigurationError(describing: error, in: merged, file: file)
    }
    do {
      try validate()
    } catch var error as ConfigurationError {
      error.location = file
      throw error
    }
  }

  /// The file with every key, its meaning and its value, in the order of the reference.
  public func commentedYAML() throws -> String {
    let tree = try Configuration.node(self)
    var lines = ["# The configuration of this jobmatch workspace. A key that is left out has its default."]
    var section = ""
    for key in Configuration.reference {
      let parts = key.path.split(separator: ".").map(String.init)
      if parts[0] != section {
        section = parts[0]
        lines += ["", "\(section):"]
      }
      let value = try Configuration.flowText(tree[parts[0]]?[parts[1]])
      let initial = try Configuration.flowText(Configuration.defaultNode()[parts[0]]?[parts[1]])
      lines += ["  # \(key.meaning) The default is \(initial).", "  \(parts[1]): \(value)"]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  static func defaultNode() throws -> Node {
    try node(Configuration())
  }

  private static func node(_ configuration: Configuration) throws -> Node {
    let text = try YAMLEncoder().encode(configuration)
    guard let node = try Yams.compose(yaml: text) else {
      throw ConfigurationError(key: "", found: "nothing", allowed: "a tree")
    }
    return node
  }

  /// A scalar, or a list in brackets.
  static func flowText(_ node: Node?) throws -> String {
    switch node {
    case .sequence(let sequence):
      return "[" + (try sequence.map { try flowText($0) }.joined(separator: ", ")) + "]"
    case .scalar(let scalar):
      if isTextToQuote(scalar) { return "'" + scalar.string.replacing("'", with: "''") + "'" }
      // Yams writes 1.0 as 1e+0; a person writes 1.
      guard let number = Double(scalar.string), Int(scalar.string) == nil else { return scalar.string }
      if number == number.rounded(), abs(number) < 1e9 { return String(Int(number)) }
      // A single-precision 0.1 is written 0.1 again, not with the digits that it gains as a double.
      let single = Float(number)
      return abs(Double(single) - number) < 1e-12 * abs(number) ? String(single) : String(number)
    default:
      return ""
    }
  }

  /// Whether a text would be read as something else without quotes.
  private static func isTextToQuote(_ scalar: Node.Scalar) -> Bool {
    let isPlain = scalar.string.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || [43, 45, 46, 47, 95].contains(byte)
    }
    return scalar.string.isEmpty || !isPlain || [.singleQuoted, .doubleQuoted].contains(scalar.style)
  }

  private static func merge(_ given: Node, into node: inout Node, path: [String], file: String) throws {
    guard case .mapping(let mapping) = given else {
      let found = given.scalar.map { "'\($0.string)'" } ?? "a list"
      // A section named without content is no section at all.
      if given.scalar?.string.isEmpty ?? false || given.scalar?.string == "~" { return }
      throw ConfigurationError(
        location: place(given, file), key: path.joined(separator: "."), found: found, allowed: "keys")
    }
    for (keyNode, value) in mapping {
      let key = keyNode.scalar?.string ?? ""
      guard var child = node[key] else {
        let allowed = node.mapping?.keys.compactMap { $0.scalar?.string } ?? []
        let nearest = NearestName.of(key, among: allowed).map { "; did you mean '\($0)'?" } ?? ""
        throw ConfigurationError(
          location: place(keyNode, file), key: (path + [key]).joined(separator: "."), found: "an unknown key",
          allowed: allowed.joined(separator: ", ") + nearest)
      }
      if case .mapping = child {
        try merge(value, into: &child, path: path + [key], file: file)
        node[key] = child
      } else {
        node[key] = value
      }
    }
  }

  private static func place(_ node: Node, _ file: String) -> String {
    node.mark.map { "\(file):\($0.line)" } ?? file
  }
}

extension ConfigurationError {
  /// Says of a decoding error which key is wrong, what stands there and on which line.
  fileprivate init(describing error: DecodingError, in tree: Node, file: String) {
    let (path, reason): ([any CodingKey], String)
    switch error {
    case .typeMismatch(let type, let context): (path, reason) = (context.codingPath, "a value of type \(type)")
    case .dataCorrupted(let context): (path, reason) = (context.codingPath, context.debugDescription)
    case .valueNotFound(let type, let context): (path, reason) = (context.codingPath, "a value of type \(type)")
    case .keyNotFound(let key, let context): (path, reason) = (context.codingPath, "key '\(key.stringValue)'")
    @unknown default: (path, reason) = ([], "\(error)")
    }
    var node: Node? = tree
    for key in path { node = key.intValue.flatMap { node?.sequence?[$0] } ?? node?[key.stringValue] }
    self.init(
      location: node?.mark.map { "\(file):\($0.line)" } ?? file,
      key: path.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: "."),
      found: node?.scalar.map { "'\($0.string)'" } ?? "a tree", allowed: reason)
  }
}
