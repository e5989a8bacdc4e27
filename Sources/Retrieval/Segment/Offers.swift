import JobMarket
import Synchronization
import VectorMath

/// When the rows' offers begin and end, in the order of time: which rows are offered at a moment without asking each.
///
/// A moment is a place among the ends and one among the starts; the rows offered at such a pair of places are kept as a bitmap
/// for the queries that follow, since those ask about the same moment or one next to it.
struct Offers: Sendable {
  /// Rows whose offer ends, by rising end, and those ends.
  private let ends: Events<Int64>
  /// Rows whose offer begins at a known moment, by rising start.
  private let starts: Events<Double>
  private let recent = RecentMasks()

  /// Orders the rows by time. O(rows log rows) for those that have an end or a start.
  ///
  /// - Parameters:
  ///   - expiry: the first moment each row is not offered, UTC milliseconds; `Int64.max` for never.
  ///   - posted: the moment each row is first offered; NaN for always; `nil` where no row has one.
  init(expiry: some Collection<Int64>, posted: (some Collection<Double>)?) {
    ends = Events(expiry.enumerated().lazy.filter { $1 != .max }.map { ($1, UInt32($0)) })
    starts = Events((posted.map { Array($0) } ?? []).enumerated().lazy.filter { !$1.isNaN }.map { ($1, UInt32($0)) })
  }

  /// Offers that neither begin nor end.
  init() { self.init(expiry: [Int64](), posted: [Double]()) }

  /// How many rows' offers have ended and how many are yet to begin at a moment. O(log rows).
  private func places(at asOf: Instant) -> (ended: Int, begun: Int) {
    let now = Double(asOf.milliseconds)
    return (ends.place { $0 > asOf.milliseconds }, starts.place { $0 > now })
  }

  /// Whether any row is not offered at a moment. O(log rows).
  func leaveOut(asOf: Instant) -> Bool {
    let (ended, begun) = places(at: asOf)
    return ended > 0 || begun < starts.count
  }

  /// Those of `count` rows that are offered at a moment; `nil` when all are. O(log rows) where a query shortly before asked about a moment between
  /// the same two events, else O(rows / 64 + rows not offered).
  func rows(asOf: Instant, count: Int) -> RowBitmap? {
    let (ended, begun) = places(at: asOf)
    guard ended > 0 || begun < starts.count else { return nil }
    return recent.mask(ended, begun) {
      var bits = Bitset(capacity: count, filled: true)
      for row in ends.rows[..<ended] { bits.remove(Int(row)) }
      for row in starts.rows[begun...] { bits.remove(Int(row)) }
      return RowBitmap(bits)
    }
  }

  /// Rows by rising time, those of one time by number.
  private struct Events<Time: Comparable & Sendable>: Sendable {
    let times: [Time]
    let rows: [UInt32]

    var count: Int { rows.count }

    init(_ events: some Sequence<(Time, UInt32)>) {
      self.init(sorted: events.sorted { ($0.0, $0.1) < ($1.0, $1.1) })
    }

    private init(sorted: [(Time, UInt32)]) { (times, rows) = (sorted.map(\.0), sorted.map(\.1)) }

    /// The first place whose time has passed a bound that all behind it pass too.
    func place(isBehind: (Time) -> Bool) -> Int {
      var (low, high) = (0, times.count)
      while low < high {
        let middle = (low + high) / 2
        if isBehind(times[middle]) { high = middle } else { low = middle + 1 }
      }
      return low
    }
  }

  /// The bitmaps of the last moments asked about.
  private final class RecentMasks: Sendable {
    private static let limit = 4
    private let masks = Mutex<[(ended: Int, begun: Int, rows: RowBitmap)]>([])

    /// The bitmap of a pair of places, made where it is not at hand; two threads may both make it.
    func mask(_ ended: Int, _ begun: Int, _ make: () -> RowBitmap) -> RowBitmap {
      let known = masks.withLock { masks in
        masks.firstIndex { $0.ended == ended && $0.begun == begun }.map { place in
          // The one used last stands first.
          let mask = masks.remove(at: place)
          masks.insert(mask, at: 0)
          return mask.rows
        }
      }
      if let known { return known }
      let made = make()
      masks.withLock { masks in
        masks.insert((ended, begun, made), at: 0)
        if masks.count > RecentMasks.limit { masks.removeLast() }
      }
      return made
    }
  }
}

extension IndexSegment {
  /// Whether any row is dead, or not offered at a moment. O(log rows).
  func hasEnds(around asOf: Instant) -> Bool { dead != nil || offers.leaveOut(asOf: asOf) }

  /// The rows that are alive and offered at a moment; `nil` when all are. See `Offers.rows` and `DeadRows.living`.
  func offeredRows(asOf: Instant) -> RowBitmap? {
    let offered = offers.rows(asOf: asOf, count: count)
    return dead.map { $0.living(among: offered) } ?? offered
  }
}
