import JobMarket
import SyntheticMarket
import Testing

/// Events against the truth beneath them.
@Suite struct HistoryTests {
  static func number(_ id: String) throws -> Int {
    try #require(Int(id.drop { $0 != "-" }.dropFirst()))
  }

  @Test func eventsFollowEachOther() throws {
    let generator = try GeneratorTests.generator()
    let (start, end) = (generator.configuration.start, generator.configuration.end)
    var hires = 0
    for number in 0..<250 {
      let history = generator.history(ofSeeker: number)
      let requests = Dictionary(uniqueKeysWithValues: history.requests.map { ($0.id, $0) })
      #expect(history.requests.allSatisfy { $0.at >= start && $0.at < end && $0.seeker == "seeker-\(number)" })
      #expect(zip(history.requests, history.requests.dropFirst()).allSatisfy { $0.at < $1.at })
      #expect(zip(history.engagements, history.engagements.dropFirst()).allSatisfy { $0.at <= $1.at })
      for (id, page) in Dictionary(grouping: history.impressions, by: \.request) {
        let request = try #require(requests[id])
        #expect(page.map(\.rank) == Array(1...page.count) && page.count <= 10)
        #expect(Set(page.map(\.job)).count == page.count)
        #expect(page.allSatisfy { $0.at > request.at })
      }
      let shown = Dictionary(
        history.impressions.map { ($0.request + $0.job, $0.at) }, uniquingKeysWith: { first, _ in first })
      for engagement in history.engagements {
        let request = try #require(engagement.request)
        let impression = try #require(shown[request + engagement.job])
        #expect(engagement.at > impression && engagement.at < end)
        #expect((engagement.dwellSeconds != nil) == (engagement.kind == .view))
      }
      let applied = history.engagements.filter { $0.kind == .apply }
      #expect(applied.map(\.job) == history.applications.map(\.job))
      #expect(Set(applied.map(\.job)).count == applied.count)
      #expect(history.hires.count <= 1)
      for hire in history.hires {
        let application = try #require(history.applications.last)
        #expect(application.job == hire.job && application.isAccepted && application.at < hire.at && hire.at < end)
        #expect(history.engagements.last?.kind == .apply)
        hires += 1
      }
    }
    #expect(hires > 8)
  }

  @Test func onlyOfferedJobsAreShown() throws {
    let generator = try GeneratorTests.generator()
    var shown: Set<Int> = []
    for number in 0..<250 {
      for impression in generator.history(ofSeeker: number).impressions {
        let job = try Self.number(impression.job)
        #expect(generator.truth.isOffered(job: job, at: impression.at.advanced(byMilliseconds: -150)))
        shown.insert(job)
      }
    }
    let hidden = (0..<3000).filter { generator.truth.isNeverShown(job: $0) }
    #expect(hidden.count > 5 && shown.isDisjoint(with: hidden))
    #expect(shown.count > 500 && shown.count < 3000)
  }

  @Test func onlyTheQualifiedAreHiredUnlessNoiseIsAskedFor() throws {
    let strict = try GeneratorTests.generator()
    for number in 0..<250 {
      for hire in strict.history(ofSeeker: number).hires {
        #expect(strict.truth.isQualified(seeker: number, job: try Self.number(hire.job)))
      }
    }
    let noisy = try GeneratorTests.generator { $0.unqualifiedHireProbability = 0.3 }
    var unqualified = 0
    for number in 0..<250 {
      for application in noisy.history(ofSeeker: number).applications {
        let job = try Self.number(application.job)
        #expect(application.isQualified == noisy.truth.isQualified(seeker: number, job: job))
        if application.isAccepted && !application.isQualified { unqualified += 1 }
      }
    }
    #expect(unqualified > 5)
  }

