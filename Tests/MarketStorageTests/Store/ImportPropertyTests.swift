import JobMarket
import MarketStorage
import Testing

/// A small generator whose numbers follow from its seed.
private struct Generator {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }

  mutating func text() -> String {
    let parts = ["a", "é", "\"", "\\", "\n", "\u{0}", "\u{1F}", "日本", "🙂", " ", "{", "]", "\u{7F}", ",", "e\u{301}"]
    return (0..<below(6)).map { _ in parts[below(parts.count)] }.joined()
  }

  mutating func texts() -> [String] {
    (0..<below(4)).map { _ in text() }
  }

  mutating func number() -> Double {
    let numbers = [0, -0.5, 1e12, Double.leastNonzeroMagnitude, 1.0 / 3, 999_999_999_999.875, -7, 1e11, 123_456.75]
    return numbers[below(numbers.count)]
  }

  mutating func job(ids: Int) -> Job {
    var job = Job(id: "j\(below(ids))", title: text())
    job.description = text()
    job.company = text()
    job.places = texts().map {
      Place($0, coordinate: below(2) == 0 ? nil : Coordinate(latitude: Double(below(180)) / 3, longitude: -0.1))
    }
    job.skills = texts()
    job.pay = below(2) == 0 ? nil : Pay(minimum: number(), maximum: nil, period: .day, currency: text())
    job.openings = below(2) == 0 ? nil : below(5)
    job.postedAt = below(2) == 0 ? nil : Instant(milliseconds: Int64(below(1000)) - 500)
    job.status = below(4) == 0 ? .closed : .open
    for field in [AttributeField.skill, .degree, .company] where below(2) == 0 {
      let values = texts()
      if !values.isEmpty { job.attributes[field] = values }
    }
    return job
  }
}

/// The store against a dictionary that follows the words of `WritePolicy` in the plainest way.
private struct NaiveMarket {
  var jobs: [String: Job] = [:]
  var changes = 0

  mutating func importFile(_ file: [Job], _ policy: MarketRecord.WritePolicy) -> Int {
    var named: Set<String> = []
    var rejected = 0
    for job in file {
      let isFirst = named.insert(job.id).inserted
      guard let known = jobs[job.id] else {
        jobs[job.id] = job
        changes += 1
        continue
      }
      var next = known
      switch policy {
      case .keepFirst: break
      case .replace where !isFirst: rejected += 1
      case .replace: next = job
      case .merge: next = merged(known, job)
      }
      if next != known { changes += 1 }
      jobs[job.id] = next
    }
    return rejected
  }

  func merged(_ old: Job, _ new: Job) -> Job {
    func union<Element: Hashable>(_ old: [Element], _ new: [Element]) -> [Element] {
      new.reduce(into: old) { if !$0.contains($1) { $0.append($1) } }
    }
    var job = old
    if job.title.isEmpty { job.title = new.title }
    if job.description.isEmpty { job.description = new.description }
    if job.company.isEmpty { job.company = new.company }
    job.places = union(old.places, new.places)
    job.skills = union(old.skills, new.skills)
    if job.pay == nil { job.pay = new.pay }
    if job.openings == nil { job.openings = new.openings }
    if job.postedAt == nil { job.postedAt = new.postedAt }
    for (field, values) in new.attributes { job.attributes[field] = union(old.attributes[field] ?? [], values) }
    return job
  }
}

@Suite struct ImportPropertyTests {
  @Test(arguments: 1...8) func theStoreDoesWhatADictionaryDoes(seed: UInt64) throws {
    var generator = Generator(state: seed)
    let folder = try StoreFolder()
    let store = try MarketStore(folder: folder.path)
    var naive = NaiveMarket()
    for _ in 0..<6 {
      let file = (0..<generator.below(60)).map { _ in generator.job(ids: 25) }
      let policy = MarketRecord.WritePolicy.allCases[generator.below(3)]
      let expected = naive.importFile(file, policy)
      let report = try store.load(file.map { .job($0) }, policy: policy)
      #expect(report.rejected == expected)
      #expect(report.read == file.count)
      #expect(report.inserted + report.updated + report.closed + report.unchanged + report.rejected == report.read)
      #expect(try store.latestSequence() == Int64(naive.changes))
      var stored: [Job] = []
      try store.readJobs(batchSize: 7) { stored += $0.map(\.job) }
      #expect(stored.sorted { $0.id < $1.id } == naive.jobs.values.sorted { $0.id < $1.id })
    }
    #expect(try store.fields().count == 3)
  }

  @Test func streamsGoOnAfterAKeyAndByTime() throws {
    let folder = try StoreFolder()
    let store = try MarketStore(folder: folder.path)
    try store.load(
      (1...10).map { .job(Job(id: "j\($0)", title: "t")) } + [.seeker(Seeker(id: "s")), .seeker(Seeker(id: "t"))])
    var batches: [[Int64]] = []
    try store.readJobs(after: JobKey(rawValue: 3), batchSize: 3) { batches.append($0.map(\.key.rawValue)) }
    #expect(batches == [[4, 5, 6], [7, 8, 9], [10]])
    var seekers: [String] = []
    try store.readSeekers(after: 1) { seekers += $0.map(\.seeker.id) }
    #expect(seekers == ["t"])
    let times: [Int64] = [5, 3, 9, 3]
    try store.load(
      times.enumerated().map { offset, time in
        .hire(Hire(seeker: "s", job: "j\(offset + 1)", at: Instant(milliseconds: time)))
      })
    var hires: [Hire] = []
    try store.readHires(batchSize: 2) { hires += $0 }
    #expect(hires.map(\.job) == ["j2", "j4", "j1", "j3"])
    #expect(try store.hires(ofSeeker: "s") == hires)
    hires = []
    try store.readHires(in: Instant(milliseconds: 3)..<Instant(milliseconds: 9)) { hires += $0 }
    #expect(hires.map(\.job) == ["j2", "j4", "j1"])
    #expect(try store.requests(ofSeeker: "nobody").isEmpty)
  }
}
