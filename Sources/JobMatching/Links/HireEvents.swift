import JobMarket
import MarketStorage

/// Who applied to which job and what came of it, as a market's record has it (PAPER 2.1): a pair each once.
struct HireEvents {
  /// A pair.
  struct Pair {
    /// Its seeker's place in `seekers`.
    var seeker: Int32
    /// Its job's place in `jobs`.
    var job: Int32
    /// When the seeker applied first; when they were hired, where no application is known.
    var at: Instant
    /// Whether it came to a hire.
    var isHire: Bool
    /// Whether it was drawn, and never happened.
    var isSampled = false
    /// The place of the position that the hire was concluded from, which counts as unknown then; −1 for none.
    var concludedFrom: Int32 = -1
  }

  /// The ids of seekers, in the order of coming.
  private(set) var seekers: [String] = []
  /// The ids of jobs.
  private(set) var jobs: [String] = []
  /// The pairs, applications by time, then hires without one.
  var pairs: [Pair] = []
  /// Hires of a time before their application: neither a hire nor none is learned from them.
  private(set) var hiresBeforeApplication = 0
  /// Hires of which no application is known.
  private(set) var hiresWithoutApplication = 0
  private var seekerPlaces: [String: Int32] = [:]
  private var jobPlaces: [String: Int32] = [:]

  /// Reads what happened up to a moment.
  ///
  /// - Parameters:
  ///   - derived: hires in place of those of the record, and applications that are neither hire nor no-hire.
  ///   - asOf: nothing later is read; a hire of later is none yet.
  /// - Throws: `MarketStoreError`. O(events).
  init(
    _ store: MarketStore, derived: MarketDerivedHires? = nil, asOf: Instant?, progress: StageProgress.Handler
  ) throws {
    // A range leaves its end out; what happened at the moment itself is known.
    let times = asOf.map { Instant(milliseconds: .min)..<Instant(milliseconds: $0.milliseconds &+ 1) }
    var hired: [UInt64: Instant] = [:]
    func add(_ hires: [Hire]) {
      for hire in hires where asOf.map({ hire.at <= $0 }) ?? true {
        let pair = key(hire.seeker, hire.job)
        hired[pair] = min(hired[pair] ?? hire.at, hire.at)
      }
    }
    if let derived { add(derived.hires.map(\.hire)) } else { try store.readHires(in: times) { add($0) } }
    var applied: Set<UInt64> = []
    var done = 0
    let step = "read applications and hires"
    try store.readEngagements(in: times) { batch in
      for engagement in batch where engagement.kind == .apply {
        let pair = key(engagement.seeker, engagement.job)
        guard applied.insert(pair).inserted else { continue }
        if let derived, derived.undecided.contains([engagement.seeker, engagement.job]) { continue }
        if let hire = hired[pair], hire < engagement.at {
          hiresBeforeApplication += 1
          continue
        }
        pairs.append(self.pair(pair, at: engagement.at, isHire: hired[pair] != nil))
        if let place = derived?.positions[[engagement.seeker, engagement.job]] {
          pairs[pairs.count - 1].concludedFrom = Int32(place)
        }
      }
      done += batch.count
      progress(StageProgress(step, done: done, unit: "events"))
    }
    // In the order of keys, which is that of coming: a dictionary has none of its own.
    for (pair, at) in hired.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) where !applied.contains(pair) {
      hiresWithoutApplication += 1
      pairs.append(self.pair(pair, at: at, isHire: true))
    }
    progress(StageProgress(step, done: done, unit: "events", isFinished: true))
  }

  private mutating func key(_ seeker: String, _ job: String) -> UInt64 {
    UInt64(HireEvents.place(seeker, &seekers, &seekerPlaces)) << 32 | UInt64(HireEvents.place(job, &jobs, &jobPlaces))
  }

  private func pair(_ key: UInt64, at: Instant, isHire: Bool) -> Pair {
    Pair(seeker: Int32(key >> 32), job: Int32(truncatingIfNeeded: key), at: at, isHire: isHire)
  }

  private static func place(_ id: String, _ ids: inout [String], _ places: inout [String: Int32]) -> Int32 {
    if let place = places[id] { return place }
    let place = Int32(ids.count)
    ids.append(id)
    places[id] = place
    return place
  }

  /// The place of a seeker's id, if there is a pair of theirs.
  func seekerPlace(_ id: String) -> Int32? { seekerPlaces[id] }

  /// The place of a job's id, given now where there was none.
  mutating func jobPlace(_ id: String) -> Int32 { HireEvents.place(id, &jobs, &jobPlaces) }

  /// The place of a job's id, if there is a pair of it.
  func knownJobPlace(_ id: String) -> Int32? { jobPlaces[id] }
}
