import JobMarket
import LinkGraph
import Synchronization
import SyntheticMarket
import VectorMath

/// How many of the links that were planted in synthetic markets are learned from their hires, and what else is.
///
/// ```swift
/// let report = try PlantedLinksEvaluation().report(seeds: 1...10)
/// report.rows[0].recall   // the share of planted links among as many learned ones, over seeds
/// ```
///
/// A market's applications are pairs, its recorded hires the hires; attributes are plain and complete, so that nothing but
/// learning is judged. Links are learned from the pairs of some seekers, more no-hires than hires permitted (a planted link that
/// raises the odds of 0.12 to 0.45 has more), and ranked by a score; of links that ask the same of both sides, which join the same
/// pairs, the best stands. Then, for a number of first links, in two ways:
///
/// *By whom they join*, over all pairs. Attributes go together, so that other words may mean the same people: nurses of one hospital
/// are known by their major as well.
/// - **precision**: the share of links half of whose pairs or more are joined by a planted link, too;
/// - **recall**: the share of planted links of which one joins about the same pairs (those of both ÷ those of either ≥ ½).
///
/// *By what they ask*, the strictest.
/// - **precision, as asked**: the share that asks all that a planted link asks, and perhaps more, so that it joins planted pairs only;
/// - **recall, as asked**: the share of planted links of which one asks exactly the same; **covered**: or that and more.
///
/// A link that was not planted may be true all the same: only the qualified are hired at all, so that links between an occupation and
/// itself foretell hires. Therefore, over pairs of *other* seekers that the links join, where no luck of learning helps: the share
/// of **planted pairs** among them and how many of all planted ones are **reached**, the share of **qualified pairs**, and the **lift**,
/// the mean of the pairs' true probabilities of a hire over that of all pairs.
public struct PlantedLinksEvaluation: Sendable {
  /// The market. The default has 3,000 jobs and 25,000 seekers of 20 requests: 50,000 to 60,000 applications, 24 planted links.
  public var configuration: MarketConfiguration
  /// The last so many seekers are not learned from. The default is 5,000.
  public var heldOutSeekers = 5000
  /// What may be joined. The default is what somebody who knows such markets but not this one would permit.
  public var templates: [LinkTemplate]
  /// How links are learned. The default has sizes up to 2, the greatest of a planted one, and support of 10: of
  /// 3, hundreds of thousands of links of three pairs stand before the planted ones by chance.
  public var mining: MiningOptions
  /// Which first links are judged. The default is 1 and 10 times as many as were planted; 1, 2 and 5 times, each half new; and those of at
  /// least as many hires as no-hires.
  public var cutoffs: [Cutoff] = [.planted(1), .planted(10), .fresh(1), .fresh(2), .fresh(5), .asManyHires]
  /// How links are scored, by name. The default has the smoothed ratio of hires to no-hires, the same shrunk, and for comparison the
  /// support.
  public var scorings: [Scoring] = [.ratio, .shrunk(20), .support]

  /// Which links of a ranking are judged.
  public enum Cutoff: Hashable, Sendable, Codable, CustomStringConvertible {
    /// So many times as many as were planted.
    case planted(Int)
    /// So many times as many as were planted, of those half of whose pairs or more none of the better ones joins: planted links have
    /// many special cases and other words, and a list of ten ways to say one thing tells one thing.
    case fresh(Int)
    /// Those of at least as many hires as no-hires, as the paper keeps them.
    case asManyHires

    /// In words.
    public var description: String {
      switch self {
      case .planted(let times): "\(times) × planted"
      case .fresh(let times): "\(times) × planted, each half new"
      case .asManyHires: "hires ≥ no-hires"
      }
    }
  }

  /// A way to score links: greater is better.
  public struct Scoring: Sendable {
    /// How tables name it.
    public let name: String
    /// Scores each link of a table from the pairs that it was learned from; a link of score `nil` is not ranked.
    public let score: @Sendable (_ table: LinkTable, _ pairs: HirePairs, _ features: LinkFeatures) throws -> [Double?]

    /// Makes a scoring.
    public init(
      name: String,
      score: @escaping @Sendable (_ table: LinkTable, _ pairs: HirePairs, _ features: LinkFeatures) throws -> [Double?]
    ) {
      (self.name, self.score) = (name, score)
    }

