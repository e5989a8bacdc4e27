import JobMarket

/// The links of many seekers, row after row: 4 bytes a link and 8 a seeker.
///
/// ```swift
/// var seekers = SeekerNodes()
/// seekers.append([0, 31])   // 0, the seeker's row
/// seekers.nodes(of: 0)      // [0, 31]
/// ```
public struct SeekerNodes: Hashable, Sendable {
  /// Where each seeker's links begin, and where the last one's end.
  public private(set) var offsets: [Int] = [0]
  /// The links, seeker after seeker, rising within one.
  public private(set) var nodes: [ValueID] = []

  /// No seeker yet.
  public init() {}

  /// How many seekers there are.
  public var count: Int { offsets.count - 1 }

  /// Adds a seeker and gives the row; links may come in any order, each counts once. Amortized O(links · log links).
  @discardableResult
  public mutating func append(_ seeker: [ValueID]) -> Int {
    var last: ValueID?
    for node in seeker.sorted() where node != last {
      nodes.append(node)
      last = node
    }
    offsets.append(nodes.count)
    return count - 1
  }

  /// The same of links as they serve.
  @discardableResult
  public mutating func append(_ seeker: [ServedNode]) -> Int { append(seeker.map { ValueID($0.node) }) }

  /// A seeker's links, rising. O(1).
  public func nodes(of seeker: Int) -> ArraySlice<ValueID> { nodes[offsets[seeker]..<offsets[seeker + 1]] }
}

/// The seekers of each link: the same table turned over, 4 bytes a link of a seeker and 8 a link.
public struct NodeSeekers: Hashable, Sendable {
  /// How many seekers there are, those without a link, too.
  public let seekerCount: Int
  private let offsets: [Int]
  private let seekers: [UInt32]

  /// Turns seekers' links over. O(links of all seekers + links).
  public init(_ table: SeekerNodes) {
    precondition(table.count <= Int(UInt32.max), "at most 2^32 - 1 seekers")
    var offsets = [Int](repeating: 0, count: table.nodes.reduce(0) { max($0, Int($1) + 1) } + 1)
    for node in table.nodes { offsets[Int(node) + 1] += 1 }
    for node in 0..<offsets.count - 1 { offsets[node + 1] += offsets[node] }
    var (next, seekers) = (offsets, [UInt32](repeating: 0, count: table.nodes.count))
    for seeker in 0..<table.count {
      for node in table.nodes(of: seeker) {
        seekers[next[Int(node)]] = UInt32(seeker)
        next[Int(node)] += 1
      }
    }
    (seekerCount, self.offsets, self.seekers) = (table.count, offsets, seekers)
  }

  /// The seekers of a link, rising; none for a link that no seeker has. O(1).
  public func seekers(of node: Int) -> ArraySlice<UInt32> {
    node + 1 < offsets.count ? seekers[offsets[node]..<offsets[node + 1]] : []
  }

  /// How many seekers have at least one of some links. O(seekers ÷ 64 + their seekers).
  public func reach(of nodes: some Sequence<Int>) -> Int {
    var reached = ReachedSeekers(self)
    for node in nodes { reached.add(node) }
    return reached.count
  }
}

/// Seekers that were reached, each counted once.
struct ReachedSeekers {
  private let table: NodeSeekers
  private var bits: [UInt64]
  private(set) var count = 0

  init(_ table: NodeSeekers) {
    self.table = table
    bits = [UInt64](repeating: 0, count: (table.seekerCount + 63) / 64)
  }

  /// Adds the seekers of a link and says how many are new.
  @discardableResult
  mutating func add(_ node: Int) -> Int {
    let before = count
    for seeker in table.seekers(of: node) {
      let (word, bit) = (Int(seeker >> 6), UInt64(1) << UInt64(seeker & 63))
      if bits[word] & bit == 0 {
        bits[word] |= bit
        count += 1
      }
    }
    return count - before
  }

  /// The seekers, rising.
  var seekers: [UInt32] {
    var found: [UInt32] = []
    found.reserveCapacity(count)
    for (index, word) in bits.enumerated() where word != 0 {
      var left = word
      while left != 0 {
        found.append(UInt32(index << 6 + left.trailingZeroBitCount))
        left &= left - 1
      }
    }
    return found
  }
}
