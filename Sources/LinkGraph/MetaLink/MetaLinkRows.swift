/// Which kept meta links each pair has, hires first: what combinations are made of, 4 bytes each.
///
/// A pair's numbers rise and end with `end`, so that four bytes say where in which pair somebody stands, and whether that pair
/// is a hire: its numbers lie below `hireEnd`.
struct MetaLinkRows: Sendable {
  /// What stands after a pair's last number.
  static let end = UInt32.max

  /// The numbers, pair after pair.
  private(set) var numbers: [UInt32] = []
  /// Where each pair that has a number begins.
  private(set) var starts: [UInt32] = []
  /// Which pair begins there.
  private(set) var pairs: [UInt32] = []
  /// Where the hires end.
  private(set) var hireEnd: UInt32 = 0
  /// How many pairs had more meta links than the cap.
  private(set) var cappedPairs = 0
  /// How many combinations all pairs have together: Σ C(k, 1) + … + C(k, maximumSize).
  private(set) var combinationCount = 0

  /// Looks all pairs' meta links up; throws when they are more than can be numbered. O(meta links).
  init(_ reader: MetaLinkReader, in table: MetaLinkTable, options: MiningOptions) throws {
    for isHire in [true, false] {
      let pairs = reader.pairs.hires.indices.filter { reader.pairs.hires[$0] == isHire }
      let ranges = pieces(pairs.count, size: 1 << 14)
      var parts = inOrder(ranges.count, threads: options.threads, scratch: {}) { _, piece in
        Part(reader, pairs[ranges[piece]], in: table, most: options.mostMetaLinksAPair)
      }
      let total = parts.reduce(numbers.count) { $0 + $1.numbers.count }
      guard total < Int(UInt32.max) else { throw LinkGraphError.tooManyRows(total) }
      numbers.reserveCapacity(total)
      for index in parts.indices {
        starts.append(contentsOf: parts[index].starts.map { $0 + UInt32(numbers.count) })
        numbers.append(contentsOf: parts[index].numbers)
        self.pairs.append(contentsOf: parts[index].pairs)
        cappedPairs += parts[index].cappedPairs
        for (count, pairs) in parts[index].pairsByCount.enumerated() where pairs > 0 {
          combinationCount += pairs * MetaLinkRows.combinations(of: count, atMost: options.maximumSize)
        }
        parts[index].numbers = []
      }
      if isHire { hireEnd = UInt32(numbers.count) }
    }
  }

  /// How many sets of 1 to `size` there are of `count` things.
  static func combinations(of count: Int, atMost size: Int) -> Int {
    var (sum, binomial) = (0, 1)
    for chosen in 1...max(1, min(size, count)) where count > 0 {
      binomial = binomial * (count - chosen + 1) / chosen
      sum += binomial
    }
    return sum
  }

  private struct Part: Sendable {
    var numbers: [UInt32] = []
    var starts: [UInt32] = []
    var pairs: [UInt32] = []
    var cappedPairs = 0
    var pairsByCount: [Int]

    init(_ reader: MetaLinkReader, _ pairs: ArraySlice<Int>, in table: MetaLinkTable, most: Int) {
      pairsByCount = [Int](repeating: 0, count: most + 1)
      for pair in pairs {
        let start = numbers.count
        if reader.append(pair, in: table, most: most, to: &numbers) { cappedPairs += 1 }
        guard numbers.count > start else { continue }
        pairsByCount[numbers.count - start] += 1
        numbers.append(MetaLinkRows.end)
        starts.append(UInt32(start))
        self.pairs.append(UInt32(pair))
      }
    }
  }
}
