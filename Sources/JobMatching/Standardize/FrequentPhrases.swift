/// The most frequent of many phrases, in bounded memory.
///
/// Up to twice the capacity all are counted. Then those that are too rare to be among the most frequent are dropped, after
/// Misra and Gries: what the phrase behind the last place weighs is taken from all, and what weighs nothing goes. A phrase in
/// more than one of so many jobs as the capacity is never lost. Counts are exact until the first drop, later of the time
/// since a phrase was last taken in. The same phrases in the same order give the same result.
///
/// Source: J. Misra, D. Gries, "Finding repeated elements", Science of Computer Programming 2 (1982).
package struct FrequentPhrases: Sendable {
  /// A phrase and where it was seen.
  package struct Entry: Sendable {
    /// How many jobs have it.
    package var jobs: Int
    /// The first of them.
    package var example: String
    /// The text as written there.
    package var text: String
    fileprivate var weight: Int
  }

  private let capacity: Int
  private var entries: [String: Entry] = [:]

  /// Counts nothing yet.
  package init(capacity: Int = 10_000) { self.capacity = capacity }

  /// How many phrases are kept now; at most twice the capacity.
  package var count: Int { entries.count }

  /// Notes a phrase of a job. O(1) on average.
  package mutating func add(_ phrase: String, text: String, example: String) {
    if var entry = entries[phrase] {
      entry.jobs += 1
      entry.weight += 1
      entries[phrase] = entry
      return
    }
    if entries.count >= 2 * capacity { drop() }
    entries[phrase] = Entry(jobs: 1, example: example, text: text, weight: 1)
  }

  private mutating func drop() {
    let weights = entries.values.map(\.weight).sorted(by: >)
    let taken = weights[capacity]
    entries = entries.compactMapValues { entry in
      var entry = entry
      entry.weight -= taken
      return entry.weight > 0 ? entry : nil
    }
  }

  /// The most frequent, equal ones in the order of their letters. O(count · log count).
  package func most(_ count: Int) -> [(phrase: String, entry: Entry)] {
    entries.sorted { ($1.value.jobs, $0.key) < ($0.value.jobs, $1.key) }.prefix(count).map { ($0.key, $0.value) }
  }
}
