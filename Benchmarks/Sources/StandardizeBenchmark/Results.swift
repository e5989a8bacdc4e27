import Foundation

/// What all rounds measured, and how it is shown.
struct Results {
  /// One turn of each.
  struct Round {
    var skills: Engine.Run
    var plain: Engine.Run
    var titles: Engine.Run
    var ahocorasick: Engine.Run?
    var flashtext: Engine.Run?
    var rapidfuzz: Engine.Run?
  }

  var rounds: [Round] = []
  var jobMicroseconds: [Double] = []
  var megabytes = 0.0
  var phrases = 0
  var plainPhrases = 0
  var titleCount = 0
  var peerTitleCount = 0
  var openSeconds = 0.0

  /// One line of the table and of the JSON.
  struct Line: Encodable {
    var what: String
    var unit: String
    var value: Double
    var least: Double
    var greatest: Double
    /// The engine's rate over the peer's, a round each: median, least, greatest.
    var ratio: [Double]?
    var matches: Int
  }

  /// All lines, in order.
  var lines: [Line] {
    var lines = [
      rate("skill finder, \(phrases) phrases", "MB/s", megabytes) { $0.skills },
      rate("plain longest match, \(plainPhrases) labels", "MB/s", megabytes) { $0.plain },
      rate("peer: pyahocorasick", "MB/s", megabytes, ours: { $0.skills }) { $0.ahocorasick },
      rate("peer: flashtext", "MB/s", megabytes, ours: { $0.skills }) { $0.flashtext },
      rate("titles to 5 occupations", "titles/s", Double(titleCount)) { $0.titles },
      rate(
        "peer: rapidfuzz token_set_ratio", "titles/s", Double(peerTitleCount), ours: { $0.titles },
        ourAmount: Double(titleCount)
      ) { $0.rapidfuzz },
    ].compactMap { $0 }
    func percentile(_ share: Double) -> Double {
      jobMicroseconds.isEmpty
        ? 0 : jobMicroseconds[min(jobMicroseconds.count - 1, Int(share * Double(jobMicroseconds.count)))]
    }
    lines.append(
      Line(
        what: "one job, all finders: p50 [p50, p99]", unit: "µs", value: percentile(0.5), least: percentile(0.5),
        greatest: percentile(0.99), matches: jobMicroseconds.count))
    lines.append(
      Line(
        what: "opening: reading and building", unit: "s", value: openSeconds, least: openSeconds, greatest: openSeconds,
        matches: 0))
    return lines
  }

  private func rate(
    _ what: String, _ unit: String, _ amount: Double, ours: ((Round) -> Engine.Run)? = nil, ourAmount: Double? = nil,
    _ run: (Round) -> Engine.Run?
  ) -> Line? {
    let runs = rounds.compactMap(run)
    guard runs.count == rounds.count, !runs.isEmpty else { return nil }
    let rates = runs.map { amount / $0.seconds }.sorted()
    let ratios = ours.map { ours in
      zip(rounds, runs).map { (ourAmount ?? amount) / ours($0).seconds / (amount / $1.seconds) }.sorted()
    }
    return Line(
      what: what, unit: unit, value: Results.median(rates), least: rates[0], greatest: rates[rates.count - 1],
      ratio: ratios.map { [Results.median($0), $0[0], $0[$0.count - 1]] }, matches: runs[0].matches)
  }

  private static func median(_ sorted: [Double]) -> Double { sorted[(sorted.count - 1) / 2] }

  /// Shows the table.
  func printTable() {
    func number(_ value: Double) -> String {
      value.formatted(.number.precision(.fractionLength(value < 10 ? 2 : value < 1000 ? 1 : 0)).grouping(.never))
    }
    for line in lines {
      let name = line.what.padding(toLength: 44, withPad: " ", startingAt: 0)
      let value = "\(number(line.value)) \(line.unit) [\(number(line.least)), \(number(line.greatest))]"
        .padding(toLength: 38, withPad: " ", startingAt: 0)
      let ratio = line.ratio.map { "  engine ×\(number($0[0])) [\(number($0[1])), \(number($0[2]))]" } ?? ""
      print("\(name) \(value) \(line.matches) found\(ratio)")
    }
    print("\(number(megabytes)) MB of adverts, medians of \(rounds.count) rounds with least and greatest, one thread")
  }

  /// Shows a line of JSON each.
  func printLines() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    for line in lines { print(String(decoding: try encoder.encode(line), as: UTF8.self)) }
  }
}