    /// (hires + 1) ÷ (no-hires + 1).
    public static let ratio = Scoring(name: "ratio") { table, _, _ in
      zip(table.hires, table.noHires).map { (Double($0) + 1) / (Double($1) + 1) }
    }

    /// The weight in an L1 logistic regression; links of no weight or one below are not ranked.
    ///
    /// - Parameter options: how weights are found.
    public static func regression(_ options: RegressionOptions = RegressionOptions()) -> Scoring {
      Scoring(name: "regression") { table, pairs, features in
        let fitted = try LinkRegression.fit(
          pairs: pairs, features: features, linkCount: table.count, options: options)
        return fitted.weights.map { $0 > 0 ? Double($0) : nil }
      }
    }

    /// (hires + s · h) ÷ (no-hires + s · (1 − h)), h being the share of hires among all pairs: a link of few pairs scores near the
    /// market's own ratio, so that chance does not put it first.
    ///
    /// - Parameter strength: s, in pairs, above 0.
    public static func shrunk(_ strength: Double) -> Scoring {
      Scoring(name: "ratio, shrunk by \(Int(strength)) pairs") { table, pairs, _ in
        let share = Double(pairs.hireCount) / Double(max(1, pairs.count))
        return zip(table.hires, table.noHires).map {
          (Double($0) + strength * share) / (Double($1) + strength * (1 - share))
        }
      }
    }

    /// Hires and no-hires together: what a ranking without any regard to hires would take.
    public static let support = Scoring(name: "support") { table, _, _ in
      zip(table.hires, table.noHires).map { Double($0) + Double($1) }
    }
  }

  /// Prepares with the defaults.
  ///
  /// - Throws: nothing that its own templates could cause.
  public init() throws {
    configuration = MarketConfiguration()
    (configuration.jobs, configuration.seekers, configuration.requestsPerSeeker) = (3000, 25_000, 20)
    templates = try [
      "title:title", "title:industry", "title:seniority", "skill:title", "skill:industry", "major:title",
      "major:seniority",
      "company:company",
    ].map { try LinkTemplate($0) }
    mining = MiningOptions()
    (mining.maximumSize, mining.keepsMoreNoHires, mining.mostMetaLinksAPair) = (2, true, 64)
    mining.minimumSupport = 10
  }

  /// Judges some seeds, so many at a time; the answer is the same at any number of threads.
  ///
  /// - Throws: `MarketConfigurationError`, `LinkGraphError`.
  public func report(seeds: some Collection<UInt64>, threads: Int = 1) throws -> PlantedLinksReport {
    let seeds = Array(seeds)
    let answers = Mutex([Result<SeedAnswer, any Error>?](repeating: nil, count: seeds.count))
    let next = Atomic<Int>(0)
    Processors.perform(max(1, min(threads, seeds.count))) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < seeds.count else { return }
        let answer = Result { try self.answer(seed: seeds[index]) }
        answers.withLock { $0[index] = answer }
      }
    }
    return PlantedLinksReport(try answers.withLock { try $0.compactMap { try $0?.get() } })
  }

  /// Judges one market. O(the market and its links).
  ///
  /// - Throws: `MarketConfigurationError`, `LinkGraphError`.
  public func answer(seed: UInt64) throws -> SeedAnswer {
    let world = try PlantedWorld(MarketGenerator(configuration: configuration, seed: seed), heldOut: heldOutSeekers)
    let mined = try LinkMiner(templates: templates, options: mining).mine(world.learned.pairs)
    let features = try LinkFeatures(of: world.learned.pairs, in: mined.links)
    let others = try LinkFeatures(of: world.heldOut.pairs, in: mined.links)
    let judge = PlantedLinkJudge(
      world: world, links: mined.links, learnedFeatures: features, heldOutFeatures: others)
    return SeedAnswer(
      seed: seed, pairs: world.learned.pairs.count, hires: world.learned.pairs.hireCount, links: mined.links.count,
      planted: world.planted.count, learnable: judge.learnable,
      base: judge.base,
      rows: try scorings.flatMap { scoring in
        let ranking = judge.ranking(by: try scoring.score(mined.links, world.learned.pairs, features))
        return cutoffs.map { judge.row(scoring.name, $0, ranking) }
      })
  }
}
