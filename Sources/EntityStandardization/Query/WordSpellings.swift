/// Known words, to find the one that a slip of the pen was meant for.
///
/// ```swift
/// let spellings = WordSpellings(["software", "engineer"], rarities: [2, 1])
/// spellings.nearest(to: "enginer")   // "engineer"
/// spellings.nearest(to: "engineer")  // nil: it is known
/// ```
public struct WordSpellings: Sendable {
  private struct Bucket: Hashable {
    var first: UInt8
    var length: Int
  }

  private let known: Set<String>
  private let buckets: [Bucket: [(word: [UInt8], rarity: Float)]]

  /// Indexes words by their first letter and length.
  ///
  /// - Parameter rarities: of each word; among equally near ones the commonest wins, then the first in bytewise order.
  public init(_ words: [String], rarities: [Float]) {
    precondition(words.count == rarities.count, "a rarity for every word")
    var buckets: [Bucket: [(word: [UInt8], rarity: Float)]] = [:]
    for (word, rarity) in zip(words, rarities) {
      let bytes = Array(word.utf8)
      guard bytes.count >= 4, bytes.count <= 40, bytes.allSatisfy({ (97...122).contains($0) }) else { continue }
      buckets[Bucket(first: bytes[0], length: bytes.count), default: []].append((bytes, rarity))
    }
    (known, self.buckets) = (Set(words), buckets)
  }

  /// The known word that is one slip away, or two from eight letters on; `nil` for a word that is known, shorter than four
  /// letters or not of plain letters. The first letter is taken to be right. O(words of the letter × length).
  public func nearest(to word: String) -> String? {
    let bytes = Array(word.utf8)
    guard bytes.count >= 4, bytes.count <= 40, !known.contains(word), bytes.allSatisfy({ (97...122).contains($0) })
    else {
      return nil
    }
    var best: (word: [UInt8], distance: Int, rarity: Float)?
    for length in (bytes.count - 2)...(bytes.count + 2) {
      for candidate in buckets[Bucket(first: bytes[0], length: length)] ?? []
      where WordLikeness.isNear(bytes, candidate.word) {
        let distance = WordLikeness.distance(bytes, candidate.word)
        let isBetter = best.map { best in
          if distance != best.distance { return distance < best.distance }
          if candidate.rarity != best.rarity { return candidate.rarity < best.rarity }
          return candidate.word.lexicographicallyPrecedes(best.word)
        }
        if isBetter ?? true { best = (candidate.word, distance, candidate.rarity) }
      }
    }
    return best.map { String(decoding: $0.word, as: UTF8.self) }
  }
}

/// Whether two words are one but for a slip of the pen.
enum WordLikeness {
  /// Equal, or one letter apart from four letters on and two from eight; swapped neighbours are one slip. O(length²).
  static func isNear(_ first: [UInt8], _ second: [UInt8]) -> Bool {
    if first == second { return true }
    let length = min(first.count, second.count)
    guard length >= 4, max(first.count, second.count) <= 40, abs(first.count - second.count) <= 2 else { return false }
    return distance(first, second) <= (length >= 8 ? 2 : 1)
  }

  /// How many letters must be changed, put in, left out or swapped with their neighbour (optimal string alignment).
  static func distance(_ first: [UInt8], _ second: [UInt8]) -> Int {
    var before = Array(repeating: 0, count: second.count + 1)
    var row = Array(0...second.count)
    for i in first.indices {
      var next = row
      next[0] = i + 1
      for j in second.indices {
        next[j + 1] = min(row[j] + (first[i] == second[j] ? 0 : 1), row[j + 1] + 1, next[j] + 1)
        if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
          next[j + 1] = min(next[j + 1], before[j - 1] + 1)
        }
      }
      (before, row) = (row, next)
    }
    return row[second.count]
  }
}
