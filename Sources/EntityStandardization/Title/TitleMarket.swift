import VectorMath

/// What unlabelled titles of a market tell of concepts: how frequent each probably is, and in which words it is named.
///
/// Each title is shared out among its likeliest concepts; the shares give the concepts' frequencies, and these the next
/// shares (expectation maximization, Dempster, Laird and Rubin 1977, https://www.jstor.org/stable/2984875). Then a concept's
/// words are those of its titles by their shares, so that `java` comes to mean a developer though no label says so. No title
/// needs to be labelled, and none is: what was wrong at first stays so, only the sum of many gets better.
struct TitleMarket: Sendable {
  /// The logarithm of how much more frequent each concept is than the average one.
  let priors: [Float]
  private let space: TermSpace
  private let words: TermPostings

  /// How many concepts share a title.
  private static let shared = 50
  private static let rounds = 6
  /// How fast a share falls with the score: faster than confidence does, so that a title is not spread thin.
  private static let sharpness: Float = 4

  /// Learns from titles. O(titles · (concepts + lists of their terms)).
  ///
  /// - Parameters:
  ///   - titles: The words of each.
  ///   - weights: Of which the two of the market count.
  ///   - score: The scores of all concepts for a title's words.
  init(
    _ titles: [[String]], conceptCount: Int, weights: TitleWeights,
    score: ([String], inout TitleScratch) -> Void
  ) {
    var scratch = TitleScratch()
    var likely: [[(index: Int, score: Float)]] = []
    for title in titles {
      score(title, &scratch)
      likely.append(TitleOpinions.nearest(scratch.scores, TitleMarket.shared))
    }
    var priors = Array(repeating: Float(0), count: conceptCount)
    for _ in 0..<TitleMarket.rounds {
      var totals = Array(repeating: 1.0, count: conceptCount)
      for candidates in likely {
        for share in TitleMarket.shares(candidates, priors, strength: 1, TitleMarket.sharpness) {
          totals[share.index] += share.share
        }
      }
      let average = Double(titles.count + conceptCount) / Double(max(1, conceptCount))
      priors = totals.map { Float(PortableMath.log($0 / average)) }
    }
    self.priors = priors
    let terms = titles.map(TitleTerms.words)
    let space = TermSpace(terms)
    var parts = Array(repeating: [(scale: Float, vector: TermVector)](), count: conceptCount)
    var totals = Array(repeating: Float(0.5), count: conceptCount)
    for (candidates, terms) in zip(likely, terms) {
      let vector = space.vector(of: terms)
      let shares = TitleMarket.shares(
        candidates, priors, strength: Double(weights.marketPrior * TitleMarket.sharpness), TitleMarket.sharpness)
      for share in shares where share.share >= 0.02 {
        parts[share.index].append((Float(share.share), vector))
        totals[share.index] += Float(share.share)
      }
    }
    self.space = space
    // The root keeps a frequent concept's words above a rare one's, yet not in proportion.
    words = TermPostings(
      zip(parts, totals).map { parts, total in
        TermVector.sum(parts.map { (weights.marketWords * $0.scale / total.squareRoot(), $0.vector) })
      }, termCount: space.count)
  }

  /// Adds to the scores of all concepts how far a title's words are theirs. O(lists of the title's words).
  func add(_ title: [String], to scores: inout [Float]) {
    words.add(space.vector(of: TitleTerms.words(title)), scale: 1, to: &scores)
  }

  private static func shares(
    _ candidates: [(index: Int, score: Float)], _ priors: [Float], strength: Double, _ sharpness: Float
  ) -> [(index: Int, share: Double)] {
    let powers = candidates.map { candidate in
      PortableMath.exp(
        Double((candidate.score - candidates[0].score) * sharpness) + strength * Double(priors[candidate.index]))
    }
    let total = powers.reduce(0, +)
    return zip(candidates, powers).map { (index: $0.index, share: $1 / total) }
  }
}
