import Foundation
import JobMarket
import Retrieval
import SearcherConformance
import Testing
import VectorMath

@Suite("Overlays")
struct OverlayTests {
  /// A field that the random jobs have nothing of, and random predicates ask about.
  private static let node = AttributeField.degree
  private static let score = AttributeField.occupation

  /// What is expected of jobs, as the overlays have it.
  private struct Outside {
    var nodes: [JobKey: [ValueID]] = [:]
    var scores: [JobKey: Double] = [:]

    func job(_ job: IndexedJob) -> IndexedJob {
      var job = job
      if let values = nodes[job.key] { job.values[node] = values }
      job.numbers[score] = scores[job.key]
      return job
    }
  }

  private static func values(_ world: inout LiveWorld) -> [ValueID] {
    (0..<world.world.random.uniform(in: 0...3)).map { _ in ValueID(world.world.random.uniform(below: 7)) }
  }

  /// Asks about overlays by every kind of condition and of weight.
  private static func adjust(_ query: inout Query, _ world: inout RandomWorld) {
    if world.random.bernoulli(0.4) {
      query.predicate = query.predicate.and(
        JobPredicate([
          .init(
            world.random.bernoulli(0.5)
              ? .range(score, NumericRange(lower: Double(world.random.uniform(below: 8)))) : .missing(score))
        ]))
    }
    for place in query.scorers.indices {
      if case .weightedTerms(_, let weights, let least, let combination) = query.scorers[place].scorer,
        world.random.bernoulli(0.7)
      {
        query.scorers[place].scorer = .weightedTerms(
          field: node, weights: weights, minimumMatches: least, combining: combination)
      }
    }
  }

  /// A world with both kinds of overlay.
  private static func world(seed: UInt64, count: Int) throws -> (LiveWorld, Outside) {
    var world = try LiveWorld(seed: seed, count: count)
    var outside = Outside()
    for key in world.someKeys(0.8) { outside.nodes[key] = values(&world) }
    for key in world.someKeys(0.6) { outside.scores[key] = Double(world.world.random.uniform(below: 9)) }
    world.index = try world.index.settingOverlay(Overlay(node, id: "1", values: outside.nodes))
      .settingOverlay(Overlay(score, id: "s", numbers: outside.scores))
    return (world, outside)
  }

  @Test("What overlays say is asked about as any field, whatever is set, edited, changed, merged and removed")
  func property() throws {
    for seed in 0..<8 as Range<UInt64> {
      var (world, outside) = try OverlayTests.world(seed: seed, count: [1, 20, 65, 300][Int(seed % 4)])
      for round in 0..<6 {
        world.expectedJob = outside.job
        #expect(try world.violations(8, "world \(seed), round \(round)", adjust: OverlayTests.adjust) == [])
        switch round {
        case 0, 3: try world.change()
        case 1, 4:
          // Of few jobs, then of many.
          let keys = world.someKeys(round == 1 ? 0.03 : 0.6)
          var (nodes, scores) = ([JobKey: [ValueID]](), [JobKey: Double?]())
          for key in keys {
            nodes[key] = OverlayTests.values(&world)
            scores[key] = .some(world.world.random.bernoulli(0.5) ? 4 : nil)
          }
          outside.nodes.merge(nodes) { $1 }
          for (key, score) in scores { outside.scores[key] = score }
          world.index = try world.index.editingOverlay(OverlayTests.node, values: nodes, id: "edit \(round)")
            .editingOverlay(OverlayTests.score, numbers: scores, id: "s")
          #expect(world.index.overlay(of: OverlayTests.node)?.id == "edit \(round)")
        case 2: world = try world.merged()
        default:
          outside.nodes = [:]
          for key in world.someKeys(0.5) { outside.nodes[key] = OverlayTests.values(&world) }
          world.index = try world.index.settingOverlay(Overlay(OverlayTests.node, id: "2", values: outside.nodes))
        }
      }
      world.index = try world.index.removingOverlay(OverlayTests.score)
      outside.scores = [:]
      world.expectedJob = outside.job
      #expect(try world.violations(8, "world \(seed), removed", adjust: OverlayTests.adjust) == [])
      #expect(!world.index.isNumeric(OverlayTests.score))
    }
  }

