import ArgumentParser
import EntityStandardization
import Foundation
import JobMarket
import JobMatching

/// Measures standardization: skills in adverts, fuzzy titles, and one job's whole live path, beside peers in Python.
///
/// - **Measured**: megabytes of advert text a second through the whole skill finder, from a text to its mentions with
///   stances; titles a second to the five nearest ESCO occupations, typos forgiven; microseconds of one job through all finders,
///   median and 99th percentile. One thread everywhere.
/// - **On what data**: descriptions of NHS adverts and the labels of ESCO and O*NET; the jobbert titles.
/// - **Peers**: pyahocorasick and flashtext on the same phrases and texts, rapidfuzz on the same labels and titles, in one
///   process that builds its indexes first. Engine and peers take turns; what is reported are medians over the rounds, and the
///   ratio of each round's pair with its least and greatest.
@main
struct Benchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "standardize-benchmark", abstract: "Measures how fast texts become entities.")

  @Option(help: "The folder of data sets, with esco, onet, postings and jobbert in it.")
  var data: String
  @Option(help: "How many rounds.")
  var rounds = 5
  @Option(help: "How many adverts.")
  var adverts = 4000
  @Option(help: "How many titles of the engine; the peer has a tenth of them.")
  var titles = 2000
  @Flag(help: "Measure the engine alone.")
  var engineOnly = false
  @Option(help: "Instead, draw the mentions of the hand-checked sample with a seed, and print them as CSV.")
  var drawSkills: UInt64?

  func validate() throws {
    guard rounds > 0, adverts > 0, titles >= 10 else {
      throw ValidationError("--rounds and --adverts are at least 1, --titles at least 10")
    }
  }

  func run() throws {
    do { try measure() } catch let error as BenchmarkError where error.status == 3 { throw ExitCode(3) }
  }

  private func measure() throws {
    let folder = URL(filePath: data)
    let start = ContinuousClock.now
    let texts = try TextStandardizer(taxonomies: ["esco=\(data)/esco", "onet=\(data)/onet"])
    let opened = (ContinuousClock.now - start) / .seconds(1)
    if let seed = drawSkills { return try SkillDraw(texts: texts, data: folder).print(seed: seed) }
    let inputs = try Inputs(data: folder, adverts: adverts, titles: titles)
    let engine = Engine(texts, inputs)
    let peer = engineOnly ? nil : try Peer(texts.skillLabels, inputs, engine.occupationLabels)
    defer { peer?.stop() }
    var results = Results()
    for round in 0...rounds {
      // The first warms caches up.
      let measured = try Results.Round(
        skills: engine.skills(), plain: engine.plainSkills(), titles: engine.titles(),
        ahocorasick: peer?.measure("ahocorasick"), flashtext: peer?.measure("flashtext"),
        rapidfuzz: peer?.measure("rapidfuzz"))
      if round > 0 { results.rounds.append(measured) }
    }
    results.jobMicroseconds = engine.jobs()
    results.megabytes = Double(inputs.byteCount) / 1e6
    results.phrases = texts.skills.phraseCount
    results.plainPhrases = texts.skillLabels.count
    results.titleCount = inputs.titles.count
    results.peerTitleCount = inputs.peerTitles.count
    results.openSeconds = opened
    results.printTable()
    try results.printLines()
  }
}
