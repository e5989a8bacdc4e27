import LinkGraph

/// How many links of each size there are, by how many pairs have them and by how good they are.
///
/// ```swift
/// let sizes = LinkSizes(book.served)
/// sizes.rows[1].learned   // 9_312 links of two pairs of values
/// sizes.rows[1].support   // [7_001, 1_803, 402, 96, 10, 0], one a band of `supportBands`
/// ```
public struct LinkSizes: Sendable, Equatable, Encodable {
  /// The number that quality means: what ranks links, before anybody decided.
  public let ranking: LinkQuality
  /// What the bands of support are called; a link's support is how many pairs have it.
  public let supportBands: [String]
  /// What the bands of quality are called; a lower end belongs to its band, an upper one to the next.
  public let qualityBands: [String]
  /// A row a size, from 1 to the greatest.
  public let rows: [Row]

  /// The links of one size.
  public struct Row: Sendable, Equatable, Encodable {
    /// How many pairs of values a link has.
    public var size: Int
    /// How many links were learned from hires.
    public var learned = 0
    /// How many come from prior knowledge; they have neither support nor a quality of the same scale.
    public var prior = 0
    /// How many of both serve.
    public var serving = 0
    /// Learned ones by `supportBands`.
    public var support: [Int]
    /// Learned ones by `qualityBands`.
    public var quality: [Int]
  }

  private static let supports: [(name: String, from: Int)] = [
    ("1-2", 0), ("3", 3), ("4-5", 4), ("6-10", 6), ("11-20", 11), ("21-50", 21), (">50", 51),
  ]
  private static let ratios: [(name: String, from: Float)] = [
    ("<1", -.infinity), ("1-2", 1), ("2-4", 2), ("4-8", 4), ("8-16", 8), ("≥16", 16),
  ]
  private static let weights: [(name: String, from: Float)] = [
    ("<0", -.infinity), ("0", 0), ("0-0.1", .leastNonzeroMagnitude), ("0.1-0.3", 0.1), ("0.3-1", 0.3), ("≥1", 1),
  ]

  /// Counts a graph's links. O(links · size).
  public init(_ served: ServedLinks) {
    let graph = served.graph
    let qualities = served.ranking == .ratio ? LinkSizes.ratios : LinkSizes.weights
    var rows: [Row] = []
    for node in 0..<graph.count {
      let link = graph[node]
      while rows.count < link.metaLinks.count {
        rows.append(
          Row(
            size: rows.count + 1, support: LinkSizes.supports.map { _ in 0 }, quality: qualities.map { _ in 0 }))
      }
      let row = link.metaLinks.count - 1
      if served.quality(of: node) != nil { rows[row].serving += 1 }
      if link.isPrior {
        rows[row].prior += 1
        continue
      }
      rows[row].learned += 1
      rows[row].support[LinkSizes.supports.lastIndex { $0.from <= link.support } ?? 0] += 1
      let quality = graph.learnedQuality(of: node, by: served.ranking)
      rows[row].quality[qualities.lastIndex { $0.from <= quality } ?? 0] += 1
    }
    // Mining asks for a support of 3 unless told otherwise: a column of nothing would only puzzle.
    if rows.allSatisfy({ $0.support[0] == 0 }) {
      for row in rows.indices { rows[row].support.removeFirst() }
      supportBands = LinkSizes.supports.dropFirst().map(\.name)
    } else {
      supportBands = LinkSizes.supports.map(\.name)
    }
    (ranking, qualityBands, self.rows) = (served.ranking, qualities.map(\.name), rows)
  }
}