  @Test func clicksRiseWithProbabilityAndFallWithRank() throws {
    let generator = try GeneratorTests.generator(seekers: 400)
    var bins = [(shown: Int, clicked: Int)](repeating: (0, 0), count: 4)
    var ranks = [(shown: Int, expected: Double, clicked: Int)](repeating: (0, 0, 0), count: 11)
    for number in 0..<400 {
      let history = generator.history(ofSeeker: number)
      let clicks = Set(history.engagements.filter { $0.kind == .click }.map { ($0.request ?? "") + $0.job })
      for impression in history.impressions {
        let probability = generator.truth.engagementProbability(seeker: number, job: try Self.number(impression.job))
        let clicked = clicks.contains(impression.request + impression.job) ? 1 : 0
        let bin = probability < 0.02 ? 0 : probability < 0.08 ? 1 : probability < 0.25 ? 2 : 3
        bins[bin] = (bins[bin].shown + 1, bins[bin].clicked + clicked)
        let rank = ranks[impression.rank]
        ranks[impression.rank] = (rank.shown + 1, rank.expected + probability, rank.clicked + clicked)
      }
    }
    #expect(bins.allSatisfy { $0.shown > 100 })
    let rates = bins.map { Double($0.clicked) / Double($0.shown) }
    #expect(zip(rates, rates.dropFirst()).allSatisfy { $0 < $1 })
    // Clicks per expected click: looking fades from the first rank to the last.
    let looks = ranks.dropFirst().map { Double($0.clicked) / $0.expected }
    #expect(abs(looks[0] - 1) < 0.2 && looks[9] < 0.75 * looks[0])
  }

  @Test func plantedLinksRaiseHires() throws {
    let generator = try GeneratorTests.generator(seekers: 500) {
      $0.plantedLinks = 500
      $0.requestsPerSeeker = 8
    }
    var linked = (applied: 0, hired: 0)
    var others = (applied: 0, hired: 0)
    for number in 0..<500 {
      for application in generator.history(ofSeeker: number).applications where application.isQualified {
        let isLinked = !generator.truth.links(joining: number, try Self.number(application.job)).isEmpty
        let hired = application.isAccepted ? 1 : 0
        if isLinked { linked = (linked.applied + 1, linked.hired + hired) }
        if !isLinked { others = (others.applied + 1, others.hired + hired) }
      }
    }
    #expect(linked.applied > 15 && others.applied > 100)
    // Odds of 0.12 and six times those: 0.12 and 0.45.
    #expect(abs(Double(others.hired) / Double(others.applied) - 0.12) < 0.07)
    #expect(abs(Double(linked.hired) / Double(linked.applied) - 0.45) < 0.2)
  }

  @Test func groupsMakeNoDifferenceUnlessBiasIsPlanted() throws {
    func rates(_ bias: PlantedBias?) throws -> (member: Double, other: Double) {
      let generator = try GeneratorTests.generator(seekers: 500) {
        $0.bias = bias
        $0.hireProbability = 0.4
      }
      var counts = [[0, 0], [0, 0]]
      for number in 0..<500 {
        let isMember = generator.groups(ofSeeker: number).contains { $0.value == "female" }
        for application in generator.history(ofSeeker: number).applications where application.isQualified {
          counts[isMember ? 1 : 0][application.isAccepted ? 1 : 0] += 1
        }
      }
      let rates = counts.map { Double($0[1]) / Double($0[0] + $0[1]) }
      return (rates[1], rates[0])
    }
    let fair = try rates(nil)
    #expect(abs(fair.member - fair.other) < 0.15)
    let biased = try rates(PlantedBias(dimension: "gender", value: "female", strength: 2.5))
    #expect(biased.other - biased.member > 0.2)
  }

  @Test func campaignsBelongToTheirJobs() throws {
    let generator = try GeneratorTests.generator()
    let campaigns = (0..<3000).compactMap { generator.campaign(ofJob: $0) }
    #expect((230...370).contains(campaigns.count))
    for campaign in campaigns {
      #expect(campaign.bid > 0 && campaign.dailyBudget >= campaign.bid)
      #expect(campaign.end.map { $0 > campaign.start } ?? true)
      #expect(campaign.start >= generator.configuration.start)
    }
    let flows = (0..<300).flatMap { generator.history(ofSeeker: $0).impressions.map(\.flow) }
    #expect(flows.contains(.promoted) && flows.contains(.organic))
  }
}
