import EntityStandardization
import Foundation
import JobMarket
import JobMatching

/// The engine's own runs, one thread each.
struct Engine {
  private let texts: TextStandardizer
  private let inputs: Inputs
  private let matcher: TitleMatcher
  private let normalizer = TitleNormalizer()
  /// The labels that titles are matched to.
  let occupationLabels: [String]

  init(_ texts: TextStandardizer, _ inputs: Inputs) {
    (self.texts, self.inputs) = (texts, inputs)
    let esco = texts.occupations.filter { $0.name == "esco" }
    matcher = TitleMatcher(taxonomies: esco)
    occupationLabels = esco.flatMap(\.concepts).filter { !$0.isGroup }.flatMap { [$0.label] + $0.alternateLabels }
  }

  /// One run of something that was counted.
  struct Run: Codable {
    var seconds: Double
    var matches: Int
  }

  /// All adverts through the skill finder.
  func skills() -> Run { run(texts.skills) }

  /// All adverts through the plain longest match.
  func plainSkills() -> Run { run(texts.plainSkills) }

  private func run(_ finder: some MentionFinder) -> Run {
    Engine.timed {
      inputs.adverts.reduce(0) { $0 + finder.mentions(in: $1, part: .description).count }
    }
  }

  /// How many candidates of a title are asked for.
  static let limit = 5

  /// All titles to their nearest occupations.
  func titles() -> Run {
    var scratch = TitleScratch()
    return Engine.timed {
      inputs.titles.reduce(0) { count, title in
        count + matcher.candidates(for: normalizer.normalize(title), limit: Engine.limit, scratch: &scratch).count
      }
    }
  }

  /// Microseconds of each job through all finders, rising.
  func jobs() -> [Double] {
    let clock = ContinuousClock()
    var count = 0
    let times = inputs.jobs.map { job in
      let start = clock.now
      count += texts.standardizer.mentions(in: StandardizedText.texts(of: job)).count
      return (clock.now - start) / .microseconds(1)
    }
    precondition(count > 0, "the jobs hold mentions")
    return times.sorted()
  }

  private static func timed(_ work: () -> Int) -> Run {
    let clock = ContinuousClock()
    let start = clock.now
    let matches = work()
    return Run(seconds: (clock.now - start) / .seconds(1), matches: matches)
  }
}
