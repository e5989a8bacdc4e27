import JobMarket
import VectorMath

/// Models of vectors: a field may have those of several at once, of which one is served.
///
/// A model takes another's place in three steps, each a new snapshot: its vectors are added beside the others, it is served, the old
/// ones are retired. A query names its model, and is refused for one that is not there. Where the index changes meanwhile,
/// `LiveJobIndex.addVectors` does the first step without a pause.
///
/// ```swift
/// var index = try index.addingVectors(VectorField(name: "organic", model: "towers-8", dimension: 128)) { vectors[$0] }
/// index = try index.serving(model: "towers-8", of: "organic")
/// index = try index.retiring(VectorKey("organic", model: "towers-7"))
/// ```
extension JobIndex {
  /// The vectors that can be asked about, in order of field and model.
  public var vectorKeys: [VectorKey] { schema.dimensions.keys.sorted() }

  /// The model of a field that is asked with unless somebody says otherwise; `nil` for a field without vectors.
  public func servedModel(of field: String) -> String? { servedModels[field] }

  /// The index with vectors of a further model beside those it has. O(jobs × dimension).
  ///
  /// A field that had no vectors serves these. Jobs that come later may have one of them, too.
  ///
  /// - Parameters:
  ///   - field: name, model and dimension.
  ///   - vectors: a job's vector; `nil` for a job without one, which is still found by all else.
  /// - Throws: `IndexError` for a model that is there already, a field that cannot be, and a vector that does not fit;
  ///   whatever `vectors` throws.
  public func addingVectors(_ field: VectorField, vectors: (JobKey) throws -> [Float]?) throws -> JobIndex {
    try requireRoom(for: field)
    return try with(field) { try $0.column(field, vectors: vectors) }
  }

  /// The same where columns of some segments are made already.
  ///
  /// - Parameter made: by the segment that each was made for.
  func addingVectors(
    _ field: VectorField, made: [UniqueID: VectorColumn?], vectors: (JobKey) throws -> [Float]?
  ) throws -> JobIndex {
    try requireRoom(for: field)
    return try with(field) { segment in
      if let known = made[segment.id] { known } else { try segment.column(field, vectors: vectors) }
    }
  }

  /// The same from rows of a matrix.
  ///
  /// - Parameters:
  ///   - matrix: a vector a row.
  ///   - keys: whose vector each row is, rising; jobs that the index does not have are passed over.
  public func addingVectors(_ field: VectorField, matrix: DenseMatrix, keys: [JobKey]) throws -> JobIndex {
    guard matrix.rowCount == keys.count, zip(keys, keys.dropFirst()).allSatisfy(<) else {
      throw IndexError.badQuery(
        "vectors '\(field.key)': \(matrix.rowCount) rows for \(keys.count) jobs; one a job is allowed, keys rising")
    }
    guard matrix.dimension == field.dimension else {
      throw IndexError.badQuery(
        "vectors '\(field.key)': \(matrix.dimension) numbers a row, and the field has \(field.dimension)")
    }
    return try addingVectors(field) { key in keys.place(of: key).map { matrix.row($0) } }
  }

  /// The index with vectors of a further model, one set a segment in the order of segments; segments without one, the last,
  /// hold jobs without such vectors.
  ///
  /// - Throws: `IndexError` for a model that is there already, and for a set that is of another segment.
  package func addingVectors(_ sets: [VectorSet]) throws -> JobIndex {
    guard let field = sets.first?.field else { return self }
    try requireRoom(for: field)
    guard sets.count <= segments.count, sets.allSatisfy({ $0.field == field }) else {
      throw IndexError.badQuery(
        "vectors '\(field.key)': \(sets.count) sets of one model for \(segments.count) segments")
    }
    var columns: [VectorColumn?] = []
    for (set, segment) in zip(sets, segments) { columns.append(try set.column(for: segment)) }
    var place = -1
    return try with(field) { _ in
      place += 1
      return place < columns.count ? columns[place] : nil
    }
  }

  /// The index that serves another model of a field: what is asked from now on is asked with it. O(1).
  ///
  /// - Throws: `IndexError` when it has no vectors of that model, with those it has.
  public func serving(model: String, of field: String) throws -> JobIndex {
    let key = VectorKey(field, model: model)
    guard schema.dimensions[key] != nil else { throw IndexError.noSuchModel(key, held: schema.models(of: field)) }
    var index = self
    index.servedModels[field] = model
    return index
  }

  /// The index without the vectors of one model: a query that names it is refused from now on. O(segments).
  ///
  /// - Throws: `IndexError` for vectors that are served, and for those that are not there.
  public func retiring(_ key: VectorKey) throws -> JobIndex {
    guard schema.dimensions[key] != nil else {
      throw IndexError.noSuchModel(key, held: schema.models(of: key.field))
    }
    guard servedModels[key.field] != key.model else {
      throw IndexError.servedModel(key, held: schema.models(of: key.field))
    }
    var index = mapSegments { $0.removingVectors(key) }
    index.schema.dimensions[key] = nil
    return index
  }

  func requireRoom(for field: VectorField) throws(IndexError) {
    guard field.isValid else { throw IndexError.invalid(field) }
    guard schema.dimensions[field.key] == nil else { throw IndexError.modelIsThere(field.key) }
  }

  private func with(_ field: VectorField, _ column: (IndexSegment) throws -> VectorColumn?) throws -> JobIndex {
    var index = try mapSegments { segment in
      var segment = segment
      segment.vectors[field.key] = try column(segment)
      if segment.folder != nil, segment.vectors[field.key] != nil { segment.vectorsBeside.insert(field.key) }
      return segment
    }
    index.schema.dimensions[field.key] = field.dimension
    if index.servedModels[field.name] == nil { index.servedModels[field.name] = field.model }
    return index
  }
}

extension IndexSegment {
  /// A column of vectors for its living rows; `nil` where none has one. O(jobs × dimension).
  func column(_ field: VectorField, vectors: (JobKey) throws -> [Float]?) throws -> VectorColumn? {
    var builder = VectorColumnBuilder(field)
    for row in 0..<count { try builder.append(isAlive(row) ? try vectors(keys[row]) : nil, key: keys[row]) }
    return builder.finish()
  }

  /// The segment without the vectors of one model.
  func removingVectors(_ key: VectorKey) -> IndexSegment {
    var segment = self
    segment.vectors[key] = nil
    if segment.vectorsBeside.remove(key) == nil, segment.folder != nil { segment.vectorsLeft.insert(key) }
    return segment
  }
}

extension IndexSchema {
  /// What is served where nobody has chosen: each field's first model by name.
  var firstModels: [String: String] {
    dimensions.keys.sorted().reduce(into: [:]) { models, key in
      if models[key.field] == nil { models[key.field] = key.model }
    }
  }
}

extension [JobKey] {
  /// Where a key stands among rising ones. O(log n).
  func place(of key: JobKey) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == key ? low : nil
  }
}
