import EntityStandardization
import JobMarket
import LinkGraph
import SyntheticMarket

/// How well hires are derived from applications and profiles, on a synthetic market that knows its hires.
///
/// ```swift
/// let answer = try DerivedHiresEvaluation().answer(seed: 1)
/// answer.precision   // of the derived hires, the share that the market made
/// answer.recall      // of the hires that a profile shows, the share that was derived
/// ```
public struct DerivedHiresEvaluation: Sendable {
  /// The market; its `recordedCareers` are what profiles show. The default is 3,000 jobs and 8,000 seekers of 12 requests.
  public var configuration: MarketConfiguration
  /// What counts as a hire.
  public var options = HireDerivationOptions()

  /// Prepares with the defaults.
  public init() {
    configuration = MarketConfiguration()
    (configuration.jobs, configuration.seekers, configuration.requestsPerSeeker) = (3000, 8000, 12)
    configuration.recordedCareers = RecordedCareers()
  }

  /// What one market gave.
  public struct Answer: Hashable, Sendable, Codable {
    /// Hires that the market made.
    public let hires: Int
    /// Of these, those whose seeker's profile shows a position more than without recorded careers.
    public let shown: Int
    /// Hires that were derived.
    public let derived: Int
    /// Of these, those that the market made: the same seeker and job.
    public let right: Int
    /// The report of the derivation.
    public let report: DerivedHiresReport
    /// Precision and number of derived hires of at least some confidence: 0.3, 0.4, …, 0.9.
    public let byConfidence: [AtLeast]

    /// Derived hires of some confidence at least.
    public struct AtLeast: Hashable, Sendable, Codable {
      /// The confidence.
      public let confidence: Double
      /// How many there are.
      public let derived: Int
      /// How many of them the market made.
      public let right: Int
    }

    /// Right ÷ derived, 0 to 1; 0 of none.
    public var precision: Double { derived > 0 ? Double(right) / Double(derived) : 0 }
    /// Right ÷ hires that a profile shows, 0 to 1; 0 of none.
    public var recall: Double { shown > 0 ? Double(right) / Double(shown) : 0 }
    /// Right ÷ all hires, 0 to 1; 0 of none.
    public var recallOfAll: Double { hires > 0 ? Double(right) / Double(hires) : 0 }
  }

  /// Makes a market and derives its hires. O(the market).
  ///
  /// - Throws: `MarketConfigurationError`, `LinkGraphError`.
  public func answer(seed: UInt64) throws -> Answer {
    let generator = try MarketGenerator(configuration: configuration, seed: seed)
    var plain = configuration
    plain.recordedCareers = nil
    let before = try MarketGenerator(configuration: plain, seed: seed)
    var options = options
    if options.knownUntil == nil { options.knownUntil = configuration.end }
    let derivation = try HireDerivation(options: options, fold: CompanyName.folded)
    var tally = DerivedHiresTally()
    var (hires, shown) = (0, 0)
    var judged: [(confidence: Double, isRight: Bool)] = []
    for number in 0..<configuration.seekers {
      let history = generator.history(ofSeeker: number)
      let seeker = generator.seeker(number)
      if !history.hires.isEmpty {
        hires += history.hires.count
        if seeker.positions.count > before.seeker(number).positions.count { shown += 1 }
      }
      let made = Set(history.hires.map(\.job))
      for hire in derivation.judge(record(of: seeker, history, generator), into: &tally).compactMap(\.hire) {
        judged.append((hire.confidence, made.contains(hire.job)))
      }
    }
    let byConfidence = (3...9).map { tenth in
      let sure = judged.filter { $0.confidence >= Double(tenth) / 10 }
      return Answer.AtLeast(
        confidence: Double(tenth) / 10, derived: sure.count, right: sure.count { $0.isRight })
    }
    return Answer(
      hires: hires, shown: shown, derived: judged.count, right: judged.count { $0.isRight },
      report: derivation.report(tally), byConfidence: byConfidence)
  }

  /// What an import would know: applications as engagements, jobs and profiles as written.
  private func record(
    of seeker: Seeker, _ history: SyntheticMarket.SeekerHistory, _ generator: MarketGenerator
  ) -> WorkRecord {
    let applications = history.engagements.filter { $0.kind == .apply }.compactMap { engagement -> JobApplication? in
      guard let number = Int(engagement.job.drop { $0 != "-" }.dropFirst()) else { return nil }
      let job = generator.job(number)
      return JobApplication(
        job: job.id, company: job.company, title: job.title, at: engagement.at,
        segments: ["industry: \(job.industry.isEmpty ? "not stated" : job.industry)"])
    }
    return WorkRecord(
      seeker: seeker.id, applications: applications, positions: seeker.positions.map { HeldPosition($0) })
  }
}
