import ArgumentParser
import Foundation
import VectorMath

/// Measures how the k best of 1,000,000 scores are found: histogram, heap, partial sort, full sort (PAPER 5.5).
///
/// - **Measured**: milliseconds from an array of f32 scores to the rows of the best k in order, one thread. All ways take turns
///   in every round; what is printed are medians over rounds and each way's ratio to the histogram, with least and greatest.
/// - **On what data**: scores of a normal distribution, as inner products are; the same, rising, the worst case of a heap; and
///   rounded to hundredths, so that thousands are equal. Seed 1.
/// - All answers are compared before anything is timed.
@main
struct Benchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "select-benchmark", abstract: "Measures how the best k of many scores are found.")

  @Option(help: "How many scores.")
  var scores = 1_000_000
  @Option(help: "How many rounds.")
  var rounds = 15

  func validate() throws {
    guard scores > 0, rounds > 0 else { throw ValidationError("--scores and --rounds are at least 1") }
  }

  func run() throws {
    let heading = Selection.allCases.map { "\($0.rawValue), ms" }
    print("| scores | k | " + heading.joined(separator: " | ") + " |\n|---|---|" + String(repeating: "---|", count: 4))
    for (name, scores) in inputs() {
      for k in [1000, 2000] { print(try line(name, scores, k)) }
    }
  }

  private func inputs() -> [(String, [Float])] {
    var random = SeededRandom(seed: 1)
    let drawn = (0..<scores).map { _ in Float(random.normal() * 0.09) }
    return [
      ("normal", drawn), ("normal, rising", drawn.sorted()),
      ("normal, hundredths", drawn.map { ($0 * 100).rounded() / 100 }),
    ]
  }

  private func line(_ name: String, _ scores: [Float], _ k: Int) throws -> String {
    let answers = Selection.allCases.map { $0.rows(k, of: scores) }
    guard answers.allSatisfy({ $0 == answers[0] && $0.count == min(k, scores.count) }) else {
      throw ValidationError("\(name), k \(k): the ways differ in their answers")
    }
    var times = [[Double]](repeating: [], count: Selection.allCases.count)
    for _ in 0..<rounds {
      for (place, way) in Selection.allCases.enumerated() {
        let started = ContinuousClock.now
        let rows = way.rows(k, of: scores)
        times[place].append(started.duration(to: .now) / .milliseconds(1))
        precondition(rows.count == answers[0].count)
      }
    }
    let cells = times.enumerated().map { place, own in
      let ratios = zip(own, times[0]).map { $0 / $1 }.sorted()
      let ratio = "×\(text(median(ratios))) [\(text(ratios[0])), \(text(ratios[ratios.count - 1]))]"
      return text(median(own)) + (place == 0 ? "" : " \(ratio)")
    }
    return "| \(name) | \(k) | " + cells.joined(separator: " | ") + " |"
  }

  private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  private func text(_ value: Double) -> String { String(format: value < 10 ? "%.2f" : "%.1f", value) }
}
