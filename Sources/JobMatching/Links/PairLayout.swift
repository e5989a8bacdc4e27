import EntityStandardization
import JobMarket
import LinkGraph
import MarketStorage

/// Lays the pairs of a market out with a number for every value.
///
/// A seeker has a row for every state of their history: what began after an application is unknown to it. Jobs are laid out as
/// they are now, since the record keeps no former text of them.
struct PairLayout {
  let events: HireEvents
  let materials: LinkMaterials
  /// Whether values of jobs without a pair get numbers, too: prior knowledge joins what was never applied to.
  let numbersAll: Bool
  let progress: StageProgress.Handler

  /// Pairs with values, and how many had none to be laid out.
  struct Laid {
    var pairs: HirePairs
    /// Of a seeker or a job that the market no longer has.
    var unknown = 0
  }

  /// Reads jobs and seekers, each once.
  ///
  /// - Throws: `MarketStoreError`, `LinkGraphError`, the file system's errors. O(jobs + seekers + pairs).
  func layOut(_ store: MarketStore, _ vocabularies: inout VocabularyBook) throws -> Laid {
    let (jobs, jobRows) = try layOutJobs(store, &vocabularies)
    let (seekers, seekerRows) = try layOutSeekers(store, &vocabularies)
    var laid = Laid(pairs: HirePairs(seekers: seekers, jobs: jobs))
    for (pair, seeker) in zip(events.pairs, seekerRows) {
      let job = jobRows[Int(pair.job)]
      guard seeker >= 0, job >= 0 else {
        laid.unknown += 1
        continue
      }
      laid.pairs.append(seeker: Int(seeker), job: Int(job), isHire: pair.isHire)
    }
    return laid
  }

  /// The jobs of pairs, and the row of each place.
  private func layOutJobs(
    _ store: MarketStore, _ vocabularies: inout VocabularyBook
  ) throws -> (AttributeTable, [Int32]) {
    var table = AttributeTable(fields: materials.attributes.jobFields.sorted())
    var rows = [Int32](repeating: -1, count: events.jobs.count)
    var isNeeded = [Bool](repeating: false, count: events.jobs.count)
    for pair in events.pairs { isNeeded[Int(pair.job)] = true }
    var source = try EntitySource(materials.entities)
    var memo = PlaceMemo(materials.gazetteer)
    try store.readJobs { batch in
      for stored in batch {
        let place = events.knownJobPlace(stored.job.id).map(Int.init).flatMap { isNeeded[$0] ? $0 : nil }
        guard place != nil || numbersAll else { continue }
        let values = materials.attributes.values(of: stored.job, entities: try source.values(of: stored), &memo)
        let numbers = vocabularies.intern(values)
        if let place { rows[place] = Int32(try table.append(numbers)) }
      }
      progress(StageProgress("lay jobs of pairs out", done: table.rowCount, unit: "jobs"))
    }
    progress(StageProgress("lay jobs of pairs out", done: table.rowCount, unit: "jobs", isFinished: true))
    return (table, rows)
  }

  /// The seekers of pairs, a row a state, and the row of each pair.
  private func layOutSeekers(
    _ store: MarketStore, _ vocabularies: inout VocabularyBook
  ) throws -> (AttributeTable, [Int32]) {
    var table = AttributeTable(fields: materials.attributes.seekerFields.sorted())
    var rows = [Int32](repeating: -1, count: events.pairs.count)
    let (starts, order) = pairsBySeeker()
    var memo = PlaceMemo(materials.gazetteer)
    var done = 0
    try store.readSeekers { batch in
      for seeker in batch.map(\.seeker) {
        guard let place = events.seekerPlace(seeker.id).map(Int.init) else { continue }
        // States by what had begun: the same positions, the same values.
        var states: [[Bool]: Int32] = [:]
        for pair in order[starts[place]..<starts[place + 1]] {
          let moment = events.pairs[pair].at
          var began = seeker.positions.map { $0.start.map { $0 < moment } ?? true }
          let concludedFrom = Int(events.pairs[pair].concludedFrom)
          if began.indices.contains(concludedFrom) { began[concludedFrom] = false }
          if let row = states[began] {
            rows[pair] = row
            continue
          }
          var then = seeker
          then.positions = zip(seeker.positions, began).filter(\.1).map(\.0)
          let values = materials.values(of: then, before: moment, &memo)
          let row = Int32(try table.append(vocabularies.intern(values)))
          (states[began], rows[pair]) = (row, row)
        }
        done += 1
      }
      progress(StageProgress("lay seekers of pairs out", done: done, of: events.seekers.count, unit: "seekers"))
    }
    progress(StageProgress("lay seekers of pairs out", done: done, of: done, unit: "seekers", isFinished: true))
    return (table, rows)
  }

  /// Pairs in the order of their seekers' places, and where each seeker's begin.
  private func pairsBySeeker() -> (starts: [Int], order: [Int]) {
    var starts = [Int](repeating: 0, count: events.seekers.count + 1)
    for pair in events.pairs { starts[Int(pair.seeker) + 1] += 1 }
    for place in events.seekers.indices { starts[place + 1] += starts[place] }
    var (next, order) = (starts, [Int](repeating: 0, count: events.pairs.count))
    for (index, pair) in events.pairs.enumerated() {
      order[next[Int(pair.seeker)]] = index
      next[Int(pair.seeker)] += 1
    }
    return (starts, order)
  }
}
