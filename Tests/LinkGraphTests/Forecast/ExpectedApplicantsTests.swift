import LinkGraph
import Testing
import VectorMath

@Suite("How many will apply")
struct ExpectedApplicantsTests {
  @Test("Known quantiles: 10 fair coins, nobody, and everybody")
  func known() {
    // The binomial distribution of 10 fair coins: P(X ≤ 1) = 0.0107, P(X ≤ 2) = 0.0547, P(X ≤ 8) = 0.9893.
    let coins = ExpectedApplicants([Double](repeating: 0.5, count: 10))
    #expect(coins.mean == 5 && coins.lower == 2 && coins.upper == 8 && coins.method == .exact)
    let none = ExpectedApplicants([])
    #expect(none.mean == 0 && none.lower == 0 && none.upper == 0)
    let sure = ExpectedApplicants([1, 1, 1])
    #expect(sure.lower == 3 && sure.upper == 3)
    // Poisson of mean 5 in the limit: 1 to 10.
    let many = ExpectedApplicants([Double](repeating: 5e-5, count: 100_000))
    #expect(abs(many.mean - 5) < 1e-9 && many.lower == 1 && many.upper == 10 && many.method == .exact)
  }

  @Test("The normal interval meets the exact one where one passes into the other")
  func normal() {
    let below = ExpectedApplicants([Double](repeating: 0.02, count: 20_000))
    let above = ExpectedApplicants([Double](repeating: 0.02, count: 20_001))
    #expect(below.method == .exact && above.method == .normal)
    #expect(abs(below.lower - above.lower) <= 1 && abs(below.upper - above.upper) <= 1)
    #expect(below.lower < 365 && below.upper > 435)
  }

  @Test("Covers about 95 in 100 of what its own model draws")
  func coverage() {
    var random = SeededRandom(seed: 41)
    var (inside, trials) = (0, 0)
    for _ in 0..<40 {
      let people = (0..<random.uniform(in: 20...200)).map { _ in
        SeekerActivity(applications: random.uniform(in: 0...6), reachableJobs: random.uniform(in: 1...20))
      }
      let interval = ExpectedApplicants(people.map { $0.probability(share: 0.5) })
      for _ in 0..<50 {
        // What a person sends in the window is Gamma's shape; the rate that it stands for gives the applications ahead.
        let applied = people.count { person in
          let rate = (0..<person.applications).reduce(0.0) { sum, _ in sum - PortableMath.log(1 - random.uniform()) }
          return random.bernoulli(1 - PortableMath.exp(-rate * 0.5 / Double(person.reachableJobs)))
        }
        trials += 1
        if (interval.lower...interval.upper).contains(applied) { inside += 1 }
      }
    }
    let share = Double(inside) / Double(trials)
    #expect(share > 0.94 && share < 0.99)
  }
}
