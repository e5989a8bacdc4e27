import JobMarket

/// Everything an index keeps of one job: what predicates ask and scorers score.
public struct IndexedJob: Hashable, Sendable, AttributeReader {
  /// The job's persistent key.
  public var key: JobKey
  /// Equal for reposts of one job; any text will do, `nil` stands alone.
  public var repostGroup: String?
  /// Values by field; order and repetition do not matter.
  public var values: [AttributeField: [ValueID]]
  /// Finite numbers by field.
  public var numbers: [AttributeField: Double]
  /// Points by field.
  public var points: [AttributeField: [Coordinate]]
  /// The text's vector of the index's text model.
  public var text: SparseVector
  /// Dense vectors by field and model; a job may lack any.
  public var vectors: [VectorKey: [Float]] = [:]
  /// The moment from which it is no longer offered.
  public var expiresAt: Instant?

  /// Makes a job with nothing but its key; set the rest as needed.
  public init(key: JobKey) {
    self.key = key
    (values, numbers, points, text) = ([:], [:], [:], .zero)
  }

  /// The job's values of a field.
  public func values(of field: AttributeField) -> [ValueID] { values[field] ?? [] }
  /// The job's number of a field.
  public func number(of field: AttributeField) -> Double? { numbers[field] }
  /// The job's points of a field.
  public func points(of field: AttributeField) -> [Coordinate] { points[field] ?? [] }
}
