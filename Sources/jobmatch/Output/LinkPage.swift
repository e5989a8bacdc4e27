import JobMatching

/// What was learned, for people.
struct LinkPage {
  private let outcome: LinkStage.Outcome

  init(_ outcome: LinkStage.Outcome) { self.outcome = outcome }

  /// The figures.
  var lines: [String] {
    let (report, mining) = (outcome.report, outcome.report.mining)
    func grouped(_ number: Int) -> String { TerminalProgress.grouped(number) }
    var lines = [
      "links \(outcome.manifest.id) are active: \(TerminalProgress.counted(mining.links, "link")) of "
        + "\(grouped(mining.pairs)) pairs, \(grouped(mining.hires)) of them hires"
    ]
    if let features = mining.features, let pairs = mining.pairsWithLinks {
      lines.append("\(grouped(pairs)) pairs have a link, \(grouped(features)) links between them")
    }
    if let regression = report.regression {
      lines.append(
        "the regression keeps \(TerminalProgress.counted(regression.links, "link")) at a cost of \(regression.cost)")
    }
    for (source, count) in report.priorLinks.sorted(by: { $0.key < $1.key }) {
      lines.append("\(TerminalProgress.counted(count, "link")) from prior knowledge: \(source)")
    }
    return lines
  }

  /// What a reader should know of how it was learned.
  var notes: [String] {
    let (report, mining) = (outcome.report, outcome.report.mining)
    var notes: [String] = []
    func note(_ count: Int, _ noun: String, _ text: String) {
      if count > 0 { notes.append("\(TerminalProgress.counted(count, noun)) \(text)") }
    }
    note(
      mining.cappedPairs, "pair",
      "had more than \(mining.mostMetaLinksAPair) pairs of values: those of most support were combined (--most-meta-links)"
    )
    note(report.hiresBeforeApplication, "hire", "of a time before the application: not learned from")
    note(report.hiresWithoutApplication, "hire", "without an application")
    note(report.unknownPairs, "pair", "of seekers or jobs that the market no longer has: not learned from")
    if let sampling = report.sampling {
      notes.append(
        "\(TerminalProgress.counted(report.sampledNoHires, "no-hire")) drawn, \(sampling.aHire) a hire, seed "
          + "\(sampling.seed): every application led to a hire")
    }
    return notes
  }
}
