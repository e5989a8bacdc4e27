/// The number that stands for one value of one field: its row in that field's `Vocabulary`, never reused or re-sorted.
public typealias ValueID = UInt32

/// The append-only list of one field's values; a value's id is its position.
///
/// ```swift
/// var skills = Vocabulary()
/// skills.intern("Swift")   // 0
/// skills.intern("SQL")     // 1
/// skills.intern("Swift")   // 0
/// skills[1]                // "SQL"
/// ```
///
/// Values are the same when `==` says so, hence "é" in one scalar and in two is one value, kept as it first came; folding
/// case and spelling is standardization's work, before this. Ids are stable
/// across runs because the market stores them; nothing here promises an order of values beyond first come, first numbered.
public struct Vocabulary: Sendable, Equatable {
  /// The values, by id.
  public private(set) var values: [String]
  private var ids: [String: ValueID]

  /// An empty vocabulary.
  public init() {
    (values, ids) = ([], [:])
  }

  /// Restores a vocabulary from its values in id order; `nil` when a value stands twice. O(n).
  public init?(values: [String]) {
    ids = Dictionary(minimumCapacity: values.count)
    self.values = values
    for (index, value) in values.enumerated() where ids.updateValue(ValueID(index), forKey: value) != nil {
      return nil
    }
  }

  /// How many values there are; also the id the next new one will get.
  public var count: Int { values.count }

  /// The id of a value, or `nil` when it has none. O(1).
  public func id(of value: String) -> ValueID? {
    ids[value]
  }

  /// The id of a value, given now if it has none. O(1) amortized.
  public mutating func intern(_ value: String) -> ValueID {
    if let id = ids[value] { return id }
    let id = ValueID(values.count)
    ids[value] = id
    values.append(value)
    return id
  }

  /// The value of an id that this vocabulary gave. O(1).
  public subscript(id: ValueID) -> String {
    values[Int(id)]
  }
}
