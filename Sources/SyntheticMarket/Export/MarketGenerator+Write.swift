import JobMarket

extension MarketGenerator {
  /// How many rows of each kind a market's files hold.
  public struct Summary: Hashable, Sendable, Codable {
    /// Rows of `seekers.jsonl`, `jobs.jsonl`, `requests.jsonl`, `impressions.csv`, `engagements.csv`.
    public internal(set) var seekers = 0, jobs = 0, requests = 0, impressions = 0, engagements = 0
    /// Applications among the engagements; rows of `hires.csv`, `campaigns.jsonl`, `feedback.jsonl`, `groups.csv`.
    public internal(set) var applications = 0, hires = 0, campaigns = 0, feedback = 0, groups = 0
  }

  /// Writes the market's files into a folder, which is made where its parent exists: `seekers`, `jobs`, `campaigns`,
  /// `requests` and `feedback` as JSON lines, `impressions`, `engagements`, `hires` and `groups` as CSV, and beside them
  /// `truth.jsonl`, which no import reads.
  ///
  /// Files of these names are replaced, each at once when it is whole. The same configuration and seed write the same
  /// bytes. Rows stand by the number of their job or seeker, a seeker's own by time.
  ///
  /// A line of `truth.jsonl` is one of
  /// - `{"kind":"link","seeker":{field:[value]},"job":{…},"odds":…}`,
  /// - `{"kind":"job","id":…,"occupation":…,"level":…,"city":…,"repostOf":…,"isNeverShown":…}`,
  /// - `{"kind":"seeker","id":…,"occupation":…,"desired":…,"level":…,"city":…}`,
  /// - `{"kind":"application","seeker":…,"job":…,"isQualified":…,"isAccepted":…}`,
  /// - `{"kind":"feedback","seeker":…,"job":…,"category":…}`.
  ///
  /// - Parameters:
  ///   - folder: the folder's path.
  ///   - progress: told the rows of jobs and seekers done and to do, every thousand or so.
  ///
  /// - Throws: `MarketExportError`. O(everything), in memory that does not grow with the market.
  @discardableResult
  public func write(
    to folder: String, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws(MarketExportError) -> Summary {
    try OutputFileHandle.makeFolder(folder)
    var summary = Summary()
    let truth = try OutputFileHandle(path: folder + "/truth.jsonl")
    try truth.write(linkLines())
    try writeJobs(to: folder, truth, &summary, progress)
    try writeSeekers(to: folder, truth, &summary, progress)
    try truth.finish()
    return summary
  }

  /// Rows gathered before they go to their files.
  private static var block: Int { 1024 }

  private func writeJobs(
    to folder: String, _ truthFile: borrowing OutputFileHandle, _ summary: inout Summary,
    _ progress: (Int, Int) -> Void
  ) throws(MarketExportError) {
    let jobFile = try OutputFileHandle(path: folder + "/jobs.jsonl")
    let campaignFile = try OutputFileHandle(path: folder + "/campaigns.jsonl")
    let total = configuration.jobs + configuration.seekers
    var (jobs, campaigns, truth) = (JSONLine(), JSONLine(), JSONLine())
    for start in stride(from: 0, to: configuration.jobs, by: MarketGenerator.block) {
      for number in start..<min(start + MarketGenerator.block, configuration.jobs) {
        let facts = facts(ofJob: number)
        jobs.write(job(facts))
        truth.write(facts)
        summary.jobs += 1
        if let campaign = campaign(ofJob: number, facts: facts) {
          campaigns.write(campaign)
          summary.campaigns += 1
        }
      }
      try jobFile.drain(&jobs)
      try campaignFile.drain(&campaigns)
      try truthFile.drain(&truth)
      progress(summary.jobs, total)
    }
    try jobFile.finish()
    try campaignFile.finish()
  }

  private func writeSeekers(
    to folder: String, _ truthFile: borrowing OutputFileHandle, _ summary: inout Summary,
    _ progress: (Int, Int) -> Void
  ) throws(MarketExportError) {
    let seekerFile = try OutputFileHandle(path: folder + "/seekers.jsonl")
    let requestFile = try OutputFileHandle(path: folder + "/requests.jsonl")
    let feedbackFile = try OutputFileHandle(path: folder + "/feedback.jsonl")
    let tableFiles = try EventTableFiles.open(in: folder)
    let total = configuration.jobs + configuration.seekers
    var (seekers, requests, feedback, truth) = (JSONLine(), JSONLine(), JSONLine(), JSONLine())
    var tables = EventTables(withHeaders: true)
    for start in stride(from: 0, to: configuration.seekers, by: MarketGenerator.block) {
      for number in start..<min(start + MarketGenerator.block, configuration.seekers) {
        let facts = facts(ofSeeker: number)
        let history = history(ofSeeker: number)
        seekers.write(seeker(facts))
        truth.write(facts)
        for request in history.requests { requests.write(request) }
        for piece in history.feedback { feedback.write(piece) }
        for application in history.applications { truth.write(application) }
        for (piece, category) in zip(history.feedback, history.feedbackCategories) { truth.write(piece, category) }
        let groups = groups(ofSeeker: number)
        tables.append(history, groups)
        summary.add(history, groups)
      }
      try seekerFile.drain(&seekers)
      try requestFile.drain(&requests)
      try feedbackFile.drain(&feedback)
      try truthFile.drain(&truth)
      try tableFiles.drain(&tables)
      progress(configuration.jobs + summary.seekers, total)
    }
    try seekerFile.finish()
    try requestFile.finish()
    try feedbackFile.finish()
    try tableFiles.finish()
  }

  private func linkLines() -> [UInt8] {
    var lines = JSONLine()
    for link in truth.links { lines.write(link) }
    return lines.bytes
  }
}

extension MarketGenerator.Summary {
  fileprivate mutating func add(_ history: SeekerHistory, _ memberships: [GroupMembership]) {
    seekers += 1
    requests += history.requests.count
    impressions += history.impressions.count
    engagements += history.engagements.count
    applications += history.applications.count
    hires += history.hires.count
    feedback += history.feedback.count
    groups += memberships.count
  }
}

extension OutputFileHandle {
  fileprivate func drain(_ lines: inout JSONLine) throws(MarketExportError) {
    try write(lines.bytes)
    lines.removeAll()
  }
}
