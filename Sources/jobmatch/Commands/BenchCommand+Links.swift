import ArgumentParser
import Foundation
import JobMatching

/// Judges learned links against planted ones.
struct PlantedLinksBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "planted-links",
    abstract: "Make synthetic markets, learn links from their hires, and compare them with those that were planted.")

  @Option(help: "How many markets, with the seeds 1, 2, …; 1 to 1000.") var seeds = 10
  @Option(help: "The factor by which a planted link multiplies the odds of a hire.") var odds = 6.0
  @Option(help: "In how many pairs a link must occur.") var minSupport = 10
  @Flag(help: "Rank by L1 logistic regression, too, which takes several times as long.") var regression = false
  @Option(help: "How many markets are worked on at a time.") var threads = ProcessInfo.processInfo.activeProcessorCount
  @Flag(help: "Print a line of JSON.") var json = false

  func validate() throws {
    guard (1...1000).contains(seeds) else { throw ValidationError("--seeds \(seeds): 1 to 1000") }
    guard (1...1024).contains(threads) else { throw ValidationError("--threads \(threads): 1 to 1024") }
  }

  func run() throws {
    var evaluation = try PlantedLinksEvaluation()
    evaluation.configuration.plantedLinkOdds = odds
    evaluation.mining.minimumSupport = minSupport
    if regression { evaluation.scorings.append(.regression()) }
    let report = try evaluation.report(seeds: 1...UInt64(seeds), threads: threads)
    if json {
      try Console.json(report)
    } else {
      Console.result(report.markdown)
      Console.result("planted links that had the support to be learned: \(report.learnable)")
    }
  }
}

/// Judges derived hires against those that a market made.
struct DerivedHiresBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "derived-hires",
    abstract:
      "Make synthetic markets, derive hires from applications and profiles, and compare them with the true ones.")

  @Option(help: "How many markets, with the seeds 1, 2, …; 1 to 1000.") var seeds = 10
  @Flag(help: "Print a line of JSON a market.") var json = false

  func validate() throws {
    guard (1...1000).contains(seeds) else { throw ValidationError("--seeds \(seeds): 1 to 1000") }
  }

  func run() throws {
    let answers = try (1...UInt64(seeds)).map { seed in
      let answer = try DerivedHiresEvaluation().answer(seed: seed)
      if json { try Console.json(answer) }
      return answer
    }
    guard !json else { return }
    for (name, values) in [
      ("precision", answers.map(\.precision)), ("recall of shown hires", answers.map(\.recall)),
      ("recall of all hires", answers.map(\.recallOfAll)),
    ] { Console.result("\(name): \(SeedInterval(values))") }
  }
}
