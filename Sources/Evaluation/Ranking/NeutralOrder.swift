/// Orders that tell nothing about an answer, to decide between equal scores.
///
/// The order of a file or of rising ids will not do: ids rise with time, and time leans towards the answers.
public enum NeutralOrder {
  /// The place of each id when all are ordered by the FNV-1a hash of their bytes, equal hashes by their bytes. Ids must
  /// differ. O(n log n).
  ///
  /// ```swift
  /// NeutralOrder.hashed(["a", "b", "c"])  // [0, 2, 1]
  /// ```
  ///
  /// Fowler, Noll and Vo, 64 bits (RFC 9923).
  public static func hashed(_ ids: [String]) -> [Int] {
    let keyed = ids.enumerated().map { (hash: hash($0.element), id: $0.element, index: $0.offset) }
    let ordered = keyed.sorted {
      $0.hash != $1.hash ? $0.hash < $1.hash : $0.id.utf8.lexicographicallyPrecedes($1.id.utf8)
    }
    var places = [Int](repeating: 0, count: ids.count)
    for (place, element) in ordered.enumerated() { places[element.index] = place }
    return places
  }

  private static func hash(_ id: String) -> UInt64 {
    id.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
