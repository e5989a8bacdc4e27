import Evaluation
import LinkGraph
import VectorMath

/// What links say of an occupation, a score a template, and what needs no learning: how usual it is and whether it was held before
/// (prior knowledge: same occupation).
struct LinkScores: OccupationScores {
  private let fields: OccupationFields
  private let links: CareerLinks
  private let evidence: [Double]
  private let templates: [Int]
  private let templateNames: [String]
  private let jobFieldSizes: [[Double]]
  private let weighed: [WeighedLinks]
  private let logShares: [Double]

  /// - Parameters:
  ///   - links: links of one meta link each.
  ///   - smoothing: how many hires of the usual kind are added to a link's, a template.
  ///   - weighed: links with the weights of a regression, a score each.
  init(
    fields: OccupationFields, links: CareerLinks, smoothing: [Double], shares: [Double], weighed: [WeighedLinks]
  ) {
    (self.fields, self.links, self.weighed) = (fields, links, weighed)
    evidence = links.evidence(shares: shares, smoothing: smoothing)
    templates = links.firstTemplates
    templateNames = links.table.metaLinks.templates.map(\.description)
    jobFieldSizes = links.table.metaLinks.templates.map { template in
      fields.jobs.map { Double(max(1, $0[template.jobField]?.count ?? 0)) }
    }
    logShares = shares.map(PortableMath.log)
  }

  var names: [String] {
    ["ln share(o)", "ln(1 + times held)", "[o = previous]"] + templateNames
      + weighed.map { "Σ L1 weights of \($0.name)" }
  }

  func scores(for history: HireHistory) -> [[Double]] {
    var rows = [[Double]](repeating: [Double](repeating: 0, count: logShares.count), count: names.count)
    rows[0] = logShares
    var held: [Int: Int] = [:]
    for job in history.pastOccupations { held[job, default: 0] += 1 }
    for (job, count) in held { rows[1][job] = PortableMath.log(1 + Double(count)) }
    if let previous = history.previousOccupation { rows[2][previous] = 1 }
    let seeker = fields.seeker(history)
    links.forEachLink(of: seeker) { link, strength in
      let template = templates[link]
      for candidate in links.candidates[link] {
        rows[3 + template][candidate] += strength * evidence[link] / jobFieldSizes[template][candidate]
      }
    }
    for (index, weighed) in weighed.enumerated() {
      weighed.add(to: &rows[rows.count - self.weighed.count + index], seeker)
    }
    return rows
  }
}

/// Links with a weight each.
struct WeighedLinks: Sendable {
  let name: String
  let links: CareerLinks
  let weights: [Float]

  /// Adds the weights of the links that a career has to the scores of their occupations.
  func add(to scores: inout [Double], _ seeker: OccupationFields.Strengths) {
    links.forEachLink(of: seeker) { link, _ in
      guard weights[link] != 0 else { return }
      for candidate in links.candidates[link] { scores[candidate] += Double(weights[link]) }
    }
  }
}

/// Scores an occupation by the quality of the links that reach it, as a served graph does, the best or the mean, and by how usual it
/// is: a ratio tells how much likelier a hire is than usual.
struct QualityOfLinks: RankingModel {
  enum Rule: String { case best, mean }

  let rule: Rule
  let links: CareerLinks
  let fields: OccupationFields
  let shares: [Double]
  /// ln(ratio · no-hires a hire) a link: 0 where hires are as frequent as they usually are.
  private let qualities: [Double]

  init(rule: Rule, links: CareerLinks, fields: OccupationFields, shares: [Double]) {
    (self.rule, self.links, self.fields, self.shares) = (rule, links, fields, shares)
    qualities = links.ratios.map { PortableMath.log($0 * Double(links.noHiresAHire)) }
  }

  var name: String { "links by ratio, \(rule.rawValue)" }
  var formula: String {
    "ln share(o) + ln(\(links.noHiresAHire) · the \(rule.rawValue) ratio of the links that join the career and o), of up to 3 meta links"
  }

  func scores(for history: HireHistory) -> [Double] {
    var sums = [Double](repeating: 0, count: shares.count)
    var counts = sums
    links.forEachLink(of: fields.seeker(history)) { link, _ in
      for candidate in links.candidates[link] {
        sums[candidate] = rule == .best ? max(sums[candidate], qualities[link]) : sums[candidate] + qualities[link]
        counts[candidate] += 1
      }
    }
    return shares.indices.map {
      PortableMath.log(shares[$0]) + (rule == .mean && counts[$0] > 0 ? sums[$0] / counts[$0] : sums[$0])
    }
  }
}
