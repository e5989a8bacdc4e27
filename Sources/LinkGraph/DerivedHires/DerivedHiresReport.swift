/// How far hires could be derived, and what stood in the way.
public struct DerivedHiresReport: Hashable, Sendable, Codable {
  /// Seekers looked at.
  public let seekers: Int
  /// Applications judged.
  public let applications: Int
  /// How many applications had each outcome, every outcome named.
  public let outcomes: [ApplicationOutcome: Int]
  /// The hires' mean confidence; 0 without hires.
  public let meanConfidence: Double
  /// Hires by confidence: below 0.1, below 0.2, …, 0.9 and more.
  public let confidences: [Int]
  /// What the data say, by field.
  public let coverage: Coverage
  /// The same by segment, the one of most applications first.
  public let segments: [Segment]
  /// Companies of jobs at which no applicant is known to have worked, the most applied to first.
  public let unmatchedCompanies: [NamedCount]
  /// Companies that applicants entered in time after an application and that no job applied to names, the most entered first; only
  /// those that three seekers or more entered.
  public let unofferedCompanies: [NamedCount]

  /// Applications that were hires.
  public var hires: Int { outcomes[.hired] ?? 0 }
  /// Applications that were no-hires.
  public var noHires: Int { outcomes.reduce(0) { $0 + ($1.key.isHire == false ? $1.value : 0) } }

  /// How much of the data says something.
  public struct Coverage: Hashable, Sendable, Codable {
    /// Applications whose job names a company.
    public let jobCompany: Share
    /// Applications whose job has a title.
    public let jobTitle: Share
    /// Seekers with a position that names a company.
    public let seekerCareer: Share
    /// Positions that name a company.
    public let positionCompany: Share
    /// Positions with a title.
    public let positionTitle: Share
    /// Positions of known beginning.
    public let positionStart: Share
    /// Positions whose beginning is known to the day.
    public let positionDay: Share
  }

  /// A part of a whole.
  public struct Share: Hashable, Sendable, Codable {
    /// The part.
    public let count: Int
    /// The whole.
    public let total: Int
    /// Part ÷ whole, 0 to 1; 0 of nothing.
    public var share: Double { total > 0 ? Double(count) / Double(total) : 0 }

    init(_ count: Int, of total: Int) { (self.count, self.total) = (count, total) }
  }

  /// Applications under one label.
  public struct Segment: Hashable, Sendable, Codable {
    /// The label as handed in.
    public let name: String
    /// Applications.
    public let applications: Int
    /// Those whose job names a company.
    public let company: Share
    /// Those whose seeker has a position that names a company.
    public let career: Share
    /// Hires.
    public let hires: Int
    /// No-hires.
    public let noHires: Int
  }

  /// A name of a company and how often it came.
  public struct NamedCount: Hashable, Sendable, Codable {
    /// As it was first written.
    public let name: String
    /// How often.
    public let count: Int
  }
}

extension DerivedHiresReport {
  /// Seekers who must have entered a company before their profiles' name of it is listed.
  static let leastSeekersNamed = 3

  init(_ tally: DerivedHiresTally, options: HireDerivationOptions) {
    seekers = tally.seekers
    outcomes = Dictionary(uniqueKeysWithValues: ApplicationOutcome.allCases.map { ($0, tally.outcomes[$0] ?? 0) })
    let applications = tally.outcomes.values.reduce(0, +)
    let hires = tally.outcomes[.hired] ?? 0
    self.applications = applications
    meanConfidence = hires > 0 ? tally.confidenceSum / Double(hires) : 0
    confidences = tally.confidences
    coverage = Coverage(
      jobCompany: Share(applications - (tally.outcomes[.companyUnknown] ?? 0), of: applications),
      jobTitle: Share(tally.applicationsWithTitle, of: applications),
      seekerCareer: Share(tally.seekersWithCareer, of: tally.seekers),
      positionCompany: Share(tally.positionsWithCompany, of: tally.positions),
      positionTitle: Share(tally.positionsWithTitle, of: tally.positions),
      positionStart: Share(tally.positionsWithStart, of: tally.positions),
      positionDay: Share(tally.positionsWithDay, of: tally.positions))
    segments = tally.segments.map { name, counts in
      Segment(
        name: name, applications: counts.applications, company: Share(counts.withCompany, of: counts.applications),
        career: Share(counts.withCareer, of: counts.applications), hires: counts.hires, noHires: counts.noHires)
    }.sorted { ($1.applications, $0.name) < ($0.applications, $1.name) }
    unmatchedCompanies = DerivedHiresReport.most(
      tally.offered.filter { !tally.agreed.contains($0.key) }, options.mostNames)
    unofferedCompanies = DerivedHiresReport.most(
      tally.entered.filter {
        tally.offered[$0.key] == nil && $0.value.count >= DerivedHiresReport.leastSeekersNamed
      }, options.mostNames)
  }

  private static func most(_ names: [String: DerivedHiresTally.NameTally], _ most: Int) -> [NamedCount] {
    Array(
      names.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.prefix(most)
        .map { NamedCount(name: $0.value.written, count: $0.value.count) })
  }
}
