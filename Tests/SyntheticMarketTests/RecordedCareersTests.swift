import JobMarket
import SyntheticMarket
import Testing

/// What profiles show of what came of the market.
@Suite struct RecordedCareersTests {
  private func generator(_ careers: RecordedCareers?) throws -> MarketGenerator {
    try GeneratorTests.generator(seekers: 400) {
      $0.hireProbability = 0.5
      $0.recordedCareers = careers
    }
  }

  @Test func plainProfilesShowEveryHireAndNothingElseChanges() throws {
    var careers = RecordedCareers()
    (careers.hireShare, careers.otherMoveShare, careers.spellingShare) = (1, 0, 0)
    (careers.misspelledShare, careers.monthShare, careers.undatedShare) = (0, 0, 0)
    let (with, without) = (try generator(careers), try generator(nil))
    var hires = 0
    for number in 0..<400 {
      let (seeker, before) = (with.seeker(number), without.seeker(number))
      #expect(with.history(ofSeeker: number) == without.history(ofSeeker: number))
      guard let hire = with.history(ofSeeker: number).hires.first else {
        #expect(seeker == before)
        continue
      }
      hires += 1
      let job = with.job(try HistoryTests.number(hire.job))
      #expect(seeker.positions[0].company == job.company)
      #expect(seeker.positions[0].start == hire.at && seeker.positions[0].end == nil)
      #expect(seeker.positions.count == before.positions.count + 1)
      #expect(seeker.positions.dropFirst().allSatisfy { $0.end.map { $0 <= hire.at } ?? false })
      var rest = seeker
      rest.positions = before.positions
      #expect(rest == before)
    }
    #expect(hires > 50)
    #expect(with.job(17) == without.job(17))
  }

  @Test func sharesAreThoseAskedFor() throws {
    let generator = try generator(RecordedCareers())
    let plain = try self.generator(nil)
    var (hires, shown, others, moved, spelled, months, undated) = (0, 0, 0, 0, 0, 0, 0)
    for number in 0..<400 {
      let added = generator.seeker(number).positions.count - plain.seeker(number).positions.count
      let position = generator.seeker(number).positions.first
      if let hire = generator.history(ofSeeker: number).hires.first {
        hires += 1
        shown += added
        guard added == 1, let position else { continue }
        if position.company != generator.job(try HistoryTests.number(hire.job)).company { spelled += 1 }
        if position.start == nil { undated += 1 }
        if let start = position.start, start.date.startOfDay == start { months += 1 }
      } else {
        others += 1
        moved += added
      }
    }
    #expect(abs(Double(shown) / Double(hires) - 0.9) < 0.08)
    #expect(abs(Double(moved) / Double(others) - 0.1) < 0.06)
    #expect(abs(Double(spelled) / Double(shown) - 0.41) < 0.15)
    #expect(abs(Double(months) / Double(shown) - 0.29) < 0.15)
    #expect(undated < shown / 10)
  }
}
