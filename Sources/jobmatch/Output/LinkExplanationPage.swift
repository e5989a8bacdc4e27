import JobMatching

/// What links say of a seeker and a job, for people.
struct LinkExplanationPage {
  private let explanation: LinkExplanation

  init(_ explanation: LinkExplanation) { self.explanation = explanation }

  /// How many links are shown.
  private static let limit = 10

  /// The lines of the page.
  var lines: [String] {
    let reach =
      "the seeker has \(TerminalProgress.counted(explanation.seekerLinks, "link")) that serve; "
      + "\(TerminalProgress.grouped(explanation.servedLinks)) are taken and reach "
      + TerminalProgress.counted(explanation.reach, "open job")
    var lines = [""]
    if explanation.joined.isEmpty {
      lines.append("promoted: no link joins them; \(reach)")
      for near in explanation.nearest { lines.append("  nearest: " + Console.field(near.words, limit: 600)) }
      if explanation.nearest.isEmpty { lines.append("  and none comes near") }
      return lines
    }
    lines.append("promoted: \(TerminalProgress.counted(explanation.joined.count, "link")) join them; \(reach)")
    for link in explanation.joined.prefix(LinkExplanationPage.limit) { lines += LinkLines(link).lines }
    let rest = explanation.joined.count - LinkExplanationPage.limit
    if rest > 0 { lines.append("  and \(rest) more") }
    return lines
  }
}
