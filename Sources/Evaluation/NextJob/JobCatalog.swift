import JobMarket
import VectorMath

/// The jobs of a market as the content models see them: what each job says, never who looked at it or when.
public struct JobCatalog: Sendable {
  /// The jobs; a job's number is its place here.
  public let jobs: [CatalogedJob]
  /// A text vector a job, of length 1 or zero, all of one TF-IDF model.
  public let vectors: SparseMatrix
  /// Each job's place in the neutral order of equal scores, made of the ids alone.
  public let neutralOrder: [Int]
  /// What the jobs are standardized to, by field; empty where nothing is.
  public let entities: [AttributeField: CatalogEntities]

  /// Makes a catalog.
  ///
  /// - Parameters:
  ///   - jobs: with different ids.
  ///   - vectors: a row a job, in the same order.
  ///   - entities: values a job, in the same order.
  ///
  /// O(jobs log jobs).
  public init(jobs: [CatalogedJob], vectors: SparseMatrix, entities: [AttributeField: CatalogEntities] = [:]) {
    precondition(jobs.count == vectors.rowCount, "a catalog needs a vector a job")
    precondition(entities.values.allSatisfy { $0.ofJob.count == jobs.count }, "a catalog needs entities a job")
    (self.jobs, self.vectors, self.entities) = (jobs, vectors, entities)
    neutralOrder = NeutralOrder.hashed(jobs.map(\.id))
  }

  /// Makes a catalog from one sparse vector a job, each over `columnCount` terms. O(jobs log jobs + entries).
  public init(
    jobs: [CatalogedJob], vectors: [SparseVector], columnCount: Int, entities: [AttributeField: CatalogEntities] = [:]
  ) {
    var matrix = SparseMatrix(columnCount: columnCount)
    matrix.reserveCapacity(rows: vectors.count, values: vectors.reduce(0) { $0 + $1.count })
    for vector in vectors { matrix.appendRow(columns: vector.indices, values: vector.values) }
    self.init(jobs: jobs, vectors: matrix, entities: entities)
  }
}

/// What the jobs of a catalog are in one field: occupations, skills.
public struct CatalogEntities: Hashable, Sendable {
  /// Each job's values, groups above them included, in the order of the jobs.
  public var ofJob: [[ValueID]]
  /// The values beside one, nearest first, `EntityInterest.relatedCount` at most.
  public var related: [ValueID: [ValueID]]

  /// Makes a column.
  public init(ofJob: [[ValueID]], related: [ValueID: [ValueID]] = [:]) {
    (self.ofJob, self.related) = (ofJob, related)
  }
}

/// A job without its text.
public struct CatalogedJob: Hashable, Sendable {
  /// The source's id.
  public var id: String
  /// A label that jobs in the same city share: `newark|NJ`; `nil` when unknown.
  public var city: String?
  /// A label that jobs in the same state share; `nil` when unknown.
  public var state: String?
  /// Where it is: none when unknown, several when the work is done at any of them.
  public var points: [Coordinate]

  /// Makes a job.
  public init(id: String, city: String? = nil, state: String? = nil, points: [Coordinate] = []) {
    (self.id, self.city, self.state, self.points) = (id, city, state, points)
  }
}
