import JobMarket
import LinkGraph
import Testing

/// Letters and digits in lower case, single spaces: what a fold does at least.
@Sendable private func fold(_ name: String) -> String {
  name.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
}

private func day(_ text: String) -> Instant { Instant(iso8601: text + "T00:00:00Z") ?? Instant(milliseconds: 0) }

private func judge(
  _ applications: [JobApplication], _ positions: [HeldPosition],
  _ change: (inout HireDerivationOptions) -> Void = { _ in }
) throws -> [JudgedApplication] {
  var options = HireDerivationOptions()
  change(&options)
  var tally = DerivedHiresTally()
  let record = WorkRecord(seeker: "seeker-1", applications: applications, positions: positions)
  return try HireDerivation(options: options, fold: fold).judge(record, into: &tally)
}

private let applied = JobApplication(job: "job-1", company: "Acme Widgets", title: "Fitter", at: day("2024-03-10"))

private func position(
  _ company: String, _ start: String?, _ precision: HeldPosition.Precision = .day, title: String = "Fitter"
) -> HeldPosition {
  HeldPosition(title: title, company: company, start: start.map(day), precision: precision)
}

@Suite("Derived hires: known answers")
struct HireDerivationTests {
  @Test("An application followed by work at the company is a hire")
  func hired() throws {
    let judged = try judge([applied], [position("Other", "2024-04-01"), position("ACME, Widgets", "2024-04-15")])[0]
    #expect(judged.outcome == .hired && judged.position == 1)
    #expect(judged.hire?.seeker == "seeker-1" && judged.hire?.job == "job-1")
    #expect(judged.hire?.at == day("2024-04-15"))
    // 36 of 180 days: 1 − ½ · 0.2.
    #expect(abs((judged.hire?.confidence ?? 0) - 0.9) < 1e-12)
    #expect(judged.hire?.hire == Hire(seeker: "seeker-1", job: "job-1", at: day("2024-04-15")))
  }

  @Test("Each way of failing has its name")
  func outcomes() throws {
    let nameless = JobApplication(job: "job-2", company: " - ", at: day("2024-03-10"))
    let cases: [(JobApplication, [HeldPosition], ApplicationOutcome)] = [
      (nameless, [position("Acme Widgets", "2024-04-15")], .companyUnknown),
      (applied, [], .careerUnknown), (applied, [position("…", "2024-04-15")], .careerUnknown),
      (applied, [position("Other", "2024-04-15")], .noPosition),
      (applied, [position("Acme Widgets", "2024-03-09")], .positionBefore),
      (applied, [position("Acme Widgets", "2024-09-07")], .positionTooLate),
      (applied, [position("Acme Widgets", "2024-03-09"), position("Acme Widgets", "2026-01-01")], .positionTooLate),
      (applied, [position("Acme Widgets", nil)], .positionUndated),
      (applied, [position("Acme", "2024-09-01", title: "Cook")], .noPosition),
      (applied, [position("Acme Widgets Machine Tools Export", "2024-09-01", title: "Cook")], .unsure),
      (applied, [position("Acme Widgets", "2024-03-10")], .hired),
      (applied, [position("Acme Widgets", "2024-09-06")], .hired),
    ]
    for (application, positions, outcome) in cases {
      let judged = try judge([application], positions)[0]
      #expect(judged.outcome == outcome, "\(positions)")
      #expect((judged.hire != nil) == (outcome == .hired))
    }
    let recent = try judge([applied], [position("Other", "2020-01-02")]) { $0.knownUntil = day("2024-06-01") }
    #expect(recent[0].outcome == .tooRecent)
    let known = try judge([applied], [position("Other", "2020-01-02")]) { $0.knownUntil = day("2024-10-01") }
    #expect(known[0].outcome == .noPosition)
  }

  @Test("Of several applications the latest before the beginning is the hire; the others are neither")
  func ambiguous() throws {
    let applications = ["2024-03-10", "2024-03-20", "2024-05-01"].enumerated().map {
      JobApplication(job: "job-\($0.offset)", company: "Acme Widgets", at: day($0.element))
    }
    let judged = try judge(applications, [position("Acme Widgets", "2024-04-15")])
    #expect(judged.map(\.outcome) == [.ambiguous, .hired, .positionBefore])
    #expect(judged.map(\.outcome.isHire) == [nil, true, false])
    // A later move within the company is not the first application's.
    let moved = try judge(
      applications, [position("Acme Widgets", "2024-04-15"), position("Acme Widgets", "2024-04-25")])
    #expect(moved.map(\.outcome) == [.ambiguous, .hired, .positionBefore])
    // An application after the first beginning may have led to the second.
    let again = try judge(
      applications, [position("Acme Widgets", "2024-06-15"), position("Acme Widgets", "2024-04-15")])
    #expect(again.map(\.outcome) == [.ambiguous, .hired, .hired])
    #expect(again[2].hire?.at == day("2024-06-15"))
  }

