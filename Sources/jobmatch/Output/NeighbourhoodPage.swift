import JobMatching

/// A seeker among the links, for people.
struct NeighbourhoodPage {
  private let around: SeekerNeighbourhood

  init(_ around: SeekerNeighbourhood) { self.around = around }

  /// The lines of the page: values, links, jobs, each with what it is joined to.
  var lines: [String] {
    func counted(_ number: Int, _ noun: String) -> String { TerminalProgress.counted(number, noun) }
    let least = around.leastJobs > 0 ? " (θ is \(TerminalProgress.grouped(around.leastJobs)))" : ""
    var lines = [
      "seeker \(Console.field(around.seeker)): \(counted(around.servingLinks, "link")) serve, "
        + "\(TerminalProgress.grouped(around.takenLinks)) are taken and reach \(counted(around.takenReach, "open job"))\(least)",
      "", "\(around.values.count) of \(counted(around.valueCount, "value")) are asked for by the links below",
    ]
    for value in around.values { lines.append("  \(value.field): \(Console.field(value.name))") }
    lines += ["", "the best \(counted(around.links.count, "link"))"]
    for link in around.links {
      lines += LinkLines(link.link).lines
      let values = link.values.map { Console.field(around.values[$0].name) }.joined(separator: ", ")
      lines.append(
        "           of \(values) · \(counted(link.jobs, "open job"))\(link.isTaken ? "" : " · not taken")")
    }
    lines += ["", "the best \(around.jobs.count) of \(counted(around.shownReach, "open job")) that these reach"]
    for (place, job) in around.jobs.enumerated() {
      let company = job.company.isEmpty ? "" : " · \(Console.field(job.company))"
      let links = job.links.map { String(around.links[$0].link.node) }.joined(separator: ", ")
      lines.append(
        "\(place + 1)  \(job.score.rounded(to: 3))  \(Console.field(job.title))\(company)  [\(Console.field(job.id))]")
      lines.append("     by \(job.links.count == 1 ? "link" : "links") \(links)")
    }
    return lines
  }
}
