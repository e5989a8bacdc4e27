/// The best `k` of the candidates it is shown: higher scores first, equal scores by rising key.
///
/// ```swift
/// var best = TopK<Int>(2)
/// best.insert(score: 0.5, key: 7)
/// best.insert(score: 0.9, key: 9)
/// best.insert(score: 0.5, key: 3)
/// best.sorted().map(\.key)  // [9, 3]
/// ```
///
/// The order is total as long as no key is inserted twice, so the answer depends on neither the order of insertion nor
/// the number of threads whose parts were merged, and the best 10 are the first 10 of the best 100. Zeros of either sign
/// are equal scores. Inside is a heap of at most `k` candidates, the worst at its root.
public struct TopK<Key: Comparable & Sendable>: Sendable {
  /// A candidate.
  public struct Entry: Sendable {
    /// Higher is better; never NaN.
    public let score: Float
    /// Decides between equal scores: lower is better.
    public let key: Key

    /// Makes a candidate; the score must not be NaN, which has no place in any order.
    @inlinable
    public init(score: Float, key: Key) {
      precondition(!score.isNaN, "a score must not be NaN")
      (self.score, self.key) = (score, key)
    }

    /// Whether this candidate comes before another. O(1).
    @inlinable
    public func precedes(_ other: Entry) -> Bool {
      score != other.score ? score > other.score : key < other.key
    }
  }

  /// How many candidates are kept at most.
  public let k: Int
  @usableFromInline var heap: [Entry] = []

  /// Makes an empty selection; `k` must not be negative. O(1).
  @inlinable
  public init(_ k: Int) {
    precondition(k >= 0, "k must not be negative")
    self.k = k
    heap.reserveCapacity(min(k, 4096))
  }

  /// How many candidates are kept now.
  @inlinable
  public var count: Int { heap.count }

  /// The candidate that a newcomer must precede to be kept; `nil` while there is room for any. O(1).
  @inlinable
  public var worst: Entry? { heap.count == k ? heap.first : nil }

  /// Shows a candidate; returns whether it is kept for now. The score must not be NaN. O(log k), O(1) when refused.
  @inlinable
  @discardableResult
  public mutating func insert(score: Float, key: Key) -> Bool {
    insert(Entry(score: score, key: key))
  }

  /// Shows a candidate; returns whether it is kept for now. O(log k), O(1) when refused.
  @inlinable
  @discardableResult
  public mutating func insert(_ entry: Entry) -> Bool {
    if heap.count < k {
      heap.append(entry)
      siftUp()
      return true
    }
    guard let root = heap.first, entry.precedes(root) else { return false }
    heap[0] = entry
    siftDown()
    return true
  }

  /// Shows all that another selection kept. O(other.count log k).
  @inlinable
  public mutating func merge(_ other: TopK) {
    for entry in other.heap { insert(entry) }
  }

  /// What is kept, best first. O(count log count).
  @inlinable
  public func sorted() -> [Entry] {
    heap.sorted { $0.precedes($1) }
  }

  @inlinable
  mutating func siftUp() {
    var child = heap.count - 1
    let entry = heap[child]
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[parent].precedes(entry) else { break }
      heap[child] = heap[parent]
      child = parent
    }
    heap[child] = entry
  }

  @inlinable
  mutating func siftDown() {
    let entry = heap[0]
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count, heap[child].precedes(heap[child + 1]) { child += 1 }
      guard entry.precedes(heap[child]) else { break }
      heap[parent] = heap[child]
      parent = child
    }
    heap[parent] = entry
  }
}

extension TopK.Entry: Equatable {}
extension TopK.Entry: Hashable where Key: Hashable {}
