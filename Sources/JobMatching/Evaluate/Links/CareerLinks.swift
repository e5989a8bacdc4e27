import Evaluation
import JobMarket
import LinkGraph
import VectorMath

/// Links between careers and occupations, as a seeker meets them: those of a career's values, each with the occupations that its
/// other side leads to (PAPER 2.7's collapsed graph).
package struct CareerLinks: Sendable {
  /// The links.
  package let table: LinkTable
  /// How they were learned.
  let report: MiningReport
  /// How many no-hires a hire were sampled.
  let noHiresAHire: Int
  /// The occupations of each link's job side, rising.
  package private(set) var candidates: [[Int]] = []
  /// The links of each seeker's side, rising.
  private var bySeekerSide: [[UInt64]: [Int]] = [:]
  private var known: Set<UInt64> = []
  private var mostSeekerValues = 0

  /// Learns links from pairs; throws what `LinkMiner` throws.
  package init(
    _ pairs: OccupationPairs, templates: [LinkTemplate], options: MiningOptions, fields: OccupationFields
  ) throws {
    let mined = try LinkMiner(templates: templates, options: options).mine(pairs.pairs)
    (table, report, noHiresAHire) = (mined.links, mined.report, pairs.noHiresAHire)
    let holders = CareerLinks.holders(fields)
    var found: [[UInt64]: [Int]] = [:]
    candidates.reserveCapacity(table.count)
    for link in 0..<table.count {
      let metaLinks = table.members(of: link).map { table.metaLinks[Int($0)] }
      let seekerSide = Set(metaLinks.map { CareerLinks.key(templates[$0.template].seekerField, $0.seekerValue) })
        .sorted()
      let jobSide = Set(metaLinks.map { CareerLinks.key(templates[$0.template].jobField, $0.jobValue) }).sorted()
      if found[jobSide] == nil {
        found[jobSide] = fields.jobs.indices.filter { job in jobSide.allSatisfy { holders[$0]?.contains(job) ?? false }
        }
      }
      candidates.append(found[jobSide] ?? [])
      bySeekerSide[seekerSide, default: []].append(link)
      known.formUnion(seekerSide)
      mostSeekerValues = max(mostSeekerValues, seekerSide.count)
    }
  }

  /// How many links there are.
  package var count: Int { table.count }

  /// Calls a body with the links whose seeker's side a career has, in an order of the career's values alone, and how much the
  /// values count: the product over the side.
  ///
  /// O(values^size) look-ups, size that of the largest seeker's side.
  package func forEachLink(of seeker: OccupationFields.Strengths, _ body: (_ link: Int, _ strength: Double) -> Void) {
    var values: [(key: UInt64, strength: Double)] = []
    for (field, strengths) in seeker {
      for (value, strength) in strengths {
        let key = CareerLinks.key(field, value)
        if known.contains(key) { values.append((key, strength)) }
      }
    }
    values.sort { $0.key < $1.key }
    func visit(_ side: [UInt64], from start: Int, strength: Double) {
      for index in start..<values.count {
        let longer = side + [values[index].key]
        let product = strength * values[index].strength
        for link in bySeekerSide[longer] ?? [] { body(link, product) }
        if longer.count < mostSeekerValues { visit(longer, from: index + 1, strength: product) }
      }
    }
    visit([], from: 0, strength: 1)
  }

  /// The jobs of each value.
  private static func holders(_ fields: OccupationFields) -> [UInt64: Set<Int>] {
    var holders: [UInt64: Set<Int>] = [:]
    for (job, values) in fields.jobs.enumerated() {
      for (field, values) in values { for value in values { holders[key(field, value), default: []].insert(job) } }
    }
    return holders
  }

  private static let numbers: [AttributeField: UInt64] = Dictionary(
    uniqueKeysWithValues: zip(OccupationFields.seekerFields + OccupationFields.jobFields, 0...))

  private static func key(_ field: AttributeField, _ value: ValueID) -> UInt64 {
    guard let number = numbers[field] else { preconditionFailure("a field of one of the sides") }
    return number << 32 | UInt64(value)
  }
}

extension CareerLinks {
  /// The smoothed ratio of hires to no-hires, (hires + 1) / (no-hires + 1), a link (PAPER 2.5).
  package var ratios: [Double] {
    zip(table.hires, table.noHires).map { (Double($0) + 1) / (Double($1) + 1) }
  }

  /// How much more often than usual a link ends in a hire, as a logarithm in nats: ln((hires + c q) / (no-hires / r + c q)) with r
  /// no-hires a hire, q the share of hires into the link's occupations, and c how many hires of the usual kind are added.
  func evidence(shares: [Double], smoothing: [Double]) -> [Double] {
    (0..<count).map { link in
      let share = candidates[link].reduce(0) { $0 + shares[$1] }
      let template = table.metaLinks[Int(table.members(of: link).first ?? 0)].template
      let usual = smoothing[template] * share
      return PortableMath.log(
        (Double(table.hires[link]) + usual) / (Double(table.noHires[link]) / Double(noHiresAHire) + usual))
    }
  }

  /// The template of each link's first meta link.
  var firstTemplates: [Int] {
    (0..<count).map { table.metaLinks[Int(table.members(of: $0).first ?? 0)].template }
  }
}
