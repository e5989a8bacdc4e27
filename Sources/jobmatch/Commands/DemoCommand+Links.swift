import ArgumentParser
import Foundation
import JobMarket
import JobMatching
import LinkGraph
import MarketStorage

extension DemoCommand {
  /// Learns links, targets jobs by them, and shows the promoted flow with an explanation and an edit.
  ///
  /// - Throws: `ExitCode` of a failed check where a link that was banned still serves.
  func showLinks(_ workspace: Workspace, _ world: DemoWorld) throws {
    let pipeline = Pipeline(workspace, progress: TerminalProgress().handler)
    step("link\(place)")
    guard try workspace.openStore(writable: false).counts()[.hire] ?? 0 > 0 else {
      Console.result("this log has neither hires nor applications, so there are no links to learn from it")
      return
    }
    let learned = try pipeline.link(LinkOptions(workspace.configuration.links), createdAt: Clock.now)
    LinkPage(learned).lines.forEach(Console.result)
    LinkPage(learned).notes.forEach(Console.note)

    step("link list -k 3\(place)")
    var selection = LinkBook.Selection()
    selection.count = 3
    for link in try LinkBook(workspace).list(selection).links { LinkLines(link).lines.forEach(Console.result) }

    step("target\(world.asOfArgument)\(place)")
    TargetPage(try pipeline.target(asOf: world.asOf, createdAt: Clock.now)).lines.forEach(Console.result)

    let service = try MatchService(workspace)
    let options = MatchOptions(count: 3, asOf: world.asOf)
    guard let example = try service.examplePromoted(options) else {
      Console.result("no seeker is reached by a promoted job through a learned link")
      return
    }
    step("recommend \(shellWord(example.seeker)) --flow promoted -k 3\(place)\(world.asOfArgument)")
    MatchPage(example.answer).lines.forEach(Console.result)
    guard let match = example.answer.matches.first, let link = match.links.first else { return }

    step("explain \(shellWord(example.seeker)) \(shellWord(match.job.id))\(place)\(world.asOfArgument)")
    if let links = try service.linkExplanation(seeker: example.seeker, job: match.job.id, options) {
      LinkExplanationPage(links).lines.dropFirst().forEach(Console.result)
    }
    try ban(link, of: match, example.seeker, service, workspace, options)
  }

  /// Bans a link, and asks the same service again: what people decide shows in the next answer.
  private func ban(
    _ link: MatchedLink, of match: Match, _ seeker: String, _ service: MatchService, _ workspace: Workspace,
    _ options: MatchOptions
  ) throws {
    step("link ban \(link.node) --author demo --reason 'to show that it is gone'\(place)")
    try LinkBook(workspace)
      .edit([link.node], .ban, at: Clock.now, author: "demo", reason: "to show that it is gone")
    guard let after = try service.linkExplanation(seeker: seeker, job: match.job.id, options) else { return }
    guard let banned = after.joined.first(where: { $0.node == link.node }), banned.state == .banned else {
      Console.result("link \(link.node) still serves: this is a fault")
      throw ExitCode(ExitStatus.checkFailed)
    }
    LinkLines(banned).lines.forEach(Console.result)
    Console.result("the very service that was served by it heeds that, without any column being rewritten")
    step("link clear \(link.node) --author demo --reason 'the demo is over'\(place)")
    try LinkBook(workspace).edit([link.node], .clear, at: Clock.now, author: "demo", reason: "the demo is over")
    Console.result("link \(link.node) serves again; `jobmatch link log\(place)` keeps both decisions")
  }
}
