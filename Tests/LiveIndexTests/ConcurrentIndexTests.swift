import Foundation
import JobMarket
import Retrieval
import Synchronization
import Testing

/// Readers, writers and merges of one index at the same time; `make sanitize` runs these under the thread sanitizer.
@Suite("Concurrent use of an index")
struct ConcurrentIndexTests {
  /// Pairs of jobs that one change writes together.
  private static let pairs = 60
  private static let field = VectorField(name: "v", model: "a", dimension: 5)

  /// Two jobs that say by which write they came.
  private static func pair(_ number: Int, write: Int, models: [VectorField]) -> [IndexChange] {
    [2 * number, 2 * number + 1].map { key in
      var job = IndexedJob(key: JobKey(rawValue: Int64(key)))
      job.numbers[.pay] = Double(write)
      job.values[.skill] = [ValueID(write % 3), 9]
      for field in models {
        job.vectors[field.key] = (0..<field.dimension).map { Float(($0 + write) % 5) }
      }
      return .upsert(job)
    }
  }

  @Test("Readers see whole changes, in order, each job once, and whatever was acknowledged")
  func snapshots() throws {
    let start = (0..<Self.pairs).flatMap { Self.pair($0, write: 0, models: [Self.field]) }
    let live = LiveJobIndex(
      try JobIndex([], textModel: "m", termCount: 1, vectorFields: [Self.field]).applying(start, sequence: 1))
    let (stop, findings, acknowledged) = (Stop(), Findings(), SharedNumber(1))
    let folder = FileManager.default.temporaryDirectory.appending(path: "concurrent-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }

    let writer: @Sendable () throws -> Void = {
      defer { stop.tell() }
      for write in 2...400 {
        let models = live.snapshot.vectorFields
        do {
          try live.apply(
            Self.pair(write * 7 % Self.pairs, write: write, models: models), sequence: Int64(write))
        } catch is IndexError {
          // A model was retired in between: such a job is refused as a whole, and comes without it.
          try live.apply(
            Self.pair(write * 7 % Self.pairs, write: write, models: []), sequence: Int64(write))
        }
        acknowledged.raise(to: Int64(write))
      }
    }
    let merger: @Sendable () throws -> Void = {
      var count = 0
      while !stop.isTold {
        count += 1
        let place = folder.appending(path: String(count))
        if count % 3 == 0 {
          try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
          try live.merge(.all, into: place)
        } else if count % 3 == 1 {
          try live.merge(.all)
        } else {
          try live.mergeTail()
        }
      }
    }
    let swapper: @Sendable () throws -> Void = {
      var count = 0
      while !stop.isTold {
        count += 1
        let model = VectorField(name: "v", model: "m\(count)", dimension: 5)
        try live.update { try $0.addingVectors(model) { [Float($0.rawValue % 5), 1, 0, 0, 0] } }
        let former = live.snapshot.servedModel(of: "v")
        try live.update { try $0.serving(model: model.model, of: "v") }
        if let former { try live.update { try $0.retiring(VectorKey("v", model: former)) } }
        let scores = Dictionary(uniqueKeysWithValues: (0..<40).map { (JobKey(rawValue: Int64($0)), Double(count)) })
        try live.update { try $0.settingOverlay(Overlay(LiveWorld.rank, id: String(count), numbers: scores)) }
        Thread.sleep(forTimeInterval: 0.002)
      }
    }
    let reader: @Sendable (Int) -> @Sendable () throws -> Void = { number in
      {
        var last: Int64 = 0
        var rounds = 0
        while !stop.isTold || rounds < 5 {
          rounds += 1
          let known = acknowledged.value
          let index = live.snapshot
          findings.expect(index.sequence >= known, "acknowledged \(known), seen \(index.sequence)")
          findings.expect(index.sequence >= last, "\(index.sequence) after \(last)")
          last = index.sequence
          var searcher = CPUSearcher(index)
          searcher.threads = number
          guard let model = index.servedModel(of: "v") else { continue }
          var query = Query(
            scorers: [WeightedScorer("v", weight: 1, .vector(field: "v", model: model, [1, 2, 0, 1, 3]))], k: 1000,
            asOf: Instant(seconds: 1))
          let answer = try searcher.retrieve(query)
          let keys = answer.jobs.map(\.key)
          findings.expect(Set(keys).count == keys.count, "a job was seen twice")
          findings.expect(keys.count == 2 * Self.pairs, "\(keys.count) jobs")
          findings.expect(answer.matching == 2 * Self.pairs, "\(answer.matching) match")
          // Both jobs of the pair of the snapshot's own write, by their numbers.
          let write = Double(index.sequence)
          query.predicate = JobPredicate([.init(.range(.pay, NumericRange(lower: write, upper: write)))])
          let written = index.sequence == 1 ? 2 * Self.pairs : 2
          let mine = try searcher.retrieve(query).matching
          // The first write's number is 0.
          findings.expect(mine == written || write == 1, "\(mine) jobs of write \(write)")
          let halves = try (0..<3).map {
            try searcher.count(JobPredicate([.init(.anyOf(.skill, [ValueID($0)]))]), asOf: query.asOf)
          }
          findings.expect(halves.allSatisfy { $0 % 2 == 0 }, "half a pair: \(halves)")
          findings.expect(halves.reduce(0, +) == 2 * Self.pairs, "\(halves)")
        }
      }
    }
    try atOnce([writer, merger, swapper, reader(1), reader(2), reader(3)])
    #expect(findings.all == [])
    #expect(live.snapshot.sequence == 400)
  }

  @Test("Searchers of one snapshot share its memory and agree, over files as well")
  func searchers() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "concurrent-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var generator = StepGenerator(seed: 3, keyBound: 3000)
    var naive = NaiveIndex(LiveWorld.vectorFields)
    _ = naive.perform(generator.flood(2500))
    let index = try JobIndex(
      naive.ordered, textModel: LiveWorld.textModel, termCount: LiveWorld.termCount,
      vectorFields: LiveWorld.vectorFields
    ).applying(naive.ordered.prefix(40).map(IndexChange.upsert), sequence: 2)
    try index.write(to: folder)
    var world = LiveWorld(seed: 4, keyBound: 3000)
    let questions = (0..<60).map { _ in world.question(jobCount: 2000).query }.filter { !naive.refuses($0) }
    let expected = try questions.map { try CPUSearcher(index).retrieve($0).jobs }
    // Opened anew: nothing is checked, made or remembered yet.
    let opened = try JobIndex(contentsOf: folder)
    let findings = Findings()
    try atOnce(
      (0..<4).map { thread in
        {
          for place in questions.indices {
            // Each thread begins elsewhere.
            let number = (place + thread * 13) % questions.count
            var searcher = CPUSearcher(opened)
            searcher.threads = 1 + thread % 3
            let found = try searcher.retrieve(questions[number]).jobs
            findings.expect(found == expected[number], "query \(number) on thread \(thread)")
          }
        }
      })
    #expect(findings.all == [])
  }
}
