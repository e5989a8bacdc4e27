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
    let derivation = try HireDerivation(options: options, fold: { CompanyName.folded($0) })
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
    var seen: Set<[String]> = []
    try store.readEngagements(in: times) { batch in
      for engagement in batch where engagement.kind == .apply {
        guard let job = jobs[engagement.job], seen.insert([engagement.seeker, engagement.job]).inserted else {
          continue
        }
        applications[engagement.seeker, default: []].append(
          JobApplication(
            job: engagement.job, company: job.company, title: job.title, at: engagement.at, segments: job.segments))
      }
    }
    var tally = DerivedHiresTally()
    var (done, hires, undecided) = (0, [DerivedHire](), Set<[String]>())
    try store.readSeekers { batch in
      for seeker in batch.map(\.seeker) {
        let positions = seeker.positions.filter { position in asOf.map { position.start ?? $0 <= $0 } ?? true }
        let record = WorkRecord(
          seeker: seeker.id, applications: applications[seeker.id] ?? [],
          positions: positions.map { HeldPosition($0) })
        for (judged, application) in zip(derivation.judge(record, into: &tally), record.applications) {
          if let hire = judged.hire { hires.append(hire) }
          if judged.outcome.isHire == nil { undecided.insert([seeker.id, application.job]) }
        }
      }
      done += batch.count
      progress(StageProgress("derive hires", done: done, unit: "seekers"))
    }
    progress(StageProgress("derive hires", done: done, unit: "seekers", isFinished: true))
    (self.hires, self.undecided, report) = (hires, undecided, derivation.report(tally))
  }

  /// What the report counts a job under.
  private static func segments(of job: Job) -> [String] {
    [("industry", job.industry), ("seniority", job.seniority), ("employment type", job.employmentType?.rawValue ?? "")]
      .compactMap { name, value in value.isEmpty ? nil : "\(name): \(value)" }
  }
}
