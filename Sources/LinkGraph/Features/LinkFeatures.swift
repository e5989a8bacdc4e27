/// Which links each pair has (PAPER 2.5): the rows of the regression that weighs links, in compressed sparse rows of 4 bytes a
/// link and 8 a pair.
///
/// ```swift
/// let features = try LinkFeatures(of: pairs, in: links, threads: 2)
/// features.links(of: 0)     // [12, 31], rising numbers in the table
/// features.pairsWithLinks   // 138_405
/// ```
///
/// A pair of more meta links than the cap that the links were learned with is matched by those that the cap leaves, as it was
/// counted: over the pairs that links were learned from, a link stands `hires + noHires` times.
public struct LinkFeatures: Hashable, Sendable {
  /// Where each pair's links begin, and where the last one's end.
  public private(set) var offsets: [Int] = [0]
  /// The links, pair after pair.
  public private(set) var links: [UInt32] = []
  /// How many pairs have a link.
  public private(set) var pairsWithLinks = 0

  /// Matches pairs with links; throws when the pairs lack a field of the links' templates.
  /// O(meta links + steps that a link begins with), the same at any number of threads.
  public init(of pairs: HirePairs, in table: LinkTable, threads: Int = 1) throws {
    let reader = try MetaLinkReader(pairs, templates: table.metaLinks.templates)
    let trie = LinkTrie(table)
    let ranges = pieces(pairs.count, size: 1 << 13)
    let parts = inOrder(ranges.count, threads: max(1, threads), scratch: { [UInt32]() }) { numbers, piece in
      var (links, ends): ([UInt32], [Int]) = ([], [])
      for pair in ranges[piece] {
        numbers.removeAll(keepingCapacity: true)
        _ = reader.append(pair, in: table.metaLinks, most: table.mostMetaLinksAPair, to: &numbers)
        trie.append(among: numbers, to: &links)
        ends.append(links.count)
      }
      return (links: links, ends: ends)
    }
    links.reserveCapacity(parts.reduce(0) { $0 + $1.links.count })
    offsets.reserveCapacity(pairs.count + 1)
    for part in parts {
      let start = links.count
      links.append(contentsOf: part.links)
      for end in part.ends {
        if start + end > offsets[offsets.count - 1] { pairsWithLinks += 1 }
        offsets.append(start + end)
      }
    }
  }

  /// How many pairs there are.
  public var pairCount: Int { offsets.count - 1 }

  /// The links of a pair, rising. O(1).
  public func links(of pair: Int) -> ArraySlice<UInt32> { links[offsets[pair]..<offsets[pair + 1]] }
}
