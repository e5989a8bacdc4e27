import JobMarket

/// What changed from one graph to another, by the texts of the links' values.
///
/// ```swift
/// let difference = LinkDifference(from: before, to: after, by: .ratio, name: market.text)
/// difference.added.count       // 12
/// difference.changed.first     // cashiers with inventory → shift supervisors: 3.2 to 4.5
/// ```
///
/// Each list begins with what changed most; what changed equally stands in order of the names.
public struct LinkDifference: Hashable, Sendable, Codable {
  /// Links that only the later graph has.
  public let added: [Change]
  /// Links that only the earlier graph has.
  public let removed: [Change]
  /// Links that both have, of other counts or another quality.
  public let changed: [Change]
  /// How many links are the same in both.
  public let unchanged: Int

  /// A link before and after.
  public struct Change: Hashable, Sendable, Codable {
    /// The link.
    public let link: [NamedMetaLink]
    /// What it was; `nil` for one that was added.
    public let before: Figures?
    /// What it is; `nil` for one that was removed.
    public let after: Figures?

    /// By how much its quality rose; one that is not there counts as 0.
    public var change: Float { (after?.quality ?? 0) - (before?.quality ?? 0) }
  }

  /// What is known of a link in one graph.
  public struct Figures: Hashable, Sendable, Codable {
    /// Hires that have it.
    public let hires: Int
    /// No-hires that have it.
    public let noHires: Int
    /// The number that ranks it.
    public let quality: Float
    /// Whether it comes from prior knowledge.
    public let isPrior: Bool
  }

  /// Compares two graphs. O(members · log members), and a text a value.
  ///
  /// - Parameters:
  ///   - before: the earlier graph.
  ///   - after: the later graph.
  ///   - ranking: which number counts as the quality; a graph without weights has 0 by regression.
  ///   - name: the text of a value in both graphs.
  ///   - nameAfter: the text of a value in the later graph, where it comes from another market.
  public init(
    from before: HireGraph, to after: HireGraph, by ranking: LinkQuality,
    name: (AttributeField, ValueID) -> String, nameAfter: ((AttributeField, ValueID) -> String)? = nil
  ) {
    var earlier = LinkDifference.figures(before, ranking, name)
    let later = LinkDifference.figures(after, ranking) { nameAfter?($0, $1) ?? name($0, $1) }
    var (added, changed, unchanged): ([Change], [Change], Int) = ([], [], 0)
    for (link, figures) in later {
      let old = earlier.removeValue(forKey: link)
      if old == figures {
        unchanged += 1
      } else if let old {
        changed.append(Change(link: link, before: old, after: figures))
      } else {
        added.append(Change(link: link, before: nil, after: figures))
      }
    }
    let removed = earlier.map { Change(link: $0.key, before: $0.value, after: nil) }
    (self.added, self.removed) = (LinkDifference.sorted(added), LinkDifference.sorted(removed))
    (self.changed, self.unchanged) = (LinkDifference.sorted(changed), unchanged)
  }

  private static func figures(
    _ graph: HireGraph, _ ranking: LinkQuality, _ name: (AttributeField, ValueID) -> String
  ) -> [[NamedMetaLink]: Figures] {
    var figures = [[NamedMetaLink]: Figures](minimumCapacity: graph.count)
    for node in 0..<graph.count {
      let link = graph[node]
      let key = graph.named(node, name: name)
      // Two links of one name, where two values are written alike: the first, which is learned where one is, speaks for both.
      guard figures[key] == nil else { continue }
      figures[key] = Figures(
        hires: link.hires, noHires: link.noHires, quality: graph.learnedQuality(of: node, by: ranking),
        isPrior: link.isPrior)
    }
    return figures
  }

  private static func sorted(_ changes: [Change]) -> [Change] {
    changes.sorted { first, second in
      let (one, other) = (abs(first.change), abs(second.change))
      return one != other ? one > other : first.link.lexicographicallyPrecedes(second.link)
    }
  }
}
