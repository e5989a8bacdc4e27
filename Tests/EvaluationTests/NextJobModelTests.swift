import Evaluation
import Foundation
import JobMarket
import Testing
import VectorMath

/// Four jobs worked out by hand: two cashiers in one town, a developer one degree of latitude north in the same state,
/// a developer nowhere.
@Suite struct NextJobModelTests {
  static let catalog = JobCatalog(
    jobs: [
      CatalogedJob(id: "0", city: "a", state: "x", coordinate: Coordinate(latitude: 0, longitude: 0)),
      CatalogedJob(id: "1", city: "a", state: "x", coordinate: Coordinate(latitude: 0, longitude: 0)),
      CatalogedJob(id: "2", city: "b", state: "x", coordinate: Coordinate(latitude: 1, longitude: 0)),
      CatalogedJob(id: "3"),
    ],
    vectors: [[(0, 1)], [(0, 0.6), (1, 0.8)], [(2, 1)], [(2, 1)]].map(SparseVector.init), columnCount: 3)
  static let training = [[0, 1], [0, 1, 2], [3]]
  /// One degree of a meridian in kilometres: π / 180 · 6,371.0088.
  static let degree = 111.195_080

  @Test func popularityCountsViewers() {
    #expect(PopularJobs(training: Self.training, jobCount: 4).scores(for: JobHistory(jobs: [3])) == [2, 2, 1, 1])
  }

  @Test func neighborsShareViewers() {
    let model = NeighboringJobs(training: Self.training, jobCount: 4)
    // Jobs 0 and 1 have both viewers in common, 0 and 2 one of 2 and 1.
    #expect(
      isClose(
        model.scores(for: JobHistory(jobs: [0])), [2e-6, 1 + 2e-6, 1 / 2.0.squareRoot() + 1e-6, 1e-6], within: 1e-12))
    #expect(
      isClose(
        model.scores(for: JobHistory(jobs: [0, 1])), [1 + 2e-6, 1 + 2e-6, 2.0.squareRoot() + 1e-6, 1e-6], within: 1e-12)
    )
    #expect(isClose(model.scores(for: JobHistory(jobs: [3])), [2e-6, 2e-6, 1e-6, 1e-6], within: 1e-12))
  }

  @Test func wordsAreComparedWithTheWholeHistory() {
    let model = SimilarWords(catalog: Self.catalog)
    #expect(isClose(model.scores(for: JobHistory(jobs: [0])), [1, 0.6, 0, 0]))
    // (1.6, 0.8, 0) has length √3.2.
    let length = 3.2.squareRoot()
    #expect(isClose(model.scores(for: JobHistory(jobs: [0, 1])), [1.6 / length, 1.6 / length, 0, 0]))
    #expect(model.scores(for: JobHistory(jobs: [])) == [0, 0, 0, 0])
  }

  @Test func placesAreShared() {
    let model = SharedPlaces(catalog: Self.catalog, city: 1, state: 0.5)
    #expect(model.scores(for: JobHistory(jobs: [0])) == [1.5, 1.5, 0.5, 0])
    #expect(model.scores(for: JobHistory(jobs: [2, 3])) == [0.5, 0.5, 1.5, 0])
    #expect(model.scores(for: JobHistory(jobs: [3])) == [0, 0, 0, 0])
  }

  @Test func nearnessFallsExponentially() {
    let model = NearbyPlaces(catalog: Self.catalog, scale: Self.degree)
    #expect(isClose(model.scores(for: JobHistory(jobs: [0])), [1, 1, exp(-1), 0]))
    #expect(isClose(model.scores(for: JobHistory(jobs: [2])), [exp(-1), exp(-1), 1, 0]))
    #expect(isClose(model.scores(for: JobHistory(jobs: [0, 2, 3])), [1, 1, 1, 0]))
    #expect(model.scores(for: JobHistory(jobs: [3])) == [0, 0, 0, 0])
  }

  @Test func profilesSpeakForThemselves() {
    let model = ProfileWords(catalog: Self.catalog)
    let developer = SparseVector([(1, 0.6), (2, 0.8)])
    #expect(isClose(model.scores(for: JobHistory(jobs: [0], profile: developer)), [0, 0.48, 0.8, 0.8]))
    #expect(model.scores(for: JobHistory(jobs: [0])) == [0, 0, 0, 0])
  }

  @Test func theEngineAddsItsParts() throws {
    let models = NextJobModels(
      catalog: Self.catalog, training: Self.training, parameters: NextJobParameters(scale: Self.degree))
    #expect(Set(models.all.map(\.name)).count == 8)
    func scores(_ name: String) throws -> [Double] {
      let history = JobHistory(jobs: [0], profile: SparseVector([(2, 1)]))
      return try #require(models.all.first { $0.name == name }).scores(for: history)
    }
    #expect(isClose(try scores("TF-IDF + location"), [2.5, 2.1, 0.5, 0]))
    #expect(isClose(try scores("TF-IDF + location + profile"), [2.5, 2.1, 1, 0.5]))
    #expect(isClose(try scores("jobmatch recommend, no place"), [1, 0.6, 0.5, 0.5]))
    #expect(isClose(try scores("jobmatch recommend, no profile"), [3, 2.6, 2 * exp(-1), 0]))
    #expect(isClose(try scores("jobmatch recommend"), [3, 2.6, 2 * exp(-1) + 0.5, 0.5]))
  }

  @Test func nearnessIsThatOfTheHaversine() {
    let world = RandomJobs(seed: 3)
    let model = NearbyPlaces(catalog: world.catalog, scale: 700)
    for seeker in world.seekers {
      let centers = seeker.jobs.compactMap { world.catalog.jobs[$0].coordinate }
      let expected = world.catalog.jobs.map { job in
        job.coordinate.flatMap { point in centers.map { $0.kilometers(to: point) }.min() }.map { exp(-$0 / 700) } ?? 0
      }
      #expect(isClose(model.scores(for: seeker), expected))
    }
  }

  @Test func neighborsAreThoseOfTheWholeMatrix() {
    let world = RandomJobs(seed: 4)
    let training = world.seekers.map(\.jobs)
    let viewers = world.catalog.jobs.indices.map { job in
      Set(training.indices.filter { training[$0].contains(job) })
    }
    let model = NeighboringJobs(training: training, jobCount: 60)
    for seeker in world.seekers.prefix(10) {
      let expected = viewers.indices.map { job in
        seeker.jobs.filter { $0 != job && !viewers[job].isEmpty }.reduce(1e-6 * Double(viewers[job].count)) {
          $0 + Double(viewers[$1].intersection(viewers[job]).count)
            / Double(viewers[$1].count * viewers[job].count).squareRoot()
        }
      }
      #expect(isClose(model.scores(for: seeker), expected, within: 1e-12))
    }
  }
}
