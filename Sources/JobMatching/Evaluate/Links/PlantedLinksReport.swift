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
  /// Links learned.
  public let links: Int
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
    /// By what they ask.
    public let asked: Asked
    /// By whom they join.
    public let joined: Joined
  }

  /// Learned links against planted ones by what they ask of a seeker and a job.
  public struct Asked: Hashable, Sendable, Codable {
    /// The share that asks all that a planted link asks, and perhaps more.
    public let precision: Double
    /// The share of planted links of which one asks exactly the same.
    public let recall: Double
    /// The share of planted links of which one asks the same, or that and more.
    public let covered: Double
  }

  /// Learned links against planted ones by the pairs that they join.
  public struct Joined: Hashable, Sendable, Codable {
    /// The share of links half of whose pairs or more are planted.
    public let precision: Double
    /// The share of planted links of which one joins about the same pairs: those of both are at least half of those of either.
    public let recall: Double
    /// The held-out pairs that one of them joins.
    public let pairs: PairTruth
    /// The share of held-out planted pairs that one of them joins.
    public let plantedReached: Double
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
    /// As in `SeedAnswer.Asked`.
    public let askedPrecision: SeedInterval, askedRecall: SeedInterval, covered: SeedInterval
    /// As in `SeedAnswer.Joined`.
    public let precision: SeedInterval, recall: SeedInterval, plantedReached: SeedInterval
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
        links: interval { row, _ in Double(row.links) }, askedPrecision: interval { row, _ in row.asked.precision },
        askedRecall: interval { row, _ in row.asked.recall }, covered: interval { row, _ in row.asked.covered },
        precision: interval { row, _ in row.joined.precision }, recall: interval { row, _ in row.joined.recall },
        plantedReached: interval { row, _ in row.joined.plantedReached },
        qualified: interval { row, _ in row.joined.pairs.qualified },
        planted: interval { row, _ in row.joined.pairs.planted },
        lift: interval { row, seed in
          seed.base.probability > 0 ? row.joined.pairs.probability / seed.base.probability : 0
        },
        reach: interval { row, seed in Double(row.joined.pairs.pairs) / Double(max(1, seed.base.pairs)) })
    }
  }

  /// As a table in Markdown.
  public var markdown: String {
    var lines = [
      "| links | ranked by | number | precision | recall | precision, as asked | recall, as asked | covered | planted pairs "
        + "| planted pairs reached | qualified pairs | lift | pairs joined |",
      "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for row in rows {
      let cells = [
        row.precision, row.recall, row.askedPrecision, row.askedRecall, row.covered, row.planted, row.plantedReached,
        row.qualified, row.lift, row.reach,
      ].map(\.description)
      lines.append(
        "| \(row.cutoff) | \(row.scoring) | \(Int(row.links.mean.rounded())) | " + cells.joined(separator: " | ") + " |"
      )
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
