/// When segments of an index are merged in the background: a decision, made of their sizes alone.
///
/// ```swift
/// MergePolicy().merge(of: [.init(rows: 1_000_000, dead: 1_000), .init(rows: 3_000, dead: 0), .init(rows: 2_500, dead: 0)])
/// // 1..<3: the two small ones become one
/// ```
///
/// The tail's smallest segments are merged by whoever adds to them (`JobIndex.mostRowsMergedAtOnce`); a policy is for the rest.
/// The rules, the first that applies:
/// 1. A segment with more than `mostDead` of its rows dead is made anew without them: alone where it stays great beside those
///    behind it by the second rule, else with all of them.
/// 2. The last segments that together have more than a `growth`-th of the living rows of the one before them are merged with
///    it: sizes stay like the digits of a counter, and a row is moved once for each digit.
/// 3. Where there are more than `mostSegments`, the two or more last are merged until there are not.
public struct MergePolicy: Hashable, Sendable {
  /// The share of a segment's rows that may be dead. The default is a fifth: they cost a scan as much as living ones.
  public var mostDead = 0.2
  /// How many segments there may be. The default is eight: each costs a query some ten microseconds.
  public var mostSegments = 8
  /// How many times as great as all behind it a segment is at least. The default is 8.
  public var growth = 8

  /// The policy with its defaults.
  public init() {}

  /// A segment's size.
  public struct Size: Hashable, Sendable {
    /// Its rows, dead ones included.
    public var rows: Int
    /// Those that are dead.
    public var dead: Int

    /// Makes a size.
    public init(rows: Int, dead: Int) { (self.rows, self.dead) = (rows, dead) }

    /// Those that are alive.
    public var living: Int { rows - dead }
  }

  /// Which segments should become one; `nil` where all is well. O(segments).
  ///
  /// - Parameter sizes: of the segments, the oldest first.
  /// - Returns: places that stand together; a single one is made anew without its dead rows.
  public func merge(of sizes: [Size]) -> Range<Int>? {
    if let wasteful = sizes.firstIndex(where: { Double($0.dead) > mostDead * Double($0.rows) && $0.dead > 0 }) {
      return wasteful..<(isCounter(sizes, from: wasteful) ? wasteful + 1 : sizes.count)
    }
    var behind = 0
    var first: Int?
    for place in sizes.indices.reversed() {
      if place < sizes.count - 1, !isGreat(sizes[place], beside: behind) { first = place }
      behind += sizes[place].living
    }
    if let first { return first..<sizes.count }
    guard sizes.count > max(1, mostSegments) else { return nil }
    return max(1, mostSegments) - 1..<sizes.count
  }

  /// Whether a segment would still be great beside those behind it, had it lost its dead rows.
  private func isCounter(_ sizes: [Size], from place: Int) -> Bool {
    isGreat(sizes[place], beside: sizes[(place + 1)...].reduce(0) { $0 + $1.living })
  }

  /// Whether a segment has more than `growth` times so many living rows, whatever `growth` was set to.
  private func isGreat(_ size: Size, beside rows: Int) -> Bool {
    let (least, isBeyond) = growth.multipliedReportingOverflow(by: rows)
    return !isBeyond && size.living > least
  }
}
