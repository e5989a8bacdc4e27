import JobMarket

extension JobIndex {
  /// Lays jobs out for scanning, in one segment. O(total size).
  ///
  /// - Parameters:
  ///   - jobs: in order of rising key, without repetition; read once.
  ///   - textModel: the id of the model that made the text vectors.
  ///   - termCount: how many terms that model has.
  ///   - vectorFields: the vectors that jobs may have.
  /// - Throws: `IndexError` when keys do not rise, a number or text weight is not finite, or a term is out of range.
  public init(
    _ jobs: some Sequence<IndexedJob>, textModel: String, termCount: Int, vectorFields: [VectorField] = []
  ) throws {
    var builder = Builder(textModel: textModel, termCount: termCount, vectorFields: vectorFields)
    for job in jobs { try builder.append(job) }
    self = builder.finish()
  }

  /// Lays jobs out one after another; a field that appears late is absent in the rows before.
  public struct Builder: Sendable {
    private var segment: IndexSegment.Builder

    /// An empty index for vectors of the named text model, which has `termCount` terms.
    public init(textModel: String, termCount: Int, vectorFields: [VectorField] = []) {
      segment = IndexSegment.Builder(textModel: textModel, termCount: termCount, vectorFields: vectorFields)
    }

    /// Adds a job, whose key must be above those before it.
    ///
    /// - Throws: `IndexError` as above.
    public mutating func append(_ job: IndexedJob) throws { try segment.append(job) }

    /// The index of the jobs so far. O(n).
    public func finish() -> JobIndex { JobIndex([segment.finish()]) }
  }
}
