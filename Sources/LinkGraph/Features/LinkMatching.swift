/// Finds the pairs of every link: the links are walked as a tree whose steps are meta links, each step over the places of the pairs
/// that have all steps before (as `LinkSearch` grows sets).
///
/// Links stand in an order in which those that begin alike stand together, so that the table is the tree.
struct LinkMatching: Sendable {
  let table: LinkTable
  let rows: MetaLinkRows

  /// Links that have a meta link in the same position after the same others.
  struct Branch: Sendable {
    let member: UInt32
    let links: Range<Int>
  }

  /// Pairs, link after link, in rising order of the links.
  struct Found: Sendable {
    var pairs: [UInt32] = []
    /// A link that has a pair, and where its pairs end.
    var ends: [(link: UInt32, end: Int)] = []
  }

  /// The pairs of all links, a part each few first meta links. O(meta links after the places of each link's beginnings).
  func found(threads: Int) -> [Found] {
    let firsts = branches(of: 0..<table.count, depth: 0)
    var root = Walk(self)
    var places: [UInt64] = []
    let starts = root.deal(
      firsts, from: rows.starts.indices.lazy.map { UInt64(rows.pairs[$0]) << 32 | UInt64(rows.starts[$0]) }, to: &places
    )
    let dealt = places
    let units = LinkMatching.units(starts)
    return inOrder(units.count, threads: threads, scratch: { Walk(self) }) { walk, unit in
      walk.found = Found()
      for index in units[unit] {
        walk.visit(firsts[index].links, depth: 1, places: dealt[starts[index]..<starts[index + 1]])
      }
      return walk.found
    }
  }

  /// The branches of links that are longer than `depth` and alike so far.
  func branches(of links: Range<Int>, depth: Int) -> [Branch] {
    var branches: [Branch] = []
    var start = links.lowerBound
    while start < links.upperBound {
      let member = member(start, depth)
      var end = start + 1
      while end < links.upperBound, self.member(end, depth) == member { end += 1 }
      branches.append(Branch(member: member, links: start..<end))
      start = end
    }
    return branches
  }

  @inline(__always)
  private func member(_ link: Int, _ depth: Int) -> UInt32 {
    table.columns.members[Int(table.columns.offsets[link]) + depth]
  }

  func size(_ link: Int) -> Int { Int(table.columns.offsets[link + 1] - table.columns.offsets[link]) }

  /// First meta links that one thread takes at a time: about as many places as are worth it.
  private static func units(_ starts: [Int]) -> [Range<Int>] {
    var units: [Range<Int>] = []
    var start = 0
    for index in 0..<starts.count - 1 where starts[index + 1] - starts[start] >= 1 << 12 || index == starts.count - 2 {
      units.append(start..<index + 1)
      start = index + 1
    }
    return units
  }
}

extension LinkMatching {
  /// One thread's walk.
  struct Walk {
    let matching: LinkMatching
    var found = Found()
    /// By meta link, its branch from 1; 0 for none, as all are between two uses.
    private var slots: [UInt32]
    private var spare: [[UInt64]] = []

    init(_ matching: LinkMatching) {
      self.matching = matching
      slots = [UInt32](repeating: 0, count: matching.table.metaLinks.count)
    }

    /// Finds the pairs of links that begin with the same `depth` meta links, from the places of the pairs that have these: a pair in
    /// the high half, where it goes on in the low one.
    mutating func visit(_ links: Range<Int>, depth: Int, places: ArraySlice<UInt64>) {
      guard !places.isEmpty else { return }
      var longer = links
      if matching.size(links.lowerBound) == depth {
        for place in places { found.pairs.append(UInt32(place >> 32)) }
        found.ends.append((UInt32(links.lowerBound), found.pairs.count))
        longer = links.dropFirst()
      }
      guard !longer.isEmpty else { return }
      let branches = matching.branches(of: longer, depth: depth)
      var dealt = spare.popLast() ?? []
      let starts = deal(branches, from: places, to: &dealt)
      for (index, branch) in branches.enumerated() {
        visit(branch.links, depth: depth + 1, places: dealt[starts[index]..<starts[index + 1]])
      }
      spare.append(dealt)
    }

    /// The places of each branch, one after the other, and where they begin and end.
    mutating func deal(
      _ branches: [Branch], from places: some Sequence<UInt64>, to dealt: inout [UInt64]
    ) -> [Int] {
      for (index, branch) in branches.enumerated() { slots[Int(branch.member)] = UInt32(index) + 1 }
      var cursors = [Int](repeating: 0, count: branches.count + 1)
      for place in places {
        var index = Int(UInt32(truncatingIfNeeded: place))
        while matching.rows.numbers[index] != MetaLinkRows.end {
          // Slot 0 counts what is on no branch.
          cursors[Int(slots[Int(matching.rows.numbers[index])])] += 1
          index += 1
        }
      }
      cursors[0] = 0
      for index in branches.indices { cursors[index + 1] += cursors[index] }
      let starts = cursors
      if dealt.count < cursors[branches.count] {
        let count = max(cursors[branches.count], 2 * dealt.count)
        dealt = []
        dealt = [UInt64](repeating: 0, count: count)
      }
      for place in places {
        var index = Int(UInt32(truncatingIfNeeded: place))
        while matching.rows.numbers[index] != MetaLinkRows.end {
          let slot = Int(slots[Int(matching.rows.numbers[index])])
          index += 1
          guard slot > 0 else { continue }
          dealt[cursors[slot - 1]] = (place & 0xffff_ffff_0000_0000) | UInt64(index)
          cursors[slot - 1] += 1
        }
      }
      for branch in branches { slots[Int(branch.member)] = 0 }
      return starts
    }
  }
}
