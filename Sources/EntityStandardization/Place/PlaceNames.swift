/// Which places have a name, best first.
///
/// One list of entries serves all names, each entry pointing to the next of its name: an array a name would cost an
/// allocation for each of the hundred thousand names of a country.
struct PlaceNames: Sendable {
  private var first: [String: Int32] = [:]
  private var entries: [(place: Int32, next: Int32)] = []

  /// Indexes places; one found by its own name goes before one found by another, else "York" might be New York. Among
  /// equals the most populous goes first, then the first in the list. O(total names + places · log places).
  ///
  /// - Parameters:
  ///   - indices: which places take part.
  ///   - own: the key of each place's own name, for all places.
  ///   - others: the keys of its other names, for all places.
  init(of indices: [Int], in places: [KnownPlace], own: [String], others: (KnownPlace) -> [String]) {
    let best = indices.sorted { (places[$1].population, $0) < (places[$0].population, $1) }
    first.reserveCapacity(3 * indices.count)
    // Each entry goes before what is there, so the worst comes first.
    for index in best.reversed() {
      for key in others(places[index]) { prepend(index, to: key) }
    }
    for index in best.reversed() { prepend(index, to: own[index]) }
  }

  private mutating func prepend(_ place: Int, to key: String) {
    guard !key.isEmpty else { return }
    let entry = Int32(entries.count)
    let next = first.updateValue(entry, forKey: key) ?? -1
    entries.append((Int32(place), next))
  }

  /// Whether any place has the name. O(1).
  func contains(_ key: String) -> Bool { first[key] != nil }

  /// The best place of a name that is acceptable. O(places of the name).
  func first(named key: String, where isAcceptable: (Int) -> Bool) -> Int? {
    var entry = first[key] ?? -1
    while entry >= 0 {
      let (place, next) = entries[Int(entry)]
      if isAcceptable(Int(place)) { return Int(place) }
      entry = next
    }
    return nil
  }

  /// Every place of a name, best first. O(places of the name).
  func all(named key: String) -> [Int] {
    var found: [Int] = []
    _ = first(named: key) {
      found.append($0); return false
    }
    return found
  }
}
