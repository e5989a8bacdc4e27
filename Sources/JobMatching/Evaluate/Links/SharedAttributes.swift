import Evaluation
import JobMarket
import LinkGraph
import VectorMath

/// What a career and an occupation have in common, value for value: all that the baselines of PAPER 2.11 look at.
struct SharedAttributes: Sendable {
  /// An attribute of a seeker that an occupation can have, too.
  struct Attribute: Hashable, Sendable {
    let field: Int
    let value: ValueID
  }

  /// The seeker's field and the job's.
  static let fields: [(seeker: AttributeField, job: AttributeField)] = [
    (OccupationFields.pastOccupation, .occupation), (OccupationFields.pastGroup, OccupationFields.group),
    (OccupationFields.pastMajorGroup, OccupationFields.majorGroup),
    (OccupationFields.previousAbility, OccupationFields.ability),
  ]

  let fields: OccupationFields
  let shares: [Double]
  /// The score of each attribute: the smoothed ratio of hires to as many no-hires, of pairs that share it.
  private let ratios: [Attribute: Double]
  private let holders: [Attribute: [Int]]

  /// Counts the pairs that share each attribute. O(pairs · values).
  init(_ learned: OccupationPairs, fields: OccupationFields, shares: [Double]) {
    (self.fields, self.shares) = (fields, shares)
    var holders: [Attribute: [Int]] = [:]
    for (job, values) in fields.jobs.enumerated() {
      for (index, field) in SharedAttributes.fields.enumerated() {
        for value in values[field.job] ?? [] { holders[Attribute(field: index, value: value), default: []].append(job) }
      }
    }
    let pairs = learned.pairs
    var (counts, row, seeker): ([Attribute: (hires: Int, noHires: Int)], UInt32?, [Attribute]) = ([:], nil, [])
    for pair in 0..<pairs.count {
      if row != pairs.seekerRows[pair] {
        row = pairs.seekerRows[pair]
        seeker = SharedAttributes.fields.enumerated().flatMap { index, field in
          pairs.seekers.values(of: field.seeker, row: Int(pairs.seekerRows[pair])).map {
            Attribute(field: index, value: $0)
          }
        }
      }
      for attribute in seeker {
        let field = SharedAttributes.fields[attribute.field].job
        guard fields.jobs[Int(pairs.jobRows[pair])][field]?.contains(attribute.value) ?? false else { continue }
        if pairs.hires[pair] {
          counts[attribute, default: (0, 0)].hires += 1
        } else {
          counts[attribute, default: (0, 0)].noHires += 1
        }
      }
    }
    let noHiresAHire = Double(learned.noHiresAHire)
    ratios = counts.mapValues { (Double($0.hires) + 1) / (Double($0.noHires) / noHiresAHire + 1) }
    self.holders = holders
  }

  /// The attributes of a career, those of the best score first.
  func ranked(_ history: HireHistory) -> [(attribute: Attribute, ratio: Double)] {
    let seeker = fields.seeker(history)
    let all = SharedAttributes.fields.enumerated().flatMap { index, field in
      (seeker[field.seeker] ?? []).map { Attribute(field: index, value: $0.value) }
    }
    return all.map { (attribute: $0, ratio: ratios[$0] ?? 1) }.sorted {
      ($1.ratio, $0.attribute.field, $0.attribute.value) < ($0.ratio, $1.attribute.field, $1.attribute.value)
    }
  }

  /// The occupations that have an attribute, rising.
  func occupations(with attribute: Attribute) -> [Int] { holders[attribute] ?? [] }
}

/// An OR of the seeker's k best attributes; the more popular of the occupations that have one first (Xue 2020, as PAPER 2.10
/// describes it).
struct TopAttributes: RankingModel {
  let shared: SharedAttributes
  let most: Int

  var name: String { "top-k attribute OR" }
  var formula: String {
    "[o has one of the \(most) attributes of the best hire ratio that the career has], then training hires(o)"
  }

  func scores(for history: HireHistory) -> [Double] {
    var scores = shared.shares
    for (attribute, _) in shared.ranked(history).prefix(most) {
      for occupation in shared.occupations(with: attribute) { scores[occupation] = 1 + shared.shares[occupation] }
    }
    return scores
  }
}

/// An OR of all attributes of the seeker, weighted, of which an occupation must have a number.
struct WeightedAttributes: RankingModel {
  let shared: SharedAttributes
  let minimumMatches: Int

  var name: String { "weighted OR, minimum matches" }
  var formula: String {
    "Σ ln ratio of the attributes that o and the career share if they share \(minimumMatches) or more, then training hires(o)"
  }

  func scores(for history: HireHistory) -> [Double] {
    var sums = [Double](repeating: 0, count: shared.shares.count)
    var matches = [Int](repeating: 0, count: sums.count)
    for (attribute, ratio) in shared.ranked(history) {
      for occupation in shared.occupations(with: attribute) {
        sums[occupation] += max(0, PortableMath.log(ratio))
        matches[occupation] += 1
      }
    }
    return sums.indices.map { (matches[$0] >= minimumMatches ? sums[$0] : 0) + shared.shares[$0] * 1e-9 }
  }
}

/// How many values a career and an occupation share in each field: one query of one weight a field for everybody sums them up
/// (CaSMoS, Borisyuk and others 2016, doi:10.1145/2939672.2939729).
struct SharedFieldScores: OccupationScores {
  let shared: SharedAttributes

  let names = SharedAttributes.fields.map { "[shares \($0.job)]" } + ["share(o)"]

  func scores(for history: HireHistory) -> [[Double]] {
    var rows = [[Double]](repeating: [Double](repeating: 0, count: shared.shares.count), count: names.count)
    for (attribute, _) in shared.ranked(history) {
      for occupation in shared.occupations(with: attribute) { rows[attribute.field][occupation] = 1 }
    }
    rows[rows.count - 1] = shared.shares
    return rows
  }
}

/// The occupations that O*NET calls related to the last jobs, these themselves first.
struct RelatedOccupations: RankingModel {
  let profiles: OccupationProfiles
  let shares: [Double]

  let name = "O*NET related occupations"
  let formula =
    "Σ over the last 4 jobs of 1/k · (1 for o itself, else how related O*NET calls them), then training hires(o)"

  func scores(for history: HireHistory) -> [Double] {
    var scores = shares.map { $0 * 1e-9 }
    for (place, job) in history.pastOccupations.suffix(4).reversed().enumerated() {
      // Itself a little before the nearest of its neighbours.
      scores[job] += 1.001 / Double(place + 1)
      for (other, nearness) in profiles.profiles[job].related.sorted(by: { $0.key < $1.key }) {
        scores[other] += nearness / Double(place + 1)
      }
    }
    return scores
  }
}
