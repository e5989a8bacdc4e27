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

    func value(of id: ValueID) -> String? {
      let isKnown = id < LiveVocabulary.provisionalStart
      let place = Int(isKnown ? id : id - LiveVocabulary.provisionalStart)
      let values = isKnown ? known.values : provisional.values
      return place < values.count ? values[place] : nil
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

  /// Reads a field's values, if nobody asked for them yet. O(values) the first time.
  ///
  /// - Throws: `MarketStoreError`.
  func prepare(_ field: AttributeField) throws { try fields.withLock { try read(field, &$0) } }

  /// The number of a value of a field that is prepared, without a look at the record; `nil` for one that no job has. O(1).
  func knownID(of value: String, in field: AttributeField) -> ValueID? {
    fields.withLock { $0[field]?.id(of: value) }
  }

  /// What a number of a field that is prepared stands for, without a look at the record; `nil` where it was not given. O(1).
  func knownValue(of id: ValueID, in field: AttributeField) -> String? {
    fields.withLock { $0[field]?.value(of: id) }
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
    if let known = knownValue(of: id, in: field) { return known }
    return id < LiveVocabulary.provisionalStart ? try store.value(of: id, in: field) : nil
  }

  /// Aliases of the market, with the numbers that values have here.
  ///
  /// A value that the market numbered after its field was read has a provisional number here, given now if no job had it yet: a
  /// job that comes with it later then answers as its successor, too. O(aliases), with a look at the record for each such value.
  ///
  /// - Throws: `MarketStoreError`; `WorkspaceError` where the market has one text under two numbers.
  func translating(_ market: ValueAliases) throws -> ValueAliases {
    guard !market.isEmpty else { return market }
    let translated = try fields.withLock { fields in
      var successors: [AttributeField: [ValueID: ValueID]] = [:]
      for (field, pairs) in market.canonicalValues.sorted(by: { $0.key < $1.key }) {
        try read(field, &fields)
        func here(_ id: ValueID) throws -> ValueID {
          guard let held = fields[field], Int(id) >= held.known.count, let text = try store.value(of: id, in: field)
          else { return id }
          return fields[field]?.intern(text) ?? id
        }
        // In order, so that the same aliases get the same numbers.
        for (value, successor) in pairs.sorted(by: { $0.key < $1.key }) {
          successors[field, default: [:]][try here(value)] = try here(successor)
        }
      }
      return ValueAliases(successors: successors)
    }
    guard let translated else {
      throw WorkspaceError(
        "\(store.path): a value that answers as another has its text; restore the market from a backup")
    }
    return translated
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
