import JobMarket
import VectorMath

/// Jobs laid out for scanning, as of one change of their record: a snapshot.
///
/// It is a list of segments, each immutable columns. A job that changed stands anew in a later segment, and its row in the
/// earlier one is dead; so a key is alive in one segment at most. It is a value: a change makes a new one (`applying`), which
/// shares with this one all that stays, and whoever searches this one is not disturbed.
///
/// ```swift
/// let index = try JobIndex(jobs, textModel: "words-1", termCount: 50_000)
/// let later = try index.applying([.upsert(baker), .remove(JobKey(rawValue: 7))])
/// ```
public struct JobIndex: Sendable {
  /// The oldest first.
  package internal(set) var segments: [IndexSegment]
  /// What queries must fit.
  var schema: IndexSchema
  /// The change of the record that it stands at; 0 where it follows none.
  public package(set) var sequence: Int64 = 0
  /// How many segments, counted from the last, hold what came since the index was opened or built: its tail.
  package internal(set) var tailLength = 0
  /// How many segments, counted from the first, stay as they are while changes come in: they are being merged.
  var sealedCount = 0
  /// By field, the model that is asked with unless somebody says otherwise.
  public internal(set) var servedModels: [String: String] = [:]
  /// Changes with every column of jobs that were there already.
  private(set) var columnsID = UniqueID()
  /// What comes from outside the jobs, by field.
  var installedOverlays: [AttributeField: Overlay] = [:]

  /// An index of segments that fit each other, oldest first.
  ///
  /// - Parameter sequence: the change of the record that it stands at.
  package init(_ segments: [IndexSegment], sequence: Int64 = 0) {
    self.sequence = sequence
    precondition(!segments.isEmpty, "an index has a segment, be it empty")
    self.segments = segments
    schema = segments[0].schema
    for segment in segments.dropFirst() {
      precondition(segment.textModel == schema.textModel, "segments of one text model")
      schema.dimensions.merge(segment.vectors.mapValues(\.dimension)) { first, _ in first }
    }
    servedModels = schema.firstModels
  }

  /// The text model that jobs' texts were read with; a query of another is refused.
  public var textModel: String { schema.textModel }

  /// How many terms its text vectors can name: an index into one is below this.
  public var termCount: Int { schema.termCount }

  /// How many jobs it holds. O(segments).
  public var count: Int { segments.reduce(0) { $0 + $1.livingCount } }

  /// The keys of the jobs it holds, rising. O(jobs log segments).
  public var keys: [JobKey] {
    if segments.count == 1, segments[0].dead == nil { return segments[0].keys }
    return segments.flatMap { segment in segment.keys.indices.filter(segment.isAlive).map { segment.keys[$0] } }
      .sorted()
  }

  /// The fields that predicates can ask about, in order of name.
  public var fields: [AttributeField] { Set(segments.flatMap(\.fields)).sorted() }

  /// Whether a field holds numbers.
  public func isNumeric(_ field: AttributeField) -> Bool { segments.contains { $0.isNumeric(field) } }

  /// Whether it holds a job, be it offered at a moment or not. O(segments log jobs).
  public func contains(_ key: JobKey) -> Bool { location(of: key).map { $0.segment.isAlive($0.row) } ?? false }

  /// A job's text vector, or `nil` when the index has no row of it; one that was removed has its row until a merge.
  /// O(segments log jobs + entries).
  public func text(of key: JobKey) -> SparseVector? { location(of: key).map { $0.segment.text($0.row) } }

  /// A job's points of a field; empty when it has none or the index no row of it, as `text(of:)`. O(segments log jobs).
  public func points(of key: JobKey, field: AttributeField) -> [Coordinate] {
    // A segment is many columns: taking one of them is cheaper than a copy of it.
    position(of: key).flatMap { segment, row in
      segments[segment].points[field].map { IndexSegment.coordinates($0[row]) }
    } ?? []
  }

  /// A job's values of a field, rising; empty when it has none or the index no row of it, as `text(of:)`.
  /// O(segments log jobs + values).
  public func values(of key: JobKey, field: AttributeField) -> [ValueID] {
    position(of: key).flatMap { segment, row in segments[segment].values[field].map { Array($0[row]) } } ?? []
  }

  /// How many jobs have each value of a field. O(values of all jobs).
  public func frequencies(of field: AttributeField) -> [ValueID: Int] {
    segments.reduce(into: [:]) { $0.merge($1.frequencies(of: field), uniquingKeysWith: +) }
  }

  /// The keys of a job's reposts, itself included, rising; empty when the index does not hold it. O(groups).
  public func reposts(of key: JobKey) -> [JobKey] {
    guard let home = location(of: key), home.segment.isAlive(home.row) else { return [] }
    let identity = home.segment.reposts.identity(of: home.row)
    guard identity != .alone else { return [key] }
    return segments.flatMap { segment in
      segment.reposts.rows(named: identity).filter(segment.isAlive).map { segment.keys[$0] }
    }.sorted()
  }

  /// Where a job's newest row is: which segment, and which of its rows. The row may be dead.
  func position(of key: JobKey) -> (segment: Int, row: Int)? {
    for number in segments.indices.reversed() {
      if let row = segments[number].row(of: key) { return (number, row) }
    }
    return nil
  }

  /// The same with the segment itself.
  func location(of key: JobKey) -> (segment: IndexSegment, row: Int)? {
    position(of: key).map { (segments[$0.segment], $0.row) }
  }

  /// The index with every segment replaced by what a body makes of it.
  func mapSegments(_ body: (IndexSegment) throws -> IndexSegment) rethrows -> JobIndex {
    var index = self
    index.segments = try segments.map(body)
    index.columnsID = UniqueID()
    return index
  }
}

extension JobIndex {
  /// A job's vector, or `nil` when it has none or the index does not hold it. O(segments log jobs + dimension).
  public func vector(of key: JobKey, _ vectors: VectorKey) -> [Float]? {
    guard let (segment, row) = position(of: key), let column = segments[segment].vectors[vectors],
      column.present?.contains(row) ?? true
    else { return nil }
    return column.search.matrix.row(row)
  }
}
