/// What is true of some pairs of a synthetic market.
public struct PairTruth: Hashable, Sendable, Codable {
  /// How many there are.
  public let pairs: Int
  /// The share of qualified ones.
  public let qualified: Double
  /// The share that a planted link joins.
  public let planted: Double
  /// Their mean probability of a hire.
  public let probability: Double
}

/// One market's planted links against its learned ones.
public struct SeedAnswer: Hashable, Sendable, Codable {
  /// The seed.
  public let seed: UInt64
  /// Pairs learned from, and hires among them.
  public let pairs: Int, hires: Int
  /// Links learned, and how many of them ask different things.
  public let links: Int, sides: Int
  /// Planted links, and how many of them have the support to be learned.
  public let planted: Int, learnable: Int
  /// All held-out pairs.
  public let base: PairTruth
  /// A row a scoring and cutoff.
  public let rows: [Row]

  /// The first links of a ranking.
  public struct Row: Hashable, Sendable, Codable {
    /// How they were ranked.
    public let scoring: String
    /// Which.
    public let cutoff: PlantedLinksEvaluation.Cutoff
    /// How many.
    public let links: Int
    /// The share that asks what a planted link asks, or more.
    public let precision: Double
    /// The share of planted links that are among them.
    public let recall: Double
    /// The share of planted links that are among them or of which a special case is.
    public let covered: Double
    /// The held-out pairs that they join.
    public let joined: PairTruth
  }
}

/// Planted links against learned ones over seeds.
public struct PlantedLinksReport: Sendable, Codable {
  /// The markets.
  public let seeds: [SeedAnswer]
  /// A row a scoring and cutoff.
  public let rows: [Row]
  /// Planted links that had the support to be learned, as a share.
  public let learnable: SeedInterval

  /// Means over seeds and their 95 % intervals.
  public struct Row: Sendable, Codable {
    /// How links were ranked.
    public let scoring: String
    /// Which of them.
    public let cutoff: PlantedLinksEvaluation.Cutoff
    /// How many links.
    public let links: SeedInterval
    /// As in `SeedAnswer.Row`.
    public let precision: SeedInterval, recall: SeedInterval, covered: SeedInterval
    /// Over held-out pairs that the links join.
    public let qualified: SeedInterval, planted: SeedInterval
    /// Their mean probability of a hire over that of all held-out pairs.
    public let lift: SeedInterval
    /// The share of held-out pairs that are joined.
    public let reach: SeedInterval
  }

  /// Sums up.
  init(_ seeds: [SeedAnswer]) {
    self.seeds = seeds
    learnable = SeedInterval(seeds.map { Double($0.learnable) / Double(max(1, $0.planted)) })
    rows = (seeds.first?.rows ?? []).indices.map { index in
      func interval(_ value: (SeedAnswer.Row, SeedAnswer) -> Double) -> SeedInterval {
        SeedInterval(seeds.map { value($0.rows[index], $0) })
      }
      return Row(
        scoring: seeds[0].rows[index].scoring, cutoff: seeds[0].rows[index].cutoff,
        links: interval { row, _ in Double(row.links) }, precision: interval { row, _ in row.precision },
        recall: interval { row, _ in row.recall }, covered: interval { row, _ in row.covered },
        qualified: interval { row, _ in row.joined.qualified }, planted: interval { row, _ in row.joined.planted },
        lift: interval { row, seed in seed.base.probability > 0 ? row.joined.probability / seed.base.probability : 0 },
        reach: interval { row, seed in Double(row.joined.pairs) / Double(max(1, seed.base.pairs)) })
    }
  }

  /// As a table in Markdown.
  public var markdown: String {
    var lines = [
      "| links | ranked by | number | precision | recall | covered | qualified pairs | planted pairs | lift | pairs joined |",
      "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for row in rows {
      let cells = [row.precision, row.recall, row.covered, row.qualified, row.planted, row.lift, row.reach].map(\.description)
      lines.append(
        "| \(row.cutoff) | \(row.scoring) | \(Int(row.links.mean.rounded())) | " + cells.joined(separator: " | ") + " |")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
