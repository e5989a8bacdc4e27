import JobMarket
import Retrieval
import SearcherConformance
import Testing

@Suite("Aliases of values")
struct AliasTests {
  private static let first: [AttributeField: [ValueID: ValueID]] = [.skill: [0: 3, 4: 3], .country: [5: 6]]
  private static let second: [AttributeField: [ValueID: ValueID]] = [
    .skill: [0: 3, 4: 3, 3: 5], .country: [5: 6, 2: 1], .company: [9: 1],
  ]

  /// Follows successors, a step at a time.
  private static func successor(
    _ value: ValueID, _ field: AttributeField, _ successors: [AttributeField: [ValueID: ValueID]]
  )
    -> ValueID
  {
    var value = value
    while let next = successors[field]?[value] { value = next }
    return value
  }

  private static func job(_ job: IndexedJob, _ successors: [AttributeField: [ValueID: ValueID]]) -> IndexedJob {
    var job = job
    for (field, values) in job.values { job.values[field] = values.map { successor($0, field, successors) } }
    return job
  }

  private static func query(_ query: Query, _ successors: [AttributeField: [ValueID: ValueID]]) -> Query {
    var query = query
    for (place, clause) in query.predicate.clauses.enumerated() {
      query.predicate.clauses[place].literals = clause.literals.map { literal in
        switch literal {
        case .anyOf(let field, let values): .anyOf(field, values.map { successor($0, field, successors) })
        case .noneOf(let field, let values): .noneOf(field, values.map { successor($0, field, successors) })
        default: literal
        }
      }
    }
    for place in query.scorers.indices {
      guard case .weightedTerms(let field, let weights, let least, let combination) = query.scorers[place].scorer else {
        continue
      }
      var mapped: [ValueID: Float] = [:]
      for (value, weight) in weights {
        let new = successor(value, field, successors)
        // What was said of the successor itself counts, else the greatest of those it stands for.
        mapped[new] = weights[new] ?? max(mapped[new] ?? weight, weight)
      }
      // What could be met before can be met now.
      let minimum = least <= weights.count ? min(least, mapped.count) : least
      query.scorers[place].scorer = .weightedTerms(
        field: field, weights: mapped, minimumMatches: minimum, combining: combination)
    }
    return query
  }

