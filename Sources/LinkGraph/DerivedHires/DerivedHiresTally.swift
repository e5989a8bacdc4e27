import JobMarket

/// What was counted while applications were judged; `HireDerivation.report` makes words of it.
public struct DerivedHiresTally: Hashable, Sendable {
  var seekers = 0
  var seekersWithCareer = 0
  var applicationsWithTitle = 0
  var positions = 0
  var positionsWithCompany = 0
  var positionsWithStart = 0
  var positionsWithDay = 0
  var positionsWithTitle = 0
  var outcomes: [ApplicationOutcome: Int] = [:]
  var confidences = [Int](repeating: 0, count: 10)
  var confidenceSum = 0.0
  var segments: [String: SegmentTally] = [:]
  /// By a name's core: the first way in which it was written, and how often it stood there.
  var offered: [String: NameTally] = [:]
  /// Positions that began in time after an application, at a company to which the seeker had not applied; a seeker counts once.
  var entered: [String: NameTally] = [:]
  /// Cores of jobs' names that agreed with a position of an applicant.
  var agreed: Set<String> = []

  /// Nothing counted.
  public init() {}

  struct SegmentTally: Hashable, Sendable {
    var applications = 0
    var withCompany = 0
    var withCareer = 0
    var hires = 0
    var noHires = 0
  }

  struct NameTally: Hashable, Sendable {
    var written: String
    var count = 0
  }

  mutating func add(
    _ record: WorkRecord, names: [EmployerName], employers: [EmployerName], judged: [JudgedApplication], days: Int
  ) {
    let hasCareer = !employers.allSatisfy(\.isEmpty)
    seekers += 1
    if hasCareer { seekersWithCareer += 1 }
    for (place, position) in record.positions.enumerated() {
      positions += 1
      if !employers[place].isEmpty { positionsWithCompany += 1 }
      if position.start != nil { positionsWithStart += 1 }
      if position.start != nil && position.precision == .day { positionsWithDay += 1 }
      if !position.title.isEmpty { positionsWithTitle += 1 }
    }
    for (index, application) in record.applications.enumerated() {
      add(application, names[index], hasCareer: hasCareer, judged[index])
    }
    addNames(record, names, employers, days: days)
  }

  private mutating func add(
    _ application: JobApplication, _ name: EmployerName, hasCareer: Bool, _ judged: JudgedApplication
  ) {
    if !application.title.isEmpty { applicationsWithTitle += 1 }
    outcomes[judged.outcome, default: 0] += 1
    if let hire = judged.hire {
      confidences[min(9, Int(hire.confidence * 10))] += 1
      confidenceSum += hire.confidence
    }
    for segment in Set(application.segments) {
      var tally = segments[segment] ?? SegmentTally()
      tally.applications += 1
      if !name.isEmpty { tally.withCompany += 1 }
      if hasCareer { tally.withCareer += 1 }
      if judged.outcome.isHire == true { tally.hires += 1 }
      if judged.outcome.isHire == false { tally.noHires += 1 }
      segments[segment] = tally
    }
  }

  private mutating func addNames(
    _ record: WorkRecord, _ names: [EmployerName], _ employers: [EmployerName], days: Int
  ) {
    for name in names where !name.isEmpty {
      offered[name.key, default: NameTally(written: name.written)].count += 1
      if employers.contains(where: { name.agreement(with: $0) != nil }) { agreed.insert(name.key) }
    }
    var seen: Set<String> = []
    for (place, employer) in employers.enumerated() where !employer.isEmpty {
      guard let start = record.positions[place].start,
        record.applications.contains(where: {
          $0.at <= start && start <= $0.at.advanced(byDays: Double(days))
        }), !names.contains(where: { $0.agreement(with: employer) != nil }), seen.insert(employer.key).inserted
      else { continue }
      entered[employer.key, default: NameTally(written: employer.written)].count += 1
    }
  }
}
