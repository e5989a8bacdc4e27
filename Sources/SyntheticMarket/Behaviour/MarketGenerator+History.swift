import JobMarket
import VectorMath

extension MarketGenerator {
  /// What a seeker did: requests, what each showed, clicks by relevance, rank and appeal, applications and hires.
  ///
  /// A function of the configuration, the seed and the seeker's number only. O(requests).
  public func history(ofSeeker seeker: Int) -> SeekerHistory {
    var random = eventStream.split(UInt64(seeker))
    var session = Session(generator: self, seeker: facts(ofSeeker: seeker))
    let count = random.poisson(mean: session.seeker.activity)
    // The last hours are kept free so that what follows a request is over by the end.
    let span = configuration.end.milliseconds - configuration.start.milliseconds - 6 * 3_600_000
    let times = (0..<count).map { _ in configuration.start.milliseconds + Int64(random.uniform() * Double(span)) }
    for (number, time) in times.sorted().enumerated() {
      // A session ends before the next begins: people do one thing at a time.
      let at = max(time, session.clock.milliseconds + 1000)
      guard at < configuration.start.milliseconds + span else { break }
      session.run(number: number, at: Instant(milliseconds: at), random: &random)
      if session.isHired { break }
    }
    return session.history
  }
}

/// One seeker's way through the market.
private struct Session {
  let generator: MarketGenerator
  let seeker: SeekerFacts
  var history = SeekerHistory()
  var clock: Instant
  var isHired = false
  private let id: String
  private var applied: Set<Int> = []

  init(generator: MarketGenerator, seeker: SeekerFacts) {
    (self.generator, self.seeker) = (generator, seeker)
    id = MarketGenerator.seekerID(seeker.number)
    clock = generator.configuration.start
  }

  mutating func run(number: Int, at: Instant, random: inout SeededRandom) {
    let inquiry = generator.inquiry(of: seeker, using: &random)
    let request = Request(
      id: "request-\(seeker.number)-\(number)", seeker: id, query: inquiry.query, filters: inquiry.filters,
      channel: inquiry.channel, at: at)
    history.requests.append(request)
    clock = at.advanced(byMilliseconds: 150)
    let page = generator.page(for: seeker, inquiry: inquiry, at: at, using: &random)
    for (index, shown) in page.enumerated() {
      history.impressions.append(
        Impression(
          request: request.id, job: MarketGenerator.jobID(shown.job.number), rank: index + 1, flow: shown.flow,
          at: clock))
    }
    for (index, shown) in page.enumerated() where !isHired {
      // People look at a list from the top and give up on the way.
      guard random.bernoulli(1 / (1 + 0.15 * Double(index))) else { continue }
      clock = clock.advanced(byMilliseconds: 1500 + Int64(random.exponential(mean: 4000)))
      look(at: shown, request: request.id, random: &random)
    }
  }

  private mutating func look(at shown: ShownJob, request: String, random: inout SeededRandom) {
    let job = shown.job
    let isLinked = generator.links.contains { $0.joins(seeker, job) }
    let probability = generator.engagementProbability(relevance: shown.relevance, job, isLinked: isLinked)
    guard random.bernoulli(probability) else {
      if random.bernoulli(0.02) {
        engage(.dismiss, job, request)
        comment(on: shown, liked: false, random: &random)
      }
      return
    }
    engage(.click, job, request)
    clock = clock.advanced(byMilliseconds: 300)
    let dwell = (random.exponential(mean: 20 + 60 * shown.relevance) * 10).rounded() / 10
    engage(.view, job, request, dwellSeconds: dwell)
    clock = clock.advanced(byMilliseconds: Int64(dwell * 1000))
    if random.bernoulli(0.08) { engage(.save, job, request) }
    comment(on: shown, liked: shown.relevance > 0.75, random: &random)
    let isQualified = generator.isQualified(seeker, job)
    let willing = PortableMath.logistic(-3.6 + 2.5 * shown.relevance + (isQualified ? 1 : 0))
    if random.bernoulli(willing), applied.insert(job.number).inserted {
      apply(to: job, isQualified: isQualified, request: request, random: &random)
    }
  }

  private mutating func apply(to job: JobFacts, isQualified: Bool, request: String, random: inout SeededRandom) {
    clock = clock.advanced(byMilliseconds: 45_000 + Int64(random.exponential(mean: 240_000)))
    engage(.apply, job, request)
    let isAccepted = random.bernoulli(generator.hireProbability(seeker, job))
    history.applications.append(
      SeekerHistory.Application(
        seeker: id, job: MarketGenerator.jobID(job.number), at: clock, isQualified: isQualified, isAccepted: isAccepted)
    )
    guard isAccepted else { return }
    isHired = true
    let begin = clock.advanced(byDays: min(75, 7 + random.exponential(mean: 14)))
    if begin < generator.configuration.end {
      history.hires.append(Hire(seeker: id, job: MarketGenerator.jobID(job.number), at: begin))
    }
  }

  private mutating func engage(
    _ kind: Engagement.Kind, _ job: JobFacts, _ request: String, dwellSeconds: Double? = nil
  ) {
    history.engagements.append(
      Engagement(
        seeker: id, job: MarketGenerator.jobID(job.number), kind: kind, at: clock, dwellSeconds: dwellSeconds,
        request: request))
  }

  private mutating func comment(on shown: ShownJob, liked: Bool, random: inout SeededRandom) {
    guard random.bernoulli(generator.configuration.feedbackProbability * (liked ? 0.5 : 2)) else { return }
    let category = generator.complaint(of: seeker, about: shown.job, liked: liked)
    let text = category.text(using: &random)
    // Most feedback arrives without anybody having sorted it.
    let isSorted = random.bernoulli(0.4)
    clock = clock.advanced(byMilliseconds: 20_000)
    history.feedback.append(
      Feedback(
        seeker: id, job: MarketGenerator.jobID(shown.job.number), text: text,
        category: isSorted ? category.rawValue : "", at: clock))
    history.feedbackCategories.append(category.rawValue)
  }
}