  @Test("A whole name goes before a beginning of one")
  func names() throws {
    let applications = [
      JobApplication(job: "part", company: "Acme", at: day("2024-03-20")),
      JobApplication(job: "parent", company: "Acme Widgets Holdings Inc", at: day("2024-03-15")),
      JobApplication(job: "whole", company: "Acme Widgets", at: day("2024-03-10")),
    ]
    let hired = [position("Acme Widgets", "2024-03-20", title: "")]
    func confidence(_ index: Int) throws -> Double? { try judge([applications[index]], hired)[0].hire?.confidence }
    #expect(try confidence(2) == 0.9 * (1 - 0.5 * 10 / 180))
    #expect(try confidence(1) == 0.85 * (1 - 0.5 * 5 / 180) * 0.9)
    // One word of four letters begins too many names; of five it is one.
    #expect(try confidence(0) == nil)
    let judged = try judge(applications, hired)
    #expect(judged.map(\.outcome) == [.noPosition, .ambiguous, .hired])
    let long = try judge(
      [JobApplication(job: "j", company: "Apex5 a division of Acme", title: "Fitter", at: day("2024-03-10"))],
      [position("Apex5 Tools", "2024-03-10")])[0]
    #expect(abs((long.hire?.confidence ?? 0) - 0.6) < 1e-12)
  }

  @Test("A title alike makes it surer, a missing one neither")
  func titles() throws {
    func confidence(_ title: String) throws -> Double {
      try judge([applied], [position("Acme Widgets", "2024-03-10", title: title)])[0].hire?.confidence ?? 0
    }
    #expect(try confidence("SENIOR fitter (night shift)") == 1)
    #expect(try confidence("") == 0.9)
    #expect(try confidence("Cook") == 0.8)
  }

  @Test("A beginning known to the month or year lies somewhere in it")
  func precision() throws {
    // Of March's 31 days 22 lie after the application; their middle is 11 days away.
    let month = try judge([applied], [position("Acme Widgets", "2024-03-01", .month)])[0].hire
    #expect(abs((month?.confidence ?? 0) - 22.0 / 31 * (1 - 0.5 * 11 / 180)) < 1e-12)
    #expect(month?.at == applied.at)
    let after = try judge([applied], [position("Acme Widgets", "2024-04-01", .month)])[0].hire
    #expect(abs((after?.confidence ?? 0) - (1 - 0.5 * 37 / 180)) < 1e-12)
    #expect(try judge([applied], [position("Acme Widgets", "2024-02-01", .month)])[0].outcome == .positionBefore)
    // 180 of 366 days lie in the time allowed.
    let year = try judge([applied], [position("Acme Widgets", "2024-01-01", .year)])[0].hire
    #expect(abs((year?.confidence ?? 0) - 180.0 / 366 * 0.75) < 1e-12)
    #expect(try judge([applied], [position("Acme Widgets", "2023-01-01", .year)])[0].outcome == .positionBefore)
  }

  @Test("A profile's position of a first of a month is known to the month, of January to the year")
  func guessedPrecision() {
    func precision(_ text: String) -> HeldPosition.Precision {
      HeldPosition(Seeker.Position(title: "t", company: "c", start: Instant(iso8601: text))).precision
    }
    #expect(precision("2024-03-01T00:00:00Z") == .month)
    #expect(precision("2024-01-01T00:00:00Z") == .year)
    #expect(precision("2024-03-01T08:00:00Z") == .day)
    #expect(precision("2024-03-02T00:00:00Z") == .day)
    #expect(HeldPosition(Seeker.Position(title: "t", company: "c")).start == nil)
    let given = Seeker.Position(title: "t", company: "c", start: day("2024-01-01"))
    #expect(HeldPosition(given, precision: .day).precision == .day)
  }

  @Test("A position without a beginning is a hire only where the options give it a chance")
  func undated() throws {
    let judged = try judge([applied], [position("Acme Widgets", nil)]) { $0.undatedChance = 0.8 }
    #expect(judged[0].outcome == .hired)
    #expect(judged[0].hire?.at == applied.at)
    #expect(abs((judged[0].hire?.confidence ?? 0) - 0.6) < 1e-12)
  }

  @Test("Options out of range are refused")
  func options() throws {
    for (change, message) in [
      ({ $0.days = 0 }, "the number of days to a hire is 0; 1 to 3650 is allowed"),
      ({ $0.mostNames = -1 }, "the number of names listed is -1; 0 to 10000 is allowed"),
      ({ $0.minimumConfidence = 1.5 }, "the least confidence of a hire is 1.5; 0 to 1 is allowed"),
      ({ $0.undatedChance = .nan }, "the chance of a position without a beginning is nan; 0 to 1 is allowed"),
    ] as [((inout HireDerivationOptions) -> Void, String)] {
      let error = try #require(throws: LinkGraphError.self) { try judge([], [], change) }
      #expect(error.description == message)
    }
  }
}
