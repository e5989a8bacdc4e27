import JobMatching

/// What links reach, for people.
struct TargetPage {
  let outcome: TargetStage.Outcome

  init(_ outcome: TargetStage.Outcome) { self.outcome = outcome }

  var lines: [String] {
    let report = outcome.report
    func grouped(_ number: Int) -> String { TerminalProgress.grouped(number) }
    var lines = [
      "targets \(outcome.manifest.id) are active, of links \(outcome.manifest.inputs["links"] ?? "")",
      "\(grouped(report.jobs.withNodes)) of \(TerminalProgress.counted(report.jobs.count, "job")) have a link, "
        + "\(grouped(report.jobs.nodes)) between them",
      "\(grouped(report.seekersByLearned)) of \(TerminalProgress.counted(report.seekers.count, "seeker")) have a learned link, "
        + "\(grouped(report.seekersByPriorAlone)) others one of prior knowledge",
    ]
    if report.jobsThatYield > 0 {
      lines.append(
        "\(TerminalProgress.counted(report.jobsThatYield, "job")) yield links: they reach more seekers than they need")
    }
    guard let reach = report.reach else {
      return lines + ["no index to count open jobs in: `jobmatch index` makes one"]
    }
    lines.append(
      "open jobs a seeker, of \(grouped(reach.seekers)) seekers looked at; \(grouped(reach.short)) reach fewer than "
        + "\(grouped(reach.leastJobs)):")
    var table = Table(headings: ["", " 10 %", " 25 %", " median", " 75 %", " 90 %"])
    for (name, row) in [
      ("jobs, all links", reach.before), ("jobs, links taken", reach.after), ("links, all", reach.linksBefore),
      ("links taken", reach.linksAfter),
    ] where row.count == 5 {
      table.rows.append([name] + row.map(grouped))
    }
    return lines + table.lines
  }
}
