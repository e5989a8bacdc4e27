import JobMarket
import SyntheticMarket
import Testing

@Suite struct GeneratorTests {
  static func generator(
    jobs: Int = 3000, seekers: Int = 1500, seed: UInt64 = 1, _ change: (inout MarketConfiguration) -> Void = { _ in }
  ) throws -> MarketGenerator {
    var configuration = MarketConfiguration()
    configuration.jobs = jobs
    configuration.seekers = seekers
    change(&configuration)
    return try MarketGenerator(configuration: configuration, seed: seed)
  }

  @Test func partsDependOnSeedAndNumberOnly() throws {
    let (first, again, other) = (try Self.generator(), try Self.generator(), try Self.generator(seed: 2))
    for number in [0, 17, 1499] {
      #expect(first.job(number) == again.job(number))
      #expect(first.seeker(number) == again.seeker(number))
      #expect(first.history(ofSeeker: number) == again.history(ofSeeker: number))
      #expect(first.job(number) != other.job(number))
      #expect(first.seeker(number) != other.seeker(number))
    }
  }

  @Test(arguments: [1, 2, 3, 200, 4096, 5000]) func everyJobExistsOnce(jobs: Int) throws {
    let generator = try Self.generator(jobs: jobs, seekers: 1)
    let all = (0..<jobs).map(generator.job)
    #expect(Set(all.map(\.id)).count == jobs)
    // The layout is one to one: were two jobs at one position, they would be the same advert.
    let contents = Set(all.map { "\($0.title)|\($0.company)|\($0.description)|\($0.postedAt?.milliseconds ?? 0)" })
    #expect(contents.count == jobs)
  }

  @Test func jobsAreComplete() throws {
    let generator = try Self.generator()
    let end = generator.configuration.end
    var (closed, expired, reposts) = (0, 0, 0)
    for number in 0..<3000 {
      let job = generator.job(number)
      let posted = try #require(job.postedAt)
      #expect(posted < end && posted >= generator.configuration.start.advanced(byDays: -45))
      #expect(job.expiresAt.map { $0 > posted } ?? true)
      #expect(!job.title.isEmpty && !job.company.isEmpty && job.places.count == 1)
      #expect(job.description.utf8.count > 200)
      if let pay = job.pay {
        let (minimum, maximum) = (try #require(pay.minimum), try #require(pay.maximum))
        #expect(minimum > 0 && minimum <= maximum)
        #expect((6000...600_000).contains(minimum * pay.period.countAYear))
      }
      if job.status == .closed { closed += 1 }
      if job.expiresAt.map({ $0 <= end }) ?? false { expired += 1 }
      if let original = generator.truth.original(ofJob: number) {
        let first = generator.job(original)
        #expect(first.description == job.description && first.company == job.company)
        let before = try #require(first.postedAt)
        #expect(before < posted)
        reposts += 1
      }
    }
    #expect(closed > 300 && expired > 300 && closed < 2700 && expired < 2900)
    #expect(reposts > 20 && reposts < 200)
  }

  @Test func seekersAreComplete() throws {
    let generator = try Self.generator()
    for number in 0..<1500 {
      let seeker = generator.seeker(number)
      #expect(!seeker.headline.isEmpty && seeker.place != nil && seeker.attributes.isEmpty)
      for position in seeker.positions {
        let start = try #require(position.start)
        #expect(position.end.map { start < $0 } ?? true)
        #expect(position.end.map { $0 <= generator.configuration.start } ?? true)
      }
      #expect(seeker.positions.dropFirst().allSatisfy { $0.end != nil })
    }
  }

  @Test func companyNamesAreUnique() throws {
    // The catalogue's size at 10 million jobs.
    let names = (0..<24_000).map(MarketGenerator.companyName)
    #expect(Set(names).count == names.count)
  }

  @Test func plantedLinksAreDifferentAndNamed() throws {
    let links = try Self.generator().truth.links
    #expect(links.count == 24 && Set(links).count == 24)
    #expect(links.allSatisfy { !$0.seeker.isEmpty && !$0.job.isEmpty && $0.odds == 6 })
    #expect(Set(links.flatMap { $0.seeker.map(\.field) }) == [.title, .skill, .major, .company])
    #expect(try Self.generator { $0.plantedLinks = 0 }.truth.links.isEmpty)
  }
}
