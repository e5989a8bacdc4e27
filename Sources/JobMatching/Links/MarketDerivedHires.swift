import EntityStandardization
import JobMarket
import LinkGraph
import MarketStorage

/// Hires of a market that recorded none, concluded from applications and the positions that followed them (PAPER 2.1).
struct MarketDerivedHires {
  /// What was concluded.
  private(set) var hires: [DerivedHire] = []
  /// Applications of which nobody knows what became: neither hires nor no-hires, by seeker and job.
  private(set) var undecided: Set<[String]> = []
  /// The place of the position that each hire was concluded from, by seeker and job: the application must not know it, however vaguely
  /// its beginning is dated.
  private(set) var positions: [[String]: Int] = [:]
  /// How far that went.
  let report: DerivedHiresReport

  private struct JobSide {
    var company: String
    var title: String
    var segments: [String]
  }

  /// Reads jobs, applications and seekers, each once; applications are held, some 60 bytes each.
  ///
  /// - Parameters:
  ///   - options: what counts as a hire.
  ///   - asOf: nothing that happened later is looked at.
  /// - Throws: `LinkGraphError` for an option out of its range; `MarketStoreError`. O(jobs + applications + seekers).
  init(
    _ store: MarketStore, _ options: HireDerivationOptions, asOf: Instant?, progress: StageProgress.Handler
  ) throws {
    var jobs: [String: JobSide] = [:]
    try store.readJobs { batch in
      for job in batch.map(\.job) {
        jobs[job.id] = JobSide(company: job.company, title: job.title, segments: MarketDerivedHires.segments(of: job))
      }
      progress(StageProgress("read employers", done: jobs.count, unit: "jobs"))
    }
    progress(StageProgress("read employers", done: jobs.count, unit: "jobs", isFinished: true))
    let times = asOf.map { Instant(milliseconds: .min)..<Instant(milliseconds: $0.milliseconds &+ 1) }
    var applications: [String: [JobApplication]] = [:]
    var latest = Instant(milliseconds: .min)
    var seen: Set<[String]> = []
    try store.readEngagements(in: times) { batch in
      for engagement in batch where engagement.kind == .apply {
        guard let job = jobs[engagement.job], seen.insert([engagement.seeker, engagement.job]).inserted else {
          continue
        }
        latest = max(latest, engagement.at)
        applications[engagement.seeker, default: []].append(
          JobApplication(
            job: engagement.job, company: job.company, title: job.title, at: engagement.at, segments: job.segments))
      }
    }
    // Who applied lately may have begun since, and their profile does not say so yet.
    var options = options
    options.knownUntil = options.knownUntil ?? asOf ?? latest
    let derivation = try HireDerivation(options: options, fold: { CompanyName.folded($0) })
    var tally = DerivedHiresTally()
    var (done, hires, undecided, positionsOfHires) = (0, [DerivedHire](), Set<[String]>(), [[String]: Int]())
    try store.readSeekers { batch in
      for seeker in batch.map(\.seeker) {
        let places = seeker.positions.indices.filter { place in
          asOf.map { seeker.positions[place].start ?? $0 <= $0 } ?? true
        }
        let record = WorkRecord(
          seeker: seeker.id, applications: applications[seeker.id] ?? [],
          positions: places.map { HeldPosition(seeker.positions[$0]) })
        for (judged, application) in zip(derivation.judge(record, into: &tally), record.applications) {
          if let hire = judged.hire {
            hires.append(hire)
            positionsOfHires[[seeker.id, application.job]] = judged.position.map { places[$0] }
          }
          if judged.outcome.isHire == nil { undecided.insert([seeker.id, application.job]) }
        }
      }
      done += batch.count
      progress(StageProgress("derive hires", done: done, unit: "seekers"))
    }
    progress(StageProgress("derive hires", done: done, unit: "seekers", isFinished: true))
    (self.hires, self.undecided, positions) = (hires, undecided, positionsOfHires)
    report = derivation.report(tally)
  }

  /// What the report counts a job under.
  private static func segments(of job: Job) -> [String] {
    [("industry", job.industry), ("seniority", job.seniority), ("employment type", job.employmentType?.rawValue ?? "")]
      .compactMap { name, value in value.isEmpty ? nil : "\(name): \(value)" }
  }
}
