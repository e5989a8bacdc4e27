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

  /// Matches pairs with links; throws when the pairs lack a field of the links' templates, or have more meta links than can be
  /// numbered.
  ///
  /// O(meta links after each beginning of a link in the pairs that have it), the same at any number of threads. Beside the result
  /// it takes 4 bytes a feature and 12 to 24 a meta link of the pairs.
  public init(of pairs: HirePairs, in table: LinkTable, threads: Int = 1) throws {
    var options = MiningOptions()
    (options.threads, options.mostMetaLinksAPair) = (max(1, threads), table.mostMetaLinksAPair)
    let rows = try MetaLinkRows(
      MetaLinkReader(pairs, templates: table.metaLinks.templates), in: table.metaLinks, options: options)
    var parts = LinkMatching(table: table, rows: rows).found(threads: options.threads)
    var counts = [Int](repeating: 0, count: pairs.count + 1)
    for part in parts { for pair in part.pairs { counts[Int(pair) + 1] += 1 } }
    pairsWithLinks = counts.count { $0 > 0 }
    for pair in 0..<pairs.count { counts[pair + 1] += counts[pair] }
    offsets = counts
    links = [UInt32](repeating: 0, count: counts[pairs.count])
    // Links rise from part to part and within each, hence within each pair.
    for index in parts.indices {
      var start = 0
      for (link, end) in parts[index].ends {
        for pair in parts[index].pairs[start..<end] {
          links[counts[Int(pair)]] = link
          counts[Int(pair)] += 1
        }
        start = end
      }
      parts[index] = LinkMatching.Found()
    }
  }

  /// How many pairs there are.
  public var pairCount: Int { offsets.count - 1 }

  /// The links of a pair, rising. O(1).
  public func links(of pair: Int) -> ArraySlice<UInt32> { links[offsets[pair]..<offsets[pair + 1]] }
}
