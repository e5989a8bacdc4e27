import JobMarket
import VectorMath

/// Scores a job by the share of a seeker's values of one field that it meets, related ones among them (`EntityInterest`).
public struct SharedValues: RankingModel {
  /// The field: `occupation`.
  public let name: String
  /// The formula.
  public var formula: String {
    "Σ over the job's \(name) values v of w(v) / Σ w, w(v) = ln((jobs + 1) / jobs with v) · ([v in the profile]"
      + " + Σ \(EntityInterest.recency)^(jobs since) over the history's jobs with v;"
      + " \(EntityInterest.relatedWeight) of the strongest that v is related to)"
  }
  private let field: AttributeField
  private let column: CatalogEntities
  private let rarities: [ValueID: Double]

  /// Counts the catalog's values of a field; one that the catalog lacks scores 0. O(values of all jobs).
  public init(_ field: AttributeField, catalog: JobCatalog) {
    (self.field, name) = (field, field.name)
    let column = catalog.entities[field] ?? CatalogEntities(ofJob: catalog.jobs.map { _ in [] })
    var frequencies: [ValueID: Int] = [:]
    for values in column.ofJob {
      for value in Set(values) { frequencies[value, default: 0] += 1 }
    }
    self.column = column
    rarities = frequencies.mapValues { PortableMath.log(Double(column.ofJob.count + 1) / Double($0)) }
  }

  /// The shares, from 0 to 1; all 0 for a history without a value.
  public func scores(for history: JobHistory) -> [Double] {
    let weights = EntityInterest(
      history: history.jobs.map { column.ofJob[$0] }, profile: history.entities[field] ?? [],
      related: { column.related[$0] ?? [] }, rarity: { rarities[$0] }
    ).weights
    guard !weights.isEmpty else { return Array(repeating: 0, count: column.ofJob.count) }
    return column.ofJob.map { values in values.reduce(0) { $0 + Double(weights[$1] ?? 0) } }
  }
}