  @Test("Old values ask for and answer as their successors, as in an index built anew from jobs that have these")
  func property() throws {
    for seed in 0..<8 as Range<UInt64> {
      var world = try LiveWorld(seed: 40 + seed, count: [2, 20, 65, 300][Int(seed % 4)])
      for successors in [AliasTests.first, AliasTests.second] {
        world.index = world.index.setting(aliases: try #require(ValueAliases(successors: successors)))
        world.expectedJob = { AliasTests.job($0, successors) }
        world.expectedQuery = { AliasTests.query($0, successors) }
        #expect(try world.violations(15, "world \(seed)") == [])
        try world.change()
        #expect(try world.violations(15, "world \(seed), changed") == [])
      }
      var merged = try world.merged()
      #expect(try merged.violations(15, "world \(seed), merged") == [])
    }
  }

  @Test("A job that has the old value and the new one counts once, and either asks for the same")
  func once() throws {
    let jobs = ([[3, 7], [3], [7], [8]] as [[ValueID]]).enumerated().map { place, values in
      var job = IndexedJob(key: JobKey(rawValue: Int64(place)))
      job.values = [.skill: values]
      return job
    }
    let aliases = try #require(ValueAliases(successors: [.skill: [3: 7]]))
    let index = try JobIndex(jobs, textModel: "m", termCount: 0).setting(aliases: aliases)
    #expect(index.aliases == aliases)
    #expect(index.values(of: JobKey(rawValue: 0), field: .skill) == [7])
    #expect(index.frequencies(of: .skill) == [7: 3, 8: 1])
    for searcher in [CPUSearcher(index), InvertedSearcher(index)] as [any JobRetriever & JobCounter] {
      for value in [3, 7] as [ValueID] {
        #expect(try searcher.count(JobPredicate([.init(.anyOf(.skill, [value]))]), asOf: Instant(seconds: 0)) == 3)
        #expect(try searcher.count(JobPredicate([.init(.noneOf(.skill, [value]))]), asOf: Instant(seconds: 0)) == 1)
        let query = Query(
          scorers: [
            WeightedScorer(
              "s", weight: 1, required: true,
              .weightedTerms(field: .skill, weights: [value: 0.5], minimumMatches: 0))
          ], k: 9, asOf: Instant(seconds: 0))
        #expect(try searcher.retrieve(query).jobs.map(\.score) == [0.5, 0.5, 0.5])
      }
    }
  }

  @Test("An alias that is taken back, or leads elsewhere, leaves no trace in jobs: after merges and from files, too")
  func takenBack() throws {
    let jobs = ([[3, 7], [3], [7], [8]] as [[ValueID]]).enumerated().map { place, values in
      var job = IndexedJob(key: JobKey(rawValue: Int64(place)))
      job.values = [.skill: values]
      return job
    }
    func seen(_ index: JobIndex) -> [[ValueID]] { jobs.map { index.values(of: $0.key, field: .skill) } }
    let plain = try JobIndex(jobs[..<2], textModel: "m", termCount: 0)
    let successors = try #require(ValueAliases(successors: [.skill: [3: 7]]))
    let others = try #require(ValueAliases(successors: [.skill: [3: 8, 7: 8]]))
    let renamed = try plain.setting(aliases: successors).applying(jobs[2...].map { .upsert($0) })
    #expect(seen(renamed) == [[7], [7], [7], [8]])
    let folder = try IndexFolder(try renamed.merged())
    let live = LiveJobIndex(renamed)
    var policy = MergePolicy()
    policy.growth = 1000
    let files = try IndexFolder()
    #expect(try live.merge(policy, into: files.url) == .merged(segments: 2, rows: 4))
    for index in [renamed, try renamed.merged(), try folder.opened(), live.snapshot] {
      #expect(seen(index) == [[7], [7], [7], [8]])
      #expect(seen(index.setting(aliases: others)) == [[8], [8], [8], [8]])
      #expect(seen(index.setting(aliases: others).setting(aliases: ValueAliases())) == [[3, 7], [3], [7], [8]])
      let count = try CPUSearcher(index.setting(aliases: ValueAliases()))
        .count(JobPredicate([.init(.anyOf(.skill, [3]))]), asOf: Instant(seconds: 0))
      #expect(count == 2)
    }
  }

  @Test("Columns without an old value stay as they are, and an overlay's values answer as theirs")
  func overlays() throws {
    var world = try LiveWorld(seed: 60, count: 65)
    var nodes: [JobKey: [ValueID]] = [:]
    for key in world.someKeys(0.7) { nodes[key] = [ValueID(world.world.random.uniform(below: 7)), 2] }
    let aliases = try #require(ValueAliases(successors: [.degree: [2: 4, 6: 4]]))
    world.expectedJob = { job in
      var job = job
      job.values[.degree] = nodes[job.key]
      return AliasTests.job(job, [.degree: [2: 4, 6: 4]])
    }
    world.expectedQuery = { AliasTests.query($0, [.degree: [2: 4, 6: 4]]) }
    let plain = world.index
    let overlay = try Overlay(.degree, id: "1", values: nodes)
    // In either order.
    world.index = try plain.settingOverlay(overlay).setting(aliases: aliases)
    #expect(try world.violations(15, "overlay, then aliases") == [])
    world.index = try plain.setting(aliases: aliases).settingOverlay(overlay)
    try world.change()
    #expect(try world.violations(15, "aliases, then overlay, then changes") == [])
    let key = world.index.keys[4]
    nodes[key] = [6]
    world.index = try world.index.editingOverlay(.degree, values: [key: [6]], id: "2")
    let edited = nodes
    world.expectedJob = { job in
      var job = job
      job.values[.degree] = edited[job.key]
      return AliasTests.job(job, [.degree: [2: 4, 6: 4]])
    }
    #expect(try world.violations(15, "edited") == [])
  }
}
