import JobMarket
import LinkGraph
import Testing
import VectorMath

@Suite("The forecast of a draft job")
struct TargetingForecastTests {
  private func targeting(
    _ served: ServedLinks, _ seekers: [Values], _ activity: [SeekerActivity]? = nil, windowDays: Double = 30
  ) throws -> TargetingForecast {
    var table = SeekerNodes()
    for values in seekers { table.append(served.seekerNodes(values)) }
    return try TargetingForecast(
      served, seekers: table,
      activity: activity ?? seekers.map { _ in SeekerActivity(applications: 0, reachableJobs: 1) },
      windowDays: windowDays)
  }

  @Test("Reach, reach by link, and what each value changes")
  func byHand() throws {
    let served = try ServedLinks(try Graphs.cashiers(), by: .ratio, minimumQuality: 0)
    let seekers: [Values] = [
      [.title: [1], .skill: [5]], [.title: [1]], [.skill: [5]], [.skill: [5, 6]], [.title: [8]], [:],
    ]
    let activity = [(3, 1), (0, 1), (1, 10), (0, 1), (9, 1), (9, 1)].map {
      SeekerActivity(applications: $0.0, reachableJobs: $0.1)
    }
    let forecast = try targeting(served, seekers, activity)
    let job = try forecast.forecast(
      job: [.title: [2], .skill: [5]], days: 30, adding: [FieldValue(.title, 3), FieldValue(.skill, 77)])
    #expect(job.reach == 4)
    // Best first: both (1 seeker), the skill (3, 2 of them new), the title (2, 1 of them new).
    #expect(job.links.map(\.node.node) == [1, 2, 0])
    #expect(job.links.map(\.reach) == [1, 3, 2])
    #expect(job.links.map(\.added) == [1, 2, 1])
    #expect(job.without.map(\.value) == [FieldValue(.skill, 5), FieldValue(.title, 2)])
    #expect(job.without.map(\.reach) == [2, 3])
    #expect(job.with.map(\.reach) == [4, 4])
    // 1 − 2^−3 and 1 − 1.1^−1; nobody else who is reached ever applies.
    let expected = [0.875, 1 - 1 / 1.1]
    #expect(abs(job.applicants.mean - expected[0] - expected[1]) < 1e-12)
    #expect(abs(job.without[0].applicants - 0.875) < 1e-12)
    #expect(job.applicants.lower == 0 && job.applicants.upper == 2 && job.applicants.method == .exact)
    #expect(job.days == 30)
    #expect(forecast.candidates(job: [.skill: [5]], limit: 5) == [FieldValue(.title, 2), FieldValue(.title, 3)])
    #expect(forecast.candidates(job: [.title: [2, 3]], limit: 5) == [FieldValue(.skill, 5)])
    #expect(forecast.candidates(job: [:], limit: 2) == [FieldValue(.skill, 5), FieldValue(.title, 2)])
    #expect(forecast.candidates(job: [:], limit: 0).isEmpty)
    let none = try forecast.forecast(job: [.title: [77]], days: 1)
    #expect(none.reach == 0 && none.links.isEmpty && none.without.isEmpty)
    #expect(none.applicants.mean == 0 && none.applicants.lower == 0 && none.applicants.upper == 0)
  }

  @Test("The audience, best first, with the links that reach it")
  func audience() throws {
    let served = try ServedLinks(try Graphs.cashiers(), by: .ratio, minimumQuality: 0)
    let forecast = try targeting(
      served, [[.title: [1]], [.skill: [5]], [:], [.title: [1], .skill: [5]], [.skill: [5]]])
    let all = forecast.audience(job: [.title: [2, 3], .skill: [5]], limit: 10)
    // Ratio 3 through one link or three more, then 2; equals by how many links they have, then by row.
    #expect(all.map(\.seeker) == [3, 1, 4, 0])
    #expect(all.map(\.linkCount) == [4, 1, 1, 2])
    #expect(all[0].links.map(\.node) == [1, 2, 0])
    #expect(all[3].links.map(\.node) == [0, 3])
    #expect(forecast.audience(job: [.title: [2, 3], .skill: [5]], limit: 2) == Array(all.prefix(2)))
    #expect(forecast.audience(job: [.title: [2], .skill: [5]], limit: 1, linkLimit: 0)[0].links.isEmpty)
    #expect(forecast.audience(job: [.title: [2]], limit: 0).isEmpty)
    #expect(forecast.audience(job: [:], limit: 5).isEmpty)
  }

