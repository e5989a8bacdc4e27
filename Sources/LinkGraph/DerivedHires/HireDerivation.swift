import JobMarket

/// Concludes hires from applications and careers where nobody recorded them: an application followed within some days by a
/// position at that company (PAPER 2.1).
///
/// ```swift
/// let derivation = try HireDerivation(fold: CompanyName.folded)
/// var tally = DerivedHiresTally()
/// derivation.judge(record, into: &tally)[0].hire   // seeker-3 into job-17, confidence 0.93
/// derivation.report(tally).hires                   // 1
/// ```
///
/// **Confidence** = name × time × title.
/// - Name: 1 where the whole names fold alike; 0.85 where they do without a legal form or a word for the whole group (`Acme` and
///   `Acme Holdings`); 0.4 + 0.4 · words ÷ words where one begins with all words of the other, of two words or one of five letters.
/// - Time: chance · (1 − ½ · days ÷ most days), days from the application to the beginning. Where only the month or year of the
///   beginning is known, chance is the part of it that lies in the time allowed, and days are counted to the middle of that part.
/// - Title: 0.8 + 0.2 · shared words ÷ words of the shorter title; 0.9 where a title is missing.
///
/// **Which application.** A position comes of one application at most, an application to one position at most. Better names go first,
/// then earlier positions; of several applications to the company the latest before the beginning is the hire, and the others are
/// neither hire nor no-hire: nobody knows what became of them.
///
/// It cannot see a hire that a profile never showed, and takes for one what came about without the application.
public struct HireDerivation: Sendable {
  /// What counts as a hire.
  public let options: HireDerivationOptions
  let fold: @Sendable (String) -> String

  /// Prepares to judge.
  ///
  /// - Parameters:
  ///   - options: what counts as a hire.
  ///   - fold: makes alike what is one name written twice: words between single spaces, empty for a name without a letter.
  ///
  /// - Throws: `LinkGraphError` for an option out of its range.
  public init(
    options: HireDerivationOptions = HireDerivationOptions(), fold: @escaping @Sendable (String) -> String
  ) throws {
    try options.check()
    (self.options, self.fold) = (options, fold)
  }

  /// What became of each application of a seeker, in the order given, counted into a tally. O(applications · positions).
  @discardableResult
  public func judge(_ record: WorkRecord, into tally: inout DerivedHiresTally) -> [JudgedApplication] {
    let names = record.applications.map { EmployerName($0.company, fold: fold) }
    let employers = record.positions.map { EmployerName($0.company, fold: fold) }
    let pairings = pairings(record, names, employers)
    let hires = chosen(pairings)
    let judged = record.applications.indices.map { index in
      let outcome = outcome(of: index, in: record, pairings, hires, names, employers)
      let hire = hires[index].map {
        DerivedHire(
          seeker: record.seeker, job: record.applications[index].job, at: $0.confidence.at,
          confidence: $0.confidence.value)
      }
      return JudgedApplication(outcome: outcome, hire: hire, position: hires[index]?.position)
    }
    tally.add(record, names: names, employers: employers, judged: judged, days: options.days)
    return judged
  }

  /// What a tally says.
  public func report(_ tally: DerivedHiresTally) -> DerivedHiresReport { DerivedHiresReport(tally, options: options) }

  /// The hires of many seekers, in the order given, and the report of them.
  public func derive(from records: some Sequence<WorkRecord>) -> (hires: [DerivedHire], report: DerivedHiresReport) {
    var tally = DerivedHiresTally()
    let hires = records.flatMap { judge($0, into: &tally).compactMap(\.hire) }
    return (hires, report(tally))
  }
}

extension HireDerivation {
  /// An application and a position at its company that may have come of it.
  struct Pairing: Sendable {
    let application: Int
    let position: Int
    let confidence: HireConfidence
    /// When the application was made.
    let applied: Instant
    /// When the position began at the earliest; after all others where nothing is known.
    let began: Instant
    let isSure: Bool
  }

  private func pairings(_ record: WorkRecord, _ names: [EmployerName], _ employers: [EmployerName]) -> [Pairing] {
    var pairings: [Pairing] = []
    for (index, application) in record.applications.enumerated() {
      for (place, position) in record.positions.enumerated() {
        guard let agreement = names[index].agreement(with: employers[place]),
          let confidence = HireConfidence(agreement, application, position, options: options)
        else { continue }
        pairings.append(
          Pairing(
            application: index, position: place, confidence: confidence, applied: application.at,
            began: position.start ?? Instant(milliseconds: .max),
            isSure: confidence.value > 0 && confidence.value >= options.minimumConfidence))
      }
    }
    return pairings
  }

  /// The pairing of each application that was a hire.
  private func chosen(_ pairings: [Pairing]) -> [Int: Pairing] {
    // Of a position's applications the one that its time speaks for most stands first: the latest, where the day is known.
    let ordered = pairings.filter(\.isSure).sorted { first, second in
      let (one, other) = (first.confidence, second.confidence)
      if one.agreement.kind != other.agreement.kind { return one.agreement.kind > other.agreement.kind }
      if (first.began, first.position) != (second.began, second.position) {
        return (first.began, first.position) < (second.began, second.position)
      }
      return (one.time, first.applied, second.application) > (other.time, second.applied, first.application)
    }
    var hires: [Int: Pairing] = [:]
    var (takenPositions, settled) = (Set<Int>(), Set<Int>())
    for pairing in ordered where !settled.contains(pairing.application) {
      if takenPositions.insert(pairing.position).inserted { hires[pairing.application] = pairing }
      // An application that lost a position to a later one has no claim to the next position there.
      settled.insert(pairing.application)
    }
    return hires
  }

  private func outcome(
    of index: Int, in record: WorkRecord, _ pairings: [Pairing], _ hires: [Int: Pairing], _ names: [EmployerName],
    _ employers: [EmployerName]
  ) -> ApplicationOutcome {
    if hires[index] != nil { return .hired }
    if names[index].isEmpty { return .companyUnknown }
    if employers.allSatisfy(\.isEmpty) { return .careerUnknown }
    let own = pairings.lazy.filter { $0.application == index }
    if own.contains(where: \.isSure) { return .ambiguous }
    if own.first != nil { return .unsure }
    let held = employers.indices.filter { names[index].agreement(with: employers[$0]) != nil }
    let at = record.applications[index].at
    let last = at.advanced(byDays: Double(options.days))
    if held.contains(where: { record.positions[$0].span.map { $0.lowerBound > last } ?? false }) {
      return .positionTooLate
    }
    if held.contains(where: { record.positions[$0].start == nil }) { return .positionUndated }
    if let known = options.knownUntil, known < last { return .tooRecent }
    return held.isEmpty ? .noPosition : .positionBefore
  }
}
