import JobMarket

/// Which vectors: those of a field that one model made.
///
/// Two models of one field have two keys, and nothing of one is ever compared with anything of the other.
public struct VectorKey: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// What queries call the field: `organic`.
  public var field: String
  /// The id of the model.
  public var model: String

  /// Names vectors.
  public init(_ field: String, model: String) { (self.field, self.model) = (field, model) }

  /// By field, then by model.
  public static func < (first: VectorKey, second: VectorKey) -> Bool {
    (first.field, first.model) < (second.field, second.model)
  }

  /// `organic of model towers-7`.
  public var description: String { "\(field) of model \(model)" }
}

extension VectorField {
  /// The key of its vectors.
  public var key: VectorKey { VectorKey(name, model: model) }
}

extension VectorKey {
  /// What the columns of some vectors are called in a folder: by field, those of a field's second model and on with a number.
  static func columnNames(of keys: some Sequence<VectorKey>) -> [(key: VectorKey, name: String)] {
    var counts: [String: Int] = [:]
    return keys.sorted().map { key in
      counts[key.field, default: 0] += 1
      let number = counts[key.field, default: 1]
      return (key, number == 1 ? "vectors.\(key.field)" : "vectors.\(key.field).\(number)")
    }
  }

  /// One word for a list in a file: a field's name has no space.
  var fileWord: String { "\(field) \(model)" }
}

extension IndexSegment {
  /// The vectors it has, by field and model.
  var vectorFields: [VectorField] {
    vectors.sorted { $0.key < $1.key }
      .map { VectorField(name: $0.key.field, model: $0.key.model, dimension: $0.value.dimension) }
  }
}
