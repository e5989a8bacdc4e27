import JobMarket
import SyntheticMarket
import Testing

@Suite struct ConfigurationTests {
  @Test func defaultsAreValid() throws {
    let configuration = MarketConfiguration()
    try configuration.validate()
    #expect(configuration.end.iso8601 == "2025-07-01T00:00:00Z")
    #expect(configuration.end.days(since: configuration.start) == 180)
  }

  @Test func everyBadValueIsNamed() {
    let cases: [(String, (inout MarketConfiguration) -> Void)] = [
      ("jobs", { $0.jobs = 0 }), ("jobs", { $0.jobs = 100_000_001 }), ("seekers", { $0.seekers = -1 }),
      ("days", { $0.days = 0 }), ("end", { $0.end = Instant(milliseconds: 0) }),
      ("requestsPerSeeker", { $0.requestsPerSeeker = .nan }), ("resultsPerRequest", { $0.resultsPerRequest = 0 }),
      ("neighbourhoodKilometers", { $0.neighbourhoodKilometers = -1 }), ("repostShare", { $0.repostShare = 1.1 }),
      ("neverShownShare", { $0.neverShownShare = -0.1 }), ("campaignShare", { $0.campaignShare = .infinity }),
      ("hireProbability", { $0.hireProbability = 2 }),
      ("unqualifiedHireProbability", { $0.unqualifiedHireProbability = -1 }),
      ("feedbackProbability", { $0.feedbackProbability = 7 }), ("plantedLinks", { $0.plantedLinks = -1 }),
      ("plantedLinkOdds", { $0.plantedLinkOdds = 0.5 }),
      ("bias.dimension", { $0.bias = PlantedBias(dimension: "height", value: "tall", strength: 1) }),
      ("bias.value", { $0.bias = PlantedBias(dimension: "gender", value: "tall", strength: 1) }),
      (
        "recordedCareers.hireShare",
        {
          $0.recordedCareers = RecordedCareers(); $0.recordedCareers?.hireShare = 1.5
        }
      ),
      (
        "recordedCareers.undatedShare",
        {
          $0.recordedCareers = RecordedCareers(); $0.recordedCareers?.undatedShare = .nan
        }
      ),
      ("bias.strength", { $0.bias = PlantedBias(dimension: "gender", value: "female", strength: -1) }),
    ]
    for (key, spoil) in cases {
      var configuration = MarketConfiguration()
      spoil(&configuration)
      let error = #expect(throws: MarketConfigurationError.self) {
        try MarketGenerator(configuration: configuration, seed: 1)
      }
      #expect(error?.key == key)
      #expect(error?.description.hasPrefix("synthetic market: \(key) is ") == true)
    }
  }
}
