import VectorMath

/// Ways to the k best of many scores, all with the same answer: by falling score, equal ones by rising row.
enum Selection: String, CaseIterable {
  /// What the engine does: a histogram over the scores' bits, then the few that reach the k-th are sorted.
  case histogram
  /// A heap of k, each score shown to it.
  case heap
  /// Halves are split off round a pivot until the k best stand in front, which are then sorted: `std::nth_element`.
  case partialSort = "partial sort"
  /// All sorted, the first k taken.
  case fullSort = "full sort"

  /// The rows of the k best.
  func rows(_ k: Int, of scores: [Float]) -> [Int] {
    switch self {
    case .histogram:
      return TopRows.best(k, of: scores).map(\.row)
    case .heap:
      var best = TopK<Int>(k)
      for (row, score) in scores.enumerated() { best.insert(score: score, key: row) }
      return best.sorted().map(\.key)
    case .partialSort:
      var keys = Selection.keys(scores)
      Selection.bringForward(k, in: &keys)
      return keys.prefix(k).sorted().map(Selection.row)
    case .fullSort:
      var keys = Selection.keys(scores)
      keys.sort()
      return keys.prefix(k).map(Selection.row)
    }
  }

  /// A whole number a row, smaller for a better place: sorting plain numbers is the best case for a sort.
  private static func keys(_ scores: [Float]) -> [UInt64] {
    scores.enumerated().map { row, score in
      // Both zeros are one score.
      let bits = (score + 0).bitPattern
      let rising = bits & 0x8000_0000 != 0 ? ~bits : bits | 0x8000_0000
      return UInt64(~rising) << 32 | UInt64(UInt32(row))
    }
  }

  private static func row(_ key: UInt64) -> Int { Int(UInt32(truncatingIfNeeded: key)) }

  /// Reorders keys so that the k least stand in front, in any order. O(count) on average.
  private static func bringForward(_ k: Int, in keys: inout [UInt64]) {
    keys.withUnsafeMutableBufferPointer { keys in
      var (low, high) = (0, keys.count - 1)
      while low < high {
        let middle = (low + high) / 2
        let pivot = max(min(keys[low], keys[middle]), min(max(keys[low], keys[middle]), keys[high]))
        var (left, right) = (low, high)
        while left <= right {
          while keys[left] < pivot { left += 1 }
          while keys[right] > pivot { right -= 1 }
          guard left <= right else { break }
          keys.swapAt(left, right)
          left += 1
          right -= 1
        }
        if k <= right { high = right } else if k >= left { low = left } else { return }
      }
    }
  }
}
