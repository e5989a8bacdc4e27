import Evaluation
import JobMarket
import Testing
import VectorMath

@Suite struct NextJobProtocolTests {
  static let seekers = [[4, 2, 0, 1], [3, 4], [1, 0, 3]].map { JobHistory(jobs: $0) }

  @Test func theLastJobIsTested() {
    let split = NextJobProtocol().split(Self.seekers, for: .test)
    #expect(split.training == [[4, 2, 0], [3, 4], [1, 0]])
    #expect(split.cases.map(\.answer) == [1, 3])
    #expect(split.cases.map(\.input.jobs) == [[4, 2, 0], [1, 0]])
    #expect(split.cases.map(\.excluded) == split.cases.map(\.input.jobs))
    #expect(split.coldCases.members == [])
  }

  @Test func theOneBeforeIsTunedOnAndTheLastIsGone() {
    let split = NextJobProtocol().split(Self.seekers, for: .tune)
    #expect(split.training == [[4, 2], [3, 4], [1]])
    #expect(split.cases.map(\.answer) == [0, 0])
    #expect(split.coldCases.members == [0, 1])
  }

  @Test func fewJobsAreLearnedFromOnly() {
    let split = NextJobProtocol(leastJobs: 4).split(Self.seekers, for: .test)
    #expect(split.training == [[4, 2, 0], [3, 4], [1, 0, 3]])
    #expect(split.cases.count == 1)
  }

  @Test func profilesStayWithTheirSeeker() {
    let profile = SparseVector([(0, 1)])
    let split = NextJobProtocol().split([JobHistory(jobs: [0, 1, 2], profile: profile)], for: .test)
    #expect(split.cases.first?.input == JobHistory(jobs: [0, 1], profile: profile))
  }

  @Test func tooFewOrRepeatedJobsAreRefused() async {
    await #expect(processExitsWith: .failure) { _ = NextJobProtocol(leastJobs: 2) }
    await #expect(processExitsWith: .failure) { _ = JobHistory(jobs: [1, 2, 1]) }
  }
}

/// What tells jobs that somebody has seen from those nobody has must stay out of content models: it points at the answers.
@Suite struct ViewLeakTests {
  static let world = RandomJobs(seed: 11)
  static let split = NextJobProtocol().split(world.seekers, for: .test)

  static func ranks(_ training: [[Int]], content: Bool) -> [[Int]] {
    let models = NextJobModels(catalog: world.catalog, training: training)
    return (content ? models.content : models.collaborative).map {
      FullRanking(neutralOrder: world.catalog.neutralOrder).ranks(of: split.cases, by: $0)
    }
  }

  @Test func contentDoesNotChangeWithOthersViews() {
    let honest = Self.ranks(Self.split.training, content: true)
    var random = SeededRandom(seed: 1)
    var renumbering = Array(0..<60)
    random.shuffle(&renumbering)
    let permuted = Self.split.training.map { $0.map { renumbering[$0] } }
    let reversed = Self.split.training.map { Array($0.reversed()) }
    let removed = Self.split.training.map { _ in [Int]() }
    let repeated = Self.split.training + Self.split.training.prefix(20)
    for training in [permuted, reversed, removed, repeated] {
      #expect(Self.ranks(training, content: true) == honest)
    }
  }

  @Test func modelsThatLearnFromViewsDoChange() {
    // Else the test above would pass for a trial that ignores its training.
    let honest = Self.ranks(Self.split.training, content: false)
    let removed = Self.ranks(Self.split.training.map { _ in [] }, content: false)
    #expect(zip(honest, removed).allSatisfy { $0 != $1 })
  }

  @Test func aFlagForUnseenJobsWouldFindTheAnswers() throws {
    // Every seeker ends with a job of their own; all other jobs have been seen, so nothing but the flag can know.
    let count = 60
    let jobs = (0..<count).map { CatalogedJob(id: "job \($0)") }
    let catalog = JobCatalog(jobs: jobs, vectors: jobs.map { _ in SparseVector([(0, 1)]) }, columnCount: 1)
    let seekers = (0..<10).map { seeker in
      JobHistory(jobs: (0..<5).map { 10 + 5 * seeker + $0 } + [seeker])
    }
    let split = NextJobProtocol().split(seekers, for: .test)
    #expect(split.coldCases.members.count == 10)
    let viewed = Set(split.training.joined())
    let flag = MadeUp<JobHistory>("never viewed") { _ in (0..<count).map { viewed.contains($0) ? 0 : 1 } }
    let words = SimilarWords(catalog: catalog)
    let trial = ModelTrial(
      protocol: "leak", cases: split.cases, ranking: FullRanking(neutralOrder: catalog.neutralOrder),
      bootstrap: Bootstrap(resamples: 200, seed: 1))
    let report = trial.report(on: [words, WeightedModels("leak", [(1, words), (1, flag)])])
    let honest = try #require(report.line("TF-IDF on titles", .recall(10)))
    let leaky = try #require(report.line("leak", .recall(10)))
    #expect(leaky.value == 1 && honest.value < 0.5)
    #expect(try #require(report.comparisons.first { $0.k == 10 }).p < 0.05)
  }
}
