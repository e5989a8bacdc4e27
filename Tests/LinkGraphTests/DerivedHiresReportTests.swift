import JobMarket
import LinkGraph
import Testing
import VectorMath

@Suite("Derived hires: the report, and what always holds")
struct DerivedHiresReportTests {
  private static let start = Instant(milliseconds: 1_700_000_000_000)

  private func derivation(_ change: (inout HireDerivationOptions) -> Void = { _ in }) throws -> HireDerivation {
    var options = HireDerivationOptions()
    change(&options)
    return try HireDerivation(options: options) { $0.lowercased() }
  }

  private func application(_ company: String, _ days: Double, _ segments: String...) -> JobApplication {
    JobApplication(
      job: "\(company)-\(days)", company: company, at: Self.start.advanced(byDays: days), segments: segments)
  }

  private func position(_ company: String, _ days: Double?, title: String = "") -> HeldPosition {
    HeldPosition(title: title, company: company, start: days.map { Self.start.advanced(byDays: $0) })
  }

  @Test("Coverage, segments and names are counted")
  func counts() throws {
    var records = [
      WorkRecord(
        seeker: "a", applications: [application("northfield", 0, "retail", "retail"), application("", 1, "retail")],
        positions: [position("northfield", 10, title: "Cook"), position("", nil)]),
      WorkRecord(seeker: "b", applications: [application("stonegate", 0, "media")], positions: []),
    ]
    for number in 0..<3 {
      records.append(
        WorkRecord(
          seeker: "c\(number)", applications: [application("stonegate", 0, "media")],
          positions: [position("oakcrest", 20), position("rare\(number) place", 30), position("oakcrest", 40)]))
    }
    let (hires, report) = try derivation().derive(from: records)
    #expect(hires.map(\.seeker) == ["a"])
    #expect(report.seekers == 5 && report.applications == 6 && report.hires == 1 && report.noHires == 3)
    #expect(report.outcomes[.companyUnknown] == 1 && report.outcomes[.careerUnknown] == 1)
    #expect(report.outcomes[.noPosition] == 3 && report.outcomes.count == ApplicationOutcome.allCases.count)
    #expect(report.outcomes.values.reduce(0, +) == report.applications)
    #expect(report.meanConfidence == hires[0].confidence)
    #expect(report.confidences == [0, 0, 0, 0, 0, 0, 0, 0, 1, 0])
    #expect(report.coverage.jobCompany.count == 5 && report.coverage.jobCompany.total == 6)
    #expect(report.coverage.jobTitle.share == 0)
    #expect(report.coverage.seekerCareer.share == 0.8)
    #expect(report.coverage.positionCompany.count == 10 && report.coverage.positionCompany.total == 11)
    #expect(report.coverage.positionStart.count == 10 && report.coverage.positionDay.count == 10)
    #expect(report.coverage.positionTitle.count == 1)
    #expect(report.segments.map(\.name) == ["media", "retail"])
    #expect(
      report.segments[0].applications == 4 && report.segments[0].career.count == 3 && report.segments[0].noHires == 3)
    #expect(
      report.segments[1].applications == 2 && report.segments[1].company.count == 1 && report.segments[1].hires == 1)
    #expect(report.unmatchedCompanies.map(\.name) == ["stonegate"] && report.unmatchedCompanies[0].count == 4)
    // A company that one person entered is not listed: it would tell of that person.
    #expect(report.unofferedCompanies.map(\.name) == ["oakcrest"] && report.unofferedCompanies[0].count == 3)
    let none = try derivation { $0.mostNames = 0 }.derive(from: records).report
    #expect(none.unmatchedCompanies.isEmpty && none.unofferedCompanies.isEmpty)
  }

  @Test("Nothing gives a report of nothing")
  func empty() throws {
    let (hires, report) = try derivation().derive(from: [WorkRecord]())
    #expect(hires.isEmpty && report.applications == 0 && report.meanConfidence == 0)
    #expect(report.coverage.jobCompany.share == 0)
  }

  @Test(
    "No hire before its application, a position and an application in one hire at most, whatever the order",
    arguments: 1...40)
  func properties(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    let names = ["acme", "acme inc", "acmes", "acmes labs", "acmes labs west", "bolt works", "", "bolt works group"]
    let titles = ["", "cook", "head cook", "driver"]
    let applications = (0..<random.uniform(in: 0...12)).map { number in
      JobApplication(
        job: "job-\(number)", company: random.element(of: names), title: random.element(of: titles),
        at: Self.start.advanced(byDays: Double(random.uniform(in: 0...300))))
    }
    let positions = (0..<random.uniform(in: 0...6)).map { _ in
      HeldPosition(
        title: random.element(of: titles), company: random.element(of: names),
        start: random.bernoulli(0.9) ? Self.start.advanced(byDays: Double(random.uniform(in: -200...500))) : nil,
        precision: random.element(of: HeldPosition.Precision.allCases))
    }
    let derivation = try derivation {
      $0.undatedChance = Double(seed % 2) / 2
      $0.minimumConfidence = 0.2
    }
    var tally = DerivedHiresTally()
    let record = WorkRecord(seeker: "s", applications: applications, positions: positions)
    let judged = derivation.judge(record, into: &tally)
    #expect(judged.count == applications.count)
    for (application, judged) in zip(applications, judged) {
      #expect((judged.outcome == .hired) == (judged.hire != nil))
      guard let hire = judged.hire else { continue }
      #expect(hire.job == application.job && hire.at >= application.at)
      #expect(hire.at <= application.at.advanced(byDays: 180))
      #expect(hire.confidence >= 0.2 && hire.confidence <= 1)
    }
    #expect(judged.count { $0.hire != nil } <= positions.count { !$0.company.isEmpty })
    // The same positions in another order give the same hires: a tie is between positions that cannot be told apart.
    let turned = derivation.judge(
      WorkRecord(seeker: "s", applications: applications, positions: positions.reversed()), into: &tally)
    #expect(turned.map(\.outcome) == judged.map(\.outcome))
    // With one position only, the earliest of its level, there is one hire at most.
    for position in positions {
      let alone = derivation.judge(
        WorkRecord(seeker: "s", applications: applications, positions: [position]), into: &tally)
      #expect(alone.count { $0.hire != nil } <= 1)
    }
  }

  @Test("Long and strange names are safe")
  func strange() throws {
    let long = String(repeating: "א🧑‍🚀\u{0}<b>", count: 40_000)
    let record = WorkRecord(
      seeker: "s", applications: [application(long, 0), application("\u{202E}", 1), application(long + " inc", 2)],
      positions: [position(long, 10, title: long), position("\u{0}", 5)])
    var tally = DerivedHiresTally()
    let judged = try derivation().judge(record, into: &tally)
    #expect(judged.map(\.outcome) == [.hired, .noPosition, .ambiguous])
  }
}
