import Yams

/// A YAML node with its key path, so that errors say where.
struct MappingNode {
  let file: String
  let keyPath: String
  let node: Node

  /// The error for this node.
  func error(_ problem: String, allowed: String = "") -> MappingError {
    MappingError(file: file, line: node.mark?.line, keyPath: keyPath, problem: problem, allowed: allowed)
  }

  /// A text; numbers and truth values keep their writing.
  func text() throws -> String {
    guard case .scalar(let scalar) = node else { throw error("is not a text") }
    return scalar.string
  }

  /// The elements of a list.
  func list() throws -> [MappingNode] {
    guard case .sequence(let sequence) = node else { throw error("is not a list") }
    return sequence.enumerated().map { child($0.element, "\(keyPath)[\($0.offset)]") }
  }

  /// The entries of a mapping in order; throws for a key that is no text. Yams itself refuses a repeated key.
  func entries() throws -> [(key: MappingNode, value: MappingNode)] {
    guard case .mapping(let mapping) = node else { throw error("is not a mapping of keys") }
    return try mapping.map { pair in
      let key = child(pair.key, keyPath)
      let path = try keyPath.isEmpty ? key.text() : "\(keyPath).\(key.text())"
      return (child(pair.key, path), child(pair.value, path))
    }
  }

  /// The values of a mapping by key, all of them among `allowed`.
  func members(_ allowed: [String]) throws -> [String: MappingNode] {
    var members: [String: MappingNode] = [:]
    for (key, value) in try entries() {
      let name = try key.text()
      guard allowed.contains(name) else {
        throw key.error("the key is unknown", allowed: NearestName.advice(for: name, among: allowed))
      }
      members[name] = value
    }
    return members
  }

  /// A required member.
  func required(_ key: String, in members: [String: MappingNode]) throws -> MappingNode {
    guard let member = members[key] else { throw error("the key '\(key)' is missing") }
    return member
  }

  /// One of some words.
  func word(among allowed: [String]) throws -> String {
    let word = try text()
    guard allowed.contains(word) else {
      throw error("'\(word)' is not one of those allowed", allowed: NearestName.advice(for: word, among: allowed))
    }
    return word
  }

  private func child(_ node: Node, _ path: String) -> MappingNode {
    MappingNode(file: file, keyPath: path, node: node)
  }
}
