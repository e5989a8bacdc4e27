import Evaluation
import JobMarket
import VectorMath

/// Scores that a test makes up.
struct MadeUp<Input: Sendable>: RankingModel {
  let name: String
  let formula = "made up"
  let score: @Sendable (Input) -> [Double]

  init(_ name: String = "made up", _ score: @escaping @Sendable (Input) -> [Double]) {
    (self.name, self.score) = (name, score)
  }

  func scores(for input: Input) -> [Double] { score(input) }
}

/// Whether two lists are equal within what rounding explains.
func isClose(_ first: [Double], _ second: [Double], within tolerance: Double = 1e-6) -> Bool {
  first.count == second.count && zip(first, second).allSatisfy { abs($0 - $1) <= tolerance }
}

/// Jobs of a few words each, some without a place, and the seekers who saw them.
struct RandomJobs {
  let catalog: JobCatalog
  let seekers: [JobHistory]

  init(seed: UInt64, jobs count: Int = 60, seekers seekerCount: Int = 40) {
    var random = SeededRandom(seed: seed)
    func words() -> SparseVector {
      SparseVector(random.sample(3, of: 12).map { (UInt32($0), Float(random.uniform(in: 1...2))) }).normalized
    }
    let cities = (0..<8).map { city in
      Coordinate(latitude: random.uniform(in: -60...60), longitude: random.uniform(in: -180...180)).map { (city, $0) }
    }
    let jobs = (0..<count).map { number in
      let place = random.bernoulli(0.9) ? random.element(of: cities) : nil
      return CatalogedJob(
        id: "job \(number)", city: place.map { "city \($0.0)" }, state: place.map { "state \($0.0 / 3)" },
        coordinate: place?.1)
    }
    catalog = JobCatalog(jobs: jobs, vectors: jobs.map { _ in words() }, columnCount: 12)
    seekers = (0..<seekerCount).map { _ in
      var seen = random.sample(random.uniform(in: 1...6), of: count)
      random.shuffle(&seen)
      return JobHistory(jobs: seen, profile: random.bernoulli(0.5) ? words() : .zero)
    }
  }
}
