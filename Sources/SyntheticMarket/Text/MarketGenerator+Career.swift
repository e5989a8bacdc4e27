import JobMarket
import VectorMath

extension MarketGenerator {
  /// Adds the position that came of the market to a seeker's others, as they write it themselves. Drawn from a stream that nothing
  /// else reads. O(the seeker's history).
  func record(_ careers: RecordedCareers, of facts: SeekerFacts, in seeker: inout Seeker) {
    var random = careerStream.split(UInt64(facts.number))
    let (isShown, movesOtherwise) = (random.bernoulli(careers.hireShare), random.bernoulli(careers.otherMoveShare))
    let move: (company: String, occupation: Int, level: Int, start: Instant)
    if let hire = history(ofSeeker: facts.number).hires.first, let number = Int(hire.job.dropFirst("job-".count)) {
      guard isShown else { return }
      let job = self.facts(ofJob: number)
      move = (CompanyCatalog.name(job.company), job.occupation, job.level, hire.at)
    } else {
      guard movesOtherwise else { return }
      let industry = random.element(of: industryNumbers[OccupationCatalog.all[facts.desired].family])
      let span = configuration.end.days(since: configuration.start)
      move = (
        CompanyCatalog.name(companies.draw(industry: industry, using: &random)), facts.desired, facts.level,
        configuration.start.advanced(byDays: random.uniform() * span)
      )
    }
    if let last = seeker.positions.first, last.end == nil, last.start.map({ $0 < move.start }) ?? true {
      seeker.positions[0].end = move.start
    }
    var position = Seeker.Position(
      title: spelledTitle(move.occupation, move.level, using: &random),
      company: spelled(move.company, careers, using: &random), start: move.start)
    let date = move.start.date
    if random.bernoulli(careers.monthShare) {
      position.start = CivilDate(year: date.year, month: date.month, day: 1)?.startOfDay
    }
    if random.bernoulli(careers.undatedShare) { position.start = nil }
    seeker.positions.insert(position, at: 0)
  }

  private func spelled(_ company: String, _ careers: RecordedCareers, using random: inout SeededRandom) -> String {
    if random.bernoulli(careers.misspelledShare) {
      var letters = Array(company)
      letters.remove(at: 1 + random.uniform(below: letters.count - 2))
      return String(letters)
    }
    guard random.bernoulli(careers.spellingShare) else { return company }
    switch random.uniform(below: 6) {
    case 0: return company + random.element(of: [", Inc.", " LLC", " Ltd.", " Corp"])
    case 1: return company.uppercased()
    case 2: return "The " + company
    case 3: return company + random.element(of: [" Group", " Holdings", " International"])
    case 4: return company + random.element(of: [" (part time)", " - Head Office", " Online"])
    default: return String(company.prefix { $0 != " " })
    }
  }
}