  @Test("An edit of few jobs moves these alone")
  func edit() throws {
    let (world, _) = try OverlayTests.world(seed: 1, count: 300)
    let keys = Array(world.index.keys.prefix(2)) + [JobKey(rawValue: 777_777)]
    let edited = try world.index.editingOverlay(
      OverlayTests.node, values: Dictionary(uniqueKeysWithValues: keys.map { ($0, [901]) }), id: "2")
    #expect(edited.frequencies(of: OverlayTests.node)[901] == 2)
    #expect(edited.segments.count > world.index.segments.count)
    #expect(edited.segments.dropFirst(world.index.segments.count).reduce(0) { $0 + $1.count } == 2)
    // What is as it was is not moved.
    let same = try edited.editingOverlay(OverlayTests.node, values: [keys[0]: [901]], id: "3")
    #expect(same.segments.count == edited.segments.count && same.overlay(of: OverlayTests.node)?.id == "3")
    // A job that comes later has what was said of it.
    #expect(
      try same.applying([.upsert(IndexedJob(key: keys[2]))]).values(of: keys[2], field: OverlayTests.node) == [901])
  }

  @Test("A kind of overlay gives way to another")
  func kinds() throws {
    let (world, _) = try OverlayTests.world(seed: 2, count: 20)
    let key = world.index.keys[3]
    let index = try world.index.settingOverlay(Overlay(OverlayTests.node, id: "n", numbers: [key: 2]))
    #expect(index.isNumeric(OverlayTests.node) && index.values(of: key, field: OverlayTests.node).isEmpty)
    #expect(index.frequencies(of: OverlayTests.node).isEmpty)
    let predicate = JobPredicate([.init(.range(OverlayTests.node, NumericRange(lower: 2, upper: 2)))])
    let now = Instant(seconds: 5)
    let count = try CPUSearcher(index).count(predicate, asOf: now)
    let (record, isThere) = (world.record[key], try #require(world.record[key]))
    #expect(
      record != nil && count == NaiveSearcher(jobs: [isThere]).retrieve(Query(scorers: [], k: 0, asOf: now)).matching)
    #expect(throws: IndexError.self) { try index.editingOverlay(OverlayTests.node, values: [key: [1]], id: "2") }
  }

  @Test("Names that jobs have, reserved ones, numbers that are none and overlays that are not there are refused")
  func refusals() throws {
    let (world, _) = try OverlayTests.world(seed: 3, count: 20)
    let index = world.index
    let key = index.keys[0]
    let taken = #expect(throws: IndexError.self) { try index.settingOverlay(Overlay(.skill, id: "1", values: [:])) }
    #expect(
      taken?.description
        == "an overlay cannot be called 'skill': jobs have a field of that name; give the overlay another one")
    #expect(throws: IndexError.self) { try index.settingOverlay(Overlay(.pay, id: "1", values: [:])) }
    #expect(throws: IndexError.self) { try index.settingOverlay(Overlay(.place, id: "1", numbers: [:])) }
    #expect(throws: IndexError.self) { try Overlay(.postedAt, id: "1", numbers: [:]) }
    #expect(throws: IndexError.self) { try Overlay(#require(AttributeField("gender")), id: "1", values: [:]) }
    #expect(throws: IndexError.self) { try Overlay(OverlayTests.score, id: "1", numbers: [key: .infinity]) }
    #expect(throws: IndexError.self) { try index.editingOverlay(OverlayTests.score, numbers: [key: .nan], id: "1") }
    #expect(throws: IndexError.self) { try index.editingOverlay(OverlayTests.score, values: [key: [1]], id: "1") }
    let absent = #expect(throws: IndexError.self) { try index.removingOverlay(.skill) }
    #expect(absent?.description == "the index has no overlay 'skill', but 'degree', 'occupation'")
    var job = IndexedJob(key: key)
    job.values = [OverlayTests.node: [1]]
    let error = #expect(throws: IndexError.self) { try index.applying([.upsert(job)]) }
    #expect(
      error?.description
        == "job \(key.rawValue): field 'degree' is an overlay's, of '1': jobs have none of that name")
    let keys = [JobKey(rawValue: 1), JobKey(rawValue: 2)]
    for (keys, offsets, values) in [
      (keys.reversed(), [0, 1, 2], [1, 2]), (keys, [0, 1], [1]), (keys, [0, 2, 2], [2, 1]), (keys, [0, 2, 2], [1, 1]),
      (keys, [0, 1, 3], [1, 2]),
    ] as [([JobKey], [Int64], [ValueID])] {
      #expect(throws: IndexError.self) {
        try Overlay(OverlayTests.node, id: "1", keys: keys, offsets: offsets, values: values)
      }
    }
    #expect(
      try Overlay(OverlayTests.node, id: "1", keys: keys, offsets: [0, 2, 2], values: [1, 4]).values(of: keys[0]) == [
        1, 4,
      ])
  }

  @Test(
    "An overlay's files are its own: another one, or an edit, writes no file of a segment, and the next query sees it")
  func files() throws {
    var (world, outside) = try OverlayTests.world(seed: 4, count: 65)
    let folder = try IndexFolder()
    let (rows, first, second) = (folder.file("rows"), folder.file("overlay.1"), folder.file("overlay.2"))
    for folder in [rows, first, second] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    let whole = try IndexFolder(world.index)
    #expect(
      try !FolderState(whole.file("segments")).files.keys.contains {
        $0.contains(OverlayTests.node.name) || $0.contains(OverlayTests.score.name)
      })
    try world.index.removingOverlay(OverlayTests.node).removingOverlay(OverlayTests.score).write(to: rows)
    let before = try FolderState(rows)
    try #require(world.index.overlay(of: OverlayTests.node)).write(to: first)

    world.index = try JobIndex(contentsOf: rows).settingOverlay(Overlay(contentsOf: first))
    outside.scores = [:]
    world.expectedJob = outside.job
    #expect(try world.violations(10, "opened", adjust: OverlayTests.adjust) == [])

    let key = world.index.keys[7]
    (outside.nodes[key], outside.nodes[JobKey(rawValue: 0)]) = ([6], [4])
    world.index = try world.index.editingOverlay(
      OverlayTests.node, values: [key: [6], JobKey(rawValue: 0): [4]], id: "edited")
    world.expectedJob = outside.job
    #expect(try world.violations(10, "edited", adjust: OverlayTests.adjust) == [])
    try #require(world.index.overlay(of: OverlayTests.node)).write(to: second)
    let read = try Overlay(contentsOf: second)
    #expect(read.id == "edited" && read.values(of: key) == [6] && read.values(of: JobKey(rawValue: 0)) == [4])
    world.index = try JobIndex(contentsOf: rows).settingOverlay(read)
    #expect(try world.violations(10, "opened with another", adjust: OverlayTests.adjust) == [])
    #expect(before.differences(in: try FolderState(rows)) == [])
    #expect(try FolderState(rows).files.count == before.files.count)

    let numbers = try Overlay(OverlayTests.score, id: "s", numbers: [key: 0.5, JobKey(rawValue: 3): -1])
    try numbers.write(to: second)
    let scores = try Overlay(contentsOf: second)
    #expect(scores.holdsNumbers && scores.number(of: key) == 0.5 && scores.number(of: JobKey(rawValue: 4)) == nil)
  }

  @Test("A damaged overlay is refused", arguments: ["overlay.json", "keys.npy", "values.npy", "values.offsets.npy"])
  func damage(name: String) throws {
    let folder = try IndexFolder()
    try Overlay(OverlayTests.node, id: "1", values: [JobKey(rawValue: 1): [1, 2]]).write(to: folder.url)
    var bytes = try folder.content(name)
    bytes[bytes.count - 1] ^= 1
    try folder.replace(name, bytes)
    let error = #expect(throws: IndexError.self) { try Overlay(contentsOf: folder.url) }
    #expect(error?.description.contains(name) == true)
  }

  @Test("A merge that runs while an overlay is edited goes on; one whose columns are replaced begins again")
  func merging() throws {
    var (world, outside) = try OverlayTests.world(seed: 6, count: 65)
    for isEdit in [true, false] {
      try world.change()
      let live = LiveJobIndex(world.index)
      var policy = MergePolicy()
      (policy.mostDead, policy.growth) = (0, 1_000_000)
      let key = world.index.keys[5]
      var made = 0
      let outcome = try live.merge(in: { $0.segments.indices }, policy) { segments in
        made += 1
        if made == 1 {
          outside.nodes[key] = [5]
          try live.update { index in
            isEdit
              ? try index.editingOverlay(OverlayTests.node, values: [key: [5]], id: "2")
              : try index.settingOverlay(Overlay(OverlayTests.node, id: "2", values: outside.nodes))
          }
        }
        return try IndexSegment(merging: segments)
      }
      if case .merged = outcome {} else { Issue.record("\(outcome)") }
      #expect(made == (isEdit ? 1 : 2))
      world.index = live.snapshot
      world.expectedJob = outside.job
      #expect(try world.violations(20, "edited \(isEdit)", adjust: OverlayTests.adjust) == [])
    }
  }
}
