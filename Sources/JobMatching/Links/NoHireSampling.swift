import JobMarket
import MarketStorage
import VectorMath

/// Draws pairs that never happened, where a market has no application that led to nothing: links of hires alone tell nothing
/// of who is not hired.
///
/// For each hire so many other jobs are drawn among those that were offered when it happened, the same for the same seed.
struct NoHireSampling {
  /// How many a hire.
  let aHire: Int
  /// Decides the draws.
  let seed: UInt64

  /// How often a job is drawn anew that was not offered, or that the seeker has a pair with, before a place stays empty.
  private static let attempts = 20

  /// Adds no-hires to the pairs; how many.
  ///
  /// - Throws: `MarketStoreError`. O(jobs + drawn).
  func add(to events: inout HireEvents, from store: MarketStore) throws -> Int {
    var (places, starts, ends) = ([Int32](), [Instant](), [Instant]())
    try store.readJobs { batch in
      for job in batch.map(\.job) {
        places.append(events.jobPlace(job.id))
        starts.append(job.postedAt ?? Instant(milliseconds: .min))
        ends.append(job.expiresAt ?? Instant(milliseconds: .max))
      }
    }
    guard places.count > 1 else { return 0 }
    func key(_ seeker: Int32, _ job: Int32) -> UInt64 { UInt64(seeker) << 32 | UInt64(UInt32(bitPattern: job)) }
    var known = Set(events.pairs.map { key($0.seeker, $0.job) })
    let root = SeededRandom(seed: seed)
    var drawn: [HireEvents.Pair] = []
    for (number, hire) in events.pairs.enumerated() where hire.isHire {
      var random = root.split(UInt64(number))
      for _ in 0..<aHire {
        for _ in 0..<NoHireSampling.attempts {
          let job = random.uniform(below: places.count)
          guard starts[job] <= hire.at, hire.at < ends[job], known.insert(key(hire.seeker, places[job])).inserted
          else { continue }
          drawn.append(
            HireEvents.Pair(seeker: hire.seeker, job: places[job], at: hire.at, isHire: false, isSampled: true))
          break
        }
      }
    }
    events.pairs += drawn
    return drawn.count
  }
}