  @Test("Days that are no number above 0 are refused", arguments: [0, -1, .nan, .infinity, 1e9] as [Double])
  func days(days: Double) throws {
    let served = try ServedLinks(try Graphs.cashiers(), by: .ratio, minimumQuality: 0)
    #expect(throws: LinkGraphError.self) { try targeting(served, [], windowDays: days) }
    let forecast = try targeting(served, [])
    #expect(throws: LinkGraphError.self) { try forecast.forecast(job: [:], days: days) }
  }

  @Test("As the definition gives it, on drawn worlds")
  func asDefined() throws {
    var random = SeededRandom(seed: 23)
    var reached = 0
    for seed in 60..<64 as Range<UInt64> {
      let (graph, world) = try Graphs.drawn(seed)
      let served = try ServedLinks(graph, by: .ratio, minimumQuality: 1.2)
      let activity = world.seekers.map { _ in
        SeekerActivity(applications: random.uniform(in: -1...5), reachableJobs: random.uniform(in: 0...9))
      }
      let forecast = try targeting(served, world.seekers, activity, windowDays: 20)
      func joined(_ job: Values) -> [Int: [ServedNode]] {
        var joined: [Int: [ServedNode]] = [:]
        for (row, values) in world.seekers.enumerated() {
          let links = served.joining(seeker: values, job: job)
          if !links.isEmpty { joined[row] = links }
        }
        return joined
      }
      func mean(_ rows: some Sequence<Int>) -> Double {
        rows.reduce(0) { sum, row in
          let rate = 1 + 10.0 / 20 / Double(max(1, activity[row].reachableJobs))
          return sum + 1 - (0..<max(0, activity[row].applications)).reduce(1) { power, _ in power / rate }
        }
      }
      for job in world.jobs.prefix(12) {
        let expected = joined(job)
        let result = try forecast.forecast(job: job, days: 10, adding: [FieldValue(.title, 1), FieldValue(.skill, 3)])
        #expect(result.reach == expected.count)
        #expect(result.links.reduce(0) { $0 + $1.added } == result.reach)
        #expect(abs(result.applicants.mean - mean(expected.keys)) < 1e-9)
        for link in result.links { #expect(link.reach == expected.count { $0.value.contains(link.node) }) }
        for change in result.without {
          var fewer = job
          fewer[change.value.field]?.removeAll { $0 == change.value.value }
          let left = joined(fewer)
          #expect(change.reach == left.count && change.reach <= result.reach)
          #expect(abs(change.applicants - mean(left.keys)) < 1e-9)
        }
        for change in result.with {
          var more = job
          more[change.value.field, default: []].append(change.value.value)
          #expect(change.reach == joined(more).count && change.reach >= result.reach)
        }
        let audience = forecast.audience(job: job, limit: 1000, linkLimit: 1000)
        #expect(Dictionary(uniqueKeysWithValues: audience.map { ($0.seeker, $0.links) }) == expected)
        let ranked = audience.map { ($0.links[0].isPrior ? 1 : 0, -$0.links[0].quality, -$0.linkCount, $0.seeker) }
        #expect(zip(ranked, ranked.dropFirst()).allSatisfy { $0 < $1 })
        #expect(forecast.reach(job: job) == result.reach)
        let won = (0...5 as ClosedRange<ValueID>).flatMap { value in
          World.fields.map { FieldValue($0, value) }
        }.map { value in
          var more = job
          more[value.field, default: []].append(value.value)
          return (value: value, won: joined(more).count - result.reach)
        }.filter { $0.won > 0 }.sorted { ($1.won, $0.value) < ($0.won, $1.value) }
        #expect(forecast.candidates(job: job, limit: 5) == won.prefix(5).map(\.value))
        #expect(forecast.candidates(job: job, limit: 100) == won.map(\.value))
        reached += result.reach
      }
    }
    #expect(reached > 1000)
  }
}
