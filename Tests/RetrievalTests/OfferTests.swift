import Dispatch
import JobMarket
import Retrieval
import Synchronization
import Testing
import VectorMath

/// Beginnings and ends of offers at any moment, in any order, from any thread.
@Suite("Offers")
struct OfferTests {
  private static func jobs(_ count: Int, seed: UInt64) -> [IndexedJob] {
    var random = SeededRandom(seed: seed)
    return (0..<count).map { row in
      var job = IndexedJob(key: JobKey(rawValue: Int64(row)))
      // Few moments, so that several offers end at one; and the ends of time.
      if random.bernoulli(0.6) { job.expiresAt = Instant(milliseconds: Int64(random.uniform(below: 50))) }
      if random.bernoulli(0.4) { job.numbers[.postedAt] = Double(random.uniform(below: 60)) - 5 }
      if random.bernoulli(0.05) { job.expiresAt = Instant(milliseconds: random.bernoulli(0.5) ? .min : .max) }
      job.values[.skill] = [ValueID(random.uniform(below: 3))]
      return job
    }
  }

  private static func expected(_ jobs: [IndexedJob], _ predicate: JobPredicate, _ now: Int64) -> [JobKey] {
    jobs.filter { job in
      // An end at the end of time is none.
      let ends = job.expiresAt.map { $0.milliseconds == .max ? false : $0.milliseconds <= now } ?? false
      return predicate.matches(job) && !ends && job.numbers[.postedAt].map { $0 <= Double(now) } ?? true
    }.map(\.key)
  }

  private static func found(_ searcher: CPUSearcher, _ predicate: JobPredicate, _ now: Int64) throws -> [JobKey] {
    let moment = Instant(milliseconds: now)
    let keys = try searcher.retrieve(Query(predicate: predicate, scorers: [], k: 9999, asOf: moment)).jobs.map(\.key)
    #expect(try searcher.count(predicate, asOf: moment) == keys.count)
    return keys
  }

  private static let skill = JobPredicate([.init(.anyOf(.skill, [1]))])

  @Test("Moments in any order leave what is offered then", arguments: [0, 1, 2, 65, 1500])
  func anyOrder(count: Int) throws {
    let jobs = Self.jobs(count, seed: 1)
    let searcher = CPUSearcher(try JobIndex(jobs, textModel: "m", termCount: 0))
    var random = SeededRandom(seed: 2)
    var moments = (Int64(-7)...57).map { $0 } + [.min, .max - 1, 0, 1 << 60, -1 << 60]
    for _ in 0..<2 {
      random.shuffle(&moments)
      for now in moments {
        for predicate in [.all, Self.skill] {
          #expect(try Self.found(searcher, predicate, now) == Self.expected(jobs, predicate, now), "at \(now)")
        }
      }
    }
  }

  @Test("Closing jobs and moving ends are seen at every moment, again and again")
  func changes() throws {
    var jobs = Self.jobs(800, seed: 3)
    var index = try JobIndex(jobs, textModel: "m", termCount: 0)
    var random = SeededRandom(seed: 4)
    for _ in 0..<12 {
      var changes: [IndexChange] = []
      for row in random.sample(random.uniform(in: 0...60), of: jobs.count) {
        let end: Instant? =
          random.bernoulli(0.3)
          ? nil : Instant(milliseconds: random.bernoulli(0.2) ? .min : Int64(random.uniform(below: 50)))
        jobs[row].expiresAt = end
        changes.append(.upsert(jobs[row]))
      }
      changes.append(.remove(JobKey(rawValue: 99_999)))
      let before = CPUSearcher(index)
      let count = try before.count(.all, asOf: Instant(milliseconds: 20))
      index = try index.applying(changes)
      for now in [Int64(-6), 0, 20, 21, 55] {
        #expect(try Self.found(CPUSearcher(index), .all, now) == Self.expected(jobs, .all, now))
      }
      // The one before is a value of its own.
      #expect(try before.count(.all, asOf: Instant(milliseconds: 20)) == count)
    }
  }

  @Test("Many threads that ask about different moments do not disturb each other")
  func threads() throws {
    let jobs = Self.jobs(1500, seed: 5)
    let searcher = CPUSearcher(try JobIndex(jobs, textModel: "m", termCount: 0))
    let expected = (0..<60).map { Self.expected(jobs, Self.skill, Int64($0)).count }
    let wrong = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 16) { thread in
      for step in 0..<200 {
        let now = (step * (2 * thread + 1) + thread) % 60
        let count = try? searcher.count(Self.skill, asOf: Instant(milliseconds: Int64(now)))
        if count != expected[now] { wrong.withLock { $0 += 1 } }
      }
    }
    #expect(wrong.withLock { $0 } == 0)
  }
}
