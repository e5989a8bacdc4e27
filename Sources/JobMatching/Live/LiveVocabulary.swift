import JobMarket
import MarketStorage
import Synchronization

/// The numbers of attribute values while an index follows its record.
///
/// A value that the market had numbered when its field was first asked for keeps that number. One that it had not gets a
/// provisional number from `provisionalStart` on, which this value alone knows: following takes no writing lock, so that any
/// number of processes can follow while another imports. The next merge, which writes, gives real ones; until then a value has
/// one number here, whatever others have given it meanwhile.
final class LiveVocabulary: Sendable {
  /// The first provisional number: no field of a market ever had two billion values.
  static let provisionalStart: ValueID = 1 << 31

  private struct Field: Sendable {
    /// The market's numbers, as they were when they were first asked for.
    var known: Vocabulary
    /// In the order of coming; the first has the number `provisionalStart`.
    var provisional = Vocabulary()

    func id(of text: String) -> ValueID? {
      known.id(of: text) ?? provisional.id(of: text).map { LiveVocabulary.provisionalStart + $0 }
    }

    mutating func intern(_ text: String) -> ValueID {
      known.id(of: text) ?? LiveVocabulary.provisionalStart + provisional.intern(text)
    }
  }

  private let store: MarketStore
  private let fields = Mutex<[AttributeField: Field]>([:])

  /// Numbers the values of a market.
  init(_ store: MarketStore) { self.store = store }

  /// Numbers a job's values. O(values), and O(values of a field) when one is first asked for.
  ///
  /// - Throws: `MarketStoreError`.
  func number(_ values: Attributes) throws -> [AttributeField: [ValueID]] {
    try fields.withLock { fields in
      var ids: [AttributeField: [ValueID]] = [:]
      // In the order of names, so that the same changes get the same numbers.
      for (field, texts) in values.sorted(by: { $0.key < $1.key }) {
        try read(field, &fields)
        ids[field] = texts.map { fields[field]?.intern($0) ?? 0 }
      }
      return ids
    }
  }

  /// The number of a value; `nil` for one that no job has. O(1) but for the field's first time, which is O(values).
  ///
  /// - Throws: `MarketStoreError`.
  func id(of value: String, in field: AttributeField) throws -> ValueID? {
    try fields.withLock { fields in
      try read(field, &fields)
      return fields[field]?.id(of: value)
    }
  }

  /// What a number stands for. As `id(of:in:)`.
  ///
  /// - Throws: `MarketStoreError`.
  func value(of id: ValueID, in field: AttributeField) throws -> String? {
    guard id >= LiveVocabulary.provisionalStart else { return try store.value(of: id, in: field) }
    let place = Int(id - LiveVocabulary.provisionalStart)
    return fields.withLock { fields in
      guard let provisional = fields[field]?.provisional, place < provisional.count else { return nil }
      return provisional.values[place]
    }
  }

  /// Every value of a field with its number, provisional ones last. O(values).
  ///
  /// - Throws: `MarketStoreError`.
  func values(of field: AttributeField) throws -> [(id: ValueID, value: String)] {
    try fields.withLock { fields in
      try read(field, &fields)
      guard let held = fields[field] else { return [] }
      return held.known.values.enumerated().map { (id: ValueID($0.offset), value: $0.element) }
        + held.provisional.values.enumerated().map {
          (LiveVocabulary.provisionalStart + ValueID($0.offset), $0.element)
        }
    }
  }

  private func read(_ field: AttributeField, _ fields: inout [AttributeField: Field]) throws {
    if fields[field] == nil { fields[field] = Field(known: try store.vocabulary(field)) }
  }
}
