import Evaluation
import Foundation
import JobMarket
import Testing
import VectorMath

/// Four jobs: two of occupation 0 in group 9, one of occupation 1 in the same group, one of nothing known.
@Suite struct EntityModelTests {
  static let catalog = JobCatalog(
    jobs: (0..<4).map { CatalogedJob(id: "\($0)") }, vectors: (0..<4).map { _ in .zero }, columnCount: 1,
    entities: [
      .occupation: CatalogEntities(ofJob: [[0, 9], [0, 9], [1, 9], []], related: [5: [1]]),
      .skill: CatalogEntities(ofJob: [[3], [], [3, 4], []]),
    ])

  @Test func aRarerValueSaysMore() {
    let model = SharedValues(.occupation, catalog: Self.catalog)
    let (own, group) = (log(5 / 2.0), log(5 / 3.0))
    let scores = model.scores(for: JobHistory(jobs: [0]))
    #expect(isClose(scores, [1, 1, group / (own + group), 0]))
  }

  @Test func theProfileAloneFindsWhatIsRelated() {
    let model = SharedValues(.occupation, catalog: Self.catalog)
    // Nobody offers 5; 1 is beside it.
    #expect(isClose(model.scores(for: JobHistory(jobs: [], entities: [.occupation: [5]])), [0, 0, 1, 0]))
    #expect(model.scores(for: JobHistory(jobs: [3])) == [0, 0, 0, 0])
  }

  @Test func skillsAreSharesOfTheSeekers() {
    let model = SharedValues(.skill, catalog: Self.catalog)
    let (common, rare) = (log(5 / 2.0), log(5 / 1.0))
    let scores = model.scores(for: JobHistory(jobs: [], entities: [.skill: [3, 4]]))
    #expect(isClose(scores, [common / (common + rare), 0, 1, 0]))
    #expect(SharedValues(.degree, catalog: Self.catalog).scores(for: JobHistory(jobs: [0])) == [0, 0, 0, 0])
  }

  @Test func rowsWithEntitiesStandWhereThereAreAny() {
    let names = NextJobModels(catalog: Self.catalog, training: []).all.map(\.name)
    #expect(
      names.suffix(3) == ["entities + TF-IDF", "entities + TF-IDF + location", NextJobModels.entityEngineName])
    let plain = JobCatalog(jobs: Self.catalog.jobs, vectors: Self.catalog.vectors)
    #expect(NextJobModels(catalog: plain, training: []).all.map(\.name).last == NextJobModels.engineName)
  }

  @Test func scoresAreNumbersAndTheSameEveryTime() {
    var random = SeededRandom(seed: 3)
    let catalog = JobCatalog(
      jobs: (0..<40).map { CatalogedJob(id: "\($0)") }, vectors: (0..<40).map { _ in .zero }, columnCount: 1,
      entities: [
        .occupation: CatalogEntities(
          ofJob: (0..<40).map { _ in random.sample(random.uniform(in: 0...4), of: 12).map(ValueID.init) },
          related: Dictionary(uniqueKeysWithValues: (0..<12).map { (ValueID($0), [ValueID(($0 + 1) % 12)]) }))
      ])
    let model = SharedValues(.occupation, catalog: catalog)
    for _ in 0..<50 {
      let history = JobHistory(
        jobs: random.sample(random.uniform(in: 0...6), of: 40),
        entities: [.occupation: random.sample(random.uniform(in: 0...3), of: 20).map(ValueID.init)])
      let scores = model.scores(for: history)
      #expect(scores.allSatisfy { $0 >= 0 && $0 <= 1.000_01 })
      #expect(SharedValues(.occupation, catalog: catalog).scores(for: history) == scores)
    }
  }
}

/// Three occupations: 0 and 1 share a word and abilities, 1 and 2 are related; zones 2, 2 and 5.
@Suite struct OccupationEntityTests {
  typealias Models = NextOccupationModelTests

  static let profiles = OccupationProfiles(
    [
      OccupationProfile(words: SparseVector([(0, 1)]), abilities: [1, 0], zone: 2),
      OccupationProfile(words: SparseVector([(0, 0.6), (1, 0.8)]), abilities: [1, 0], related: [2: 0.7], zone: 2),
      OccupationProfile(words: SparseVector([(2, 1)]), abilities: [0, 3], related: [1: 0.7], zone: 5),
    ], termCount: 3)

  private func model(_ parameters: OccupationEntities.Parameters) -> OccupationEntities {
    OccupationEntities(
      Self.profiles, training: Models.training, popularity: Models.popularity, parameters: parameters)
  }

  private func scores(
    _ past: [Int], _ degree: String? = nil, words: Double = 0, abilities: Double = 0, related: Double = 0,
    zone: Double = 0, popularity: Double = 0
  ) -> [Double] {
    model(.init(words: words, abilities: abilities, related: related, zone: zone, popularity: popularity))
      .scores(for: Models.hire(past, degree: degree, into: 0).history)
  }

  @Test func eachPartByItself() {
    #expect(isClose(scores([0], words: 1), [1, 0.6, 0]))
    #expect(isClose(scores([2], related: 1), [0, 0.7, 0]))
    // 0 and 1 differ from the mean the same way, 2 the opposite way.
    #expect(isClose(scores([0], abilities: 1), [1, 1, -1]))
    // With HS, first jobs passed over, people went into 1 and 0: zone 2. With BA into 1 and 2: 3.5.
    #expect(isClose(scores([0], "HS", zone: 1), [0, 0, -9]))
    #expect(isClose(scores([0], "BA", zone: 1), [-2.25, -2.25, -2.25]))
    #expect(isClose(scores([0], "PhD", zone: 1), [0, 0, 0]))
    #expect(isClose(scores([], popularity: 1), Models.popularity.shares.map { log($0) }))
  }

  @Test func olderJobsCountLess() {
    #expect(isClose(scores([2, 0], words: 1), [1, 0.6, 0.5]))
    #expect(isClose(scores([2, 1, 1, 1, 0], words: 1), [1 + 0.6 * 13 / 12, 0.6 + 13.0 / 12, 0]))
  }

  @Test func anOccupationOfWhichNothingIsKnownScoresANumber() {
    let profiles = OccupationProfiles(Array(repeating: OccupationProfile(), count: 3), termCount: 0)
    let models = NextOccupationModels.all(training: Models.training, candidateCount: 3, profiles: profiles)
    #expect(models.map(\.name).suffix(2) == ["entities + TF-IDF", "Markov, tuned + entities"])
    for past in [[], [0], [2, 1]] {
      for model in models {
        let scores = model.scores(for: Models.hire(past, degree: "BA", into: 0).history)
        #expect(scores.count == 3 && scores.allSatisfy { !$0.isNaN })
      }
    }
  }

  @Test func profilesMustFitTheCandidates() async {
    await #expect(processExitsWith: .failure) {
      _ = OccupationProfiles([OccupationProfile(related: [1: 1])], termCount: 0)
    }
  }
}
