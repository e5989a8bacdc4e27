import Foundation
import JobMarket
import Retrieval
import SearcherConformance

/// Steps done to a live index and to a naive one side by side, both looked at after each.
enum LiveRun {
  /// How often a run that went wrong is tried again with fewer steps.
  private static let mostRuns = 400

  /// What went wrong, and after how many steps.
  struct Failure: CustomStringConvertible {
    var seed: UInt64
    var steps: [LiveStep]
    var violations: [String]

    var description: String {
      "seed \(seed), after \(steps.count) steps: \(violations.joined(separator: "; "))\n"
        + steps.enumerated().map { "  \($0.offset + 1). \($0.element)" }.joined(separator: "\n")
    }
  }

  /// The fewest steps found that go wrong; `nil` where all went well.
  static func failure(seed: UInt64, steps: [LiveStep]) -> Failure? {
    guard var failure = firstFailure(seed: seed, steps: steps) else { return nil }
    // One change a step, then without half of the steps, a quarter, … as long as something goes wrong.
    let single = failure.steps.flatMap(\.singleSteps)
    if let found = firstFailure(seed: seed, steps: single) { failure = found }
    var (size, runs) = (max(1, failure.steps.count / 2), 0)
    while runs < mostRuns {
      var start = 0
      var isShorter = false
      while start < failure.steps.count, runs < mostRuns {
        var fewer = failure.steps
        fewer.removeSubrange(start..<min(start + size, fewer.count))
        runs += 1
        if let found = firstFailure(seed: seed, steps: fewer) {
          (failure, isShorter) = (found, true)
        } else {
          start += size
        }
      }
      if size == 1, !isShorter { break }
      size = max(1, size / 2)
    }
    return failure
  }

  private static func firstFailure(seed: UInt64, steps: [LiveStep]) -> Failure? {
    let folder = FileManager.default.temporaryDirectory.appending(path: "live-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    var done = 0
    do {
      let pair = try LivePair(folder: folder)
      for step in steps {
        done += 1
        let violations = try pair.violations(after: step)
        if !violations.isEmpty { return Failure(seed: seed, steps: Array(steps.prefix(done)), violations: violations) }
      }
      return nil
    } catch {
      return Failure(seed: seed, steps: Array(steps.prefix(done)), violations: ["threw \(error)"])
    }
  }
}

/// The index that is judged, and the one that judges.
final class LivePair {
  private let subject: LiveSubject
  private var expected = NaiveIndex(LiveWorld.vectorFields)

  init(folder: URL) throws { subject = try LiveSubject(folder: folder) }

  /// Does a step to both and tells what differs then.
  func violations(after step: LiveStep) throws -> [String] {
    var step = step
    if case .change(let changes) = step { step = .change(changes.map(expected.fitting)) }
    var meanwhile: [String] = []
    var next = expected
    if next.perform(step) {
      expected = next
      let found = try subject.perform(step) {
        self.expected
      } meanwhile: { steps in
        for step in steps where meanwhile.isEmpty { meanwhile = try self.violations(after: step) }
      }
      meanwhile += found
    } else {
      do {
        _ = try subject.perform(step) {
          self.expected
        } meanwhile: { _ in
        }
        return ["a step that cannot be was done"]
      } catch is IndexError {}
    }
    var violations = meanwhile + subject.violations(expected)
    if case .ask(let question) = step {
      violations += try subject.violations(question, expected)
    } else {
      // The same few questions after each step: what a step must not disturb.
      for question in Question.everyStep { violations += try subject.violations(question, expected) }
    }
    return violations
  }
}

extension Question {
  /// Asked after every step that is no question itself.
  static let everyStep: [Question] = [
    Question(
      query: Query(
        scorers: [
          WeightedScorer("v", weight: 1, .vector(field: "v", model: "d", [1, -1, 2, 0, 1])),
          WeightedScorer(
            "skills", weight: 3, .weightedTerms(field: .skill, weights: [0: 1, 2: -1, 4: 2], minimumMatches: 1)),
        ], k: 7, asOf: Instant(seconds: 6)),
      counted: JobPredicate([.init(.anyOf(.skill, [0, 1]), .missing(.company))]), jobs: [JobKey(rawValue: 1)])
  ]
}

extension LiveStep {
  /// The same with one change at a time.
  fileprivate var singleSteps: [LiveStep] {
    switch self {
    case .change(let changes): changes.map { .change([$0]) }
    case .mergeWhile(let steps): [.mergeWhile(steps.flatMap(\.singleSteps))]
    default: [self]
    }
  }
}

extension NaiveIndex {
  /// Whether a job is offered and matches, and is not hidden.
  static func matches(_ job: IndexedJob, _ query: Query) -> Bool {
    NaiveSearcher(jobs: [job]).retrieve(query).jobs.count == 1
  }
}
