/// Which values of a field now answer as another: entities that were renamed, or found to be one.
///
/// Ids stay as they are, in jobs, in vocabularies and in files; an alias says that whoever asks for the old value means its
/// successor, and that a job which has the old one has the successor.
///
/// ```swift
/// let aliases = ValueAliases(successors: [.skill: [3: 7, 7: 9]])
/// aliases?.canonical(3, in: .skill)               // 9
/// aliases?.canonical(4, in: .skill)               // 4
/// ValueAliases(successors: [.skill: [3: 7, 7: 3]])   // nil
/// ```
///
/// Paths are walked once, when the value is made: `canonical` is one look-up, and what it gives is canonical itself.
public struct ValueAliases: Hashable, Sendable {
  /// By field and value, the value it answers as: never the value itself, never one that has a successor. Fields without
  /// aliases are left out.
  public let canonicalValues: [AttributeField: [ValueID: ValueID]]

  /// No aliases: every value answers as itself.
  public init() {
    canonicalValues = [:]
  }

  /// Follows each value's successor to the end; `nil` when successors go in a circle, as a value into itself does.
  ///
  /// O(successors).
  public init?(successors: [AttributeField: [ValueID: ValueID]]) {
    var fields: [AttributeField: [ValueID: ValueID]] = [:]
    for (field, successors) in successors where !successors.isEmpty {
      guard let ends = ValueAliases.ends(of: successors) else { return nil }
      fields[field] = ends
    }
    canonicalValues = fields
  }

  /// Whether every value answers as itself.
  public var isEmpty: Bool { canonicalValues.isEmpty }

  /// The fields that have aliases, by name.
  public var fields: [AttributeField] { canonicalValues.keys.sorted() }

  /// The value that a value answers as: its last successor, or itself. O(1).
  public func canonical(_ value: ValueID, in field: AttributeField) -> ValueID {
    canonicalValues[field]?[value] ?? value
  }

  /// The canonical values of a list, each once, in the order of first coming. O(values).
  public func canonical(_ values: [ValueID], in field: AttributeField) -> [ValueID] {
    guard let aliases = canonicalValues[field] else { return values }
    var seen = Set<ValueID>(minimumCapacity: values.count)
    return values.map { aliases[$0] ?? $0 }.filter { seen.insert($0).inserted }
  }

  /// Weights by canonical value: where several values become one, the weight given to that one counts, and where none was,
  /// the greatest of them. O(weights).
  ///
  /// A greatest weight and not a sum, since one job has what the values now mean only once.
  public func canonical(_ weights: [ValueID: Float], in field: AttributeField) -> [ValueID: Float] {
    guard let aliases = canonicalValues[field] else { return weights }
    var canonical = weights.filter { aliases[$0.key] == nil }
    var inherited: [ValueID: Float] = [:]
    for (value, weight) in weights {
      guard let successor = aliases[value], canonical[successor] == nil else { continue }
      inherited[successor] = max(inherited[successor] ?? weight, weight)
    }
    canonical.merge(inherited) { own, _ in own }
    return canonical
  }

  /// Where each chain of successors ends; `nil` for a circle. Each value is walked over once.
  private static func ends(of successors: [ValueID: ValueID]) -> [ValueID: ValueID]? {
    var ends: [ValueID: ValueID] = Dictionary(minimumCapacity: successors.count)
    for start in successors.keys {
      var path: [ValueID] = []
      var onPath: Set<ValueID> = []
      var value = start
      while ends[value] == nil, let next = successors[value] {
        guard onPath.insert(value).inserted else { return nil }
        path.append(value)
        value = next
      }
      let end = ends[value] ?? value
      for passed in path { ends[passed] = end }
    }
    return ends
  }
}

/// By field, a list of pairs: `{"skill": [[3, 9], [7, 9]]}`, by rising value, so that equal aliases are equal bytes.
extension ValueAliases: Codable {
  /// Reads the pairs, which may be chains; throws for a value that stands twice, and for a circle.
  public init(from decoder: any Decoder) throws {
    func damaged(_ what: String) -> DecodingError {
      .dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: what))
    }
    var successors: [AttributeField: [ValueID: ValueID]] = [:]
    for (field, pairs) in try [AttributeField: [[ValueID]]](from: decoder) {
      for pair in pairs {
        guard pair.count == 2 else { throw damaged("an alias of field '\(field)' is no pair [value, successor]") }
        guard successors[field, default: [:]].updateValue(pair[1], forKey: pair[0]) == nil else {
          throw damaged("value \(pair[0]) of field '\(field)' has two successors")
        }
      }
    }
    guard let aliases = ValueAliases(successors: successors) else {
      throw damaged("successors of values go in a circle")
    }
    self = aliases
  }

  /// Writes the pairs.
  public func encode(to encoder: any Encoder) throws {
    try canonicalValues.mapValues { values in
      values.sorted { $0.key < $1.key }.map { [$0.key, $0.value] }
    }.encode(to: encoder)
  }
}
