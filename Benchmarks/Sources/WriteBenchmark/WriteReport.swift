import Foundation

/// What the benchmark found: medians over its rounds.
struct WriteReport: Encodable {
  var jobs: Int
  var callers: Int
  var rounds: Int
  var seed: UInt64
  /// A transaction an upsert, one caller.
  var alone: WritingFigures
  /// Shared commits.
  var shared: WritingFigures
  /// The median of the rounds' ratios of rates, shared to alone.
  var ratio: Double
  var following: FollowingFigures

  init(
    jobs: Int, callers: Int, rounds: Int, seed: UInt64, writing: [(alone: WritingFigures, shared: WritingFigures)],
    reading: [FollowingFigures]
  ) {
    (self.jobs, self.callers, self.rounds, self.seed) = (jobs, callers, rounds, seed)
    func middle(_ figures: [WritingFigures]) -> WritingFigures {
      WritingFigures(
        upsertsPerSecond: figures.map(\.upsertsPerSecond).middle,
        medianMilliseconds: figures.map(\.medianMilliseconds).middle,
        p99Milliseconds: figures.map(\.p99Milliseconds).middle)
    }
    (alone, shared) = (middle(writing.map(\.alone)), middle(writing.map(\.shared)))
    ratio = writing.map { $0.shared.upsertsPerSecond / $0.alone.upsertsPerSecond }.middle
    following = FollowingFigures(
      changedJobsPerSecond: reading.map(\.changedJobsPerSecond).middle,
      changedJobsPerCPUSecond: reading.map(\.changedJobsPerCPUSecond).middle, changedJobs: reading[0].changedJobs,
      latestSequenceMicroseconds: reading.map(\.latestSequenceMicroseconds).middle)
  }

  /// The table for people.
  var table: String {
    [
      line("", "upserts/s", "median ms", "p99 ms"),
      line("a transaction an upsert", alone),
      line("shared commits, \(callers) callers", shared),
      "ratio \(decimals(ratio, 1)): median of \(rounds) rounds in turn; \(jobs) jobs before, seed \(seed)",
      "",
      "\(decimals(following.changedJobsPerSecond, 0)) changed jobs/s read and decoded, "
        + "\(decimals(following.changedJobsPerCPUSecond, 0)) a processor second (\(following.changedJobs) of them)",
      "latestSequence() \(decimals(following.latestSequenceMicroseconds, 2)) µs",
    ].joined(separator: "\n")
  }

  /// One line of JSON.
  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }

  private func line(_ name: String, _ figures: WritingFigures) -> String {
    line(
      name, decimals(figures.upsertsPerSecond, 0), decimals(figures.medianMilliseconds, 2),
      decimals(figures.p99Milliseconds, 2))
  }

  private func line(_ name: String, _ columns: String...) -> String {
    name.padding(toLength: 30, withPad: " ", startingAt: 0)
      + columns.map { String(repeating: " ", count: max(1, 12 - $0.count)) + $0 }.joined()
  }

  private func decimals(_ value: Double, _ places: Int) -> String {
    value.formatted(.number.precision(.fractionLength(places)).locale(Locale(identifier: "en_US")))
  }
}

extension [Double] {
  /// The middle value, the lower of two.
  fileprivate var middle: Double { sorted()[(count - 1) / 2] }
}
