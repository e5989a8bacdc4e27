import JobMarket
import VectorMath

extension IndexSegment {
  /// Lays jobs out for scanning. O(total size).
  ///
  /// - Parameters:
  ///   - jobs: in order of rising key, without repetition; read once.
  ///   - textModel: the id of the model that made the text vectors.
  ///   - termCount: how many terms that model has.
  ///   - vectorFields: the fields of dense vectors.
  /// - Throws: `IndexError` when keys do not rise, a number or text weight is not finite, or a term is out of range.
  package init(
    _ jobs: some Sequence<IndexedJob>, textModel: String, termCount: Int, vectorFields: [VectorField] = []
  ) throws {
    var builder = Builder(textModel: textModel, termCount: termCount, vectorFields: vectorFields)
    for job in jobs { try builder.append(job) }
    self = builder.finish()
  }

  /// Lays jobs out one after another; a field that appears late is absent in the rows before.
  package struct Builder: Sendable {
    private var index: IndexSegment
    private var groups: [UInt32] = []
    private var groupNumbers: [RepostIdentity: UInt32] = [:]
    private var identities: [RepostIdentity] = []
    private var vectors: [VectorColumnBuilder]
    /// The fields there are so far, in the order of coming: asked for each job.
    private var fields: (values: [AttributeField], numbers: [AttributeField], points: [AttributeField]) = ([], [], [])

    /// An empty index for vectors of the named text model, which has `termCount` terms.
    package init(textModel: String, termCount: Int, vectorFields: [VectorField] = []) {
      vectors = vectorFields.map(VectorColumnBuilder.init)
      index = IndexSegment(
        keys: [], textModel: textModel, text: SparseMatrix(columnCount: termCount), values: [:], numbers: [:],
        points: [:], expiry: [], reposts: RepostGroups([]))
    }

    /// The index of the jobs so far. O(n).
    package func finish() -> IndexSegment {
      var finished = index
      // Where all stand alone there is nothing to name.
      finished.reposts = RepostGroups(groups, identities: groupNumbers.isEmpty ? [] : identities)
      for column in vectors { finished.vectors[column.field.key] = column.finish() }
      finished.terms = finished.values.mapValues(TermColumn.init)
      finished.pointOrders = finished.points.mapValues(PointColumn.init)
      finished.offers = Offers(expiry: finished.expiry, posted: finished.numbers[.postedAt])
      return finished
    }

    /// Adds a job, whose key must be above those before it.
    ///
    /// - Throws: `IndexError` as above.
    package mutating func append(_ job: IndexedJob) throws {
      try check(job)
      let row = index.count
      index.keys.append(job.key)
      index.text.appendRow(columns: job.text.indices, values: job.text.values)
      for field in job.values.keys where index.values[field] == nil {
        index.values[field] = ListColumn(emptyRows: row)
        fields.values.append(field)
      }
      for field in fields.values { index.values[field]?.append(Builder.rising(job.values(of: field))) }
      for field in job.numbers.keys where index.numbers[field] == nil {
        index.numbers[field] = Array(repeating: .nan, count: row)
        fields.numbers.append(field)
      }
      for field in fields.numbers { index.numbers[field]?.append(job.numbers[field] ?? .nan) }
      for field in job.points.keys where index.points[field] == nil {
        index.points[field] = ListColumn(emptyRows: row)
        fields.points.append(field)
      }
      for field in fields.points {
        index.points[field]?.append(job.points(of: field).flatMap { [$0.latitude, $0.longitude] })
      }
      for place in vectors.indices { try vectors[place].append(job.vectors[vectors[place].field.key], key: job.key) }
      index.expiry.append(job.expiresAt?.milliseconds ?? .max)
      groups.append(group(named: job.repostGroup.map { RepostIdentity($0) } ?? .alone))
    }

    /// Values in their order, each once.
    private static func rising(_ values: [ValueID]) -> [ValueID] {
      zip(values, values.dropFirst()).allSatisfy(<) ? values : Set(values).sorted()
    }

    private mutating func group(named identity: RepostIdentity) -> UInt32 {
      if identity != .alone, let known = groupNumbers[identity] { return known }
      let number = UInt32(identities.count)
      identities.append(identity)
      if identity != .alone { groupNumbers[identity] = number }
      return number
    }

    private func check(_ job: IndexedJob) throws {
      if let last = index.keys.last, last >= job.key {
        throw IndexError.keysDoNotRise(last, job.key)
      }
      for (field, number) in job.numbers where !number.isFinite {
        throw IndexError.notFinite(job.key, what: "the number of field '\(field)'")
      }
      guard job.text.values.allSatisfy(\.isFinite) else {
        throw IndexError.notFinite(job.key, what: "a text weight")
      }
      if let term = job.text.indices.last, Int(term) >= index.termCount {
        throw IndexError.unknownTerm(term, termCount: index.termCount)
      }
    }
  }
}

extension ListColumn {
  /// A column of rows without elements.
  init(emptyRows: Int) {
    self.init()
    appendEmptyRows(emptyRows)
  }
}
