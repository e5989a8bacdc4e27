import JobMarket
import VectorMath

/// An immutable set of jobs laid out for scanning: one row a job, one column a field, rows in the order of their keys.
///
/// Nothing in it is approximate and nothing is ranked ahead of time: a search reads every row that its predicate leaves.
/// It is a value; a change makes a new one.
public struct JobIndex: Sendable {
  /// Keys by row, rising.
  public internal(set) var keys: [JobKey]
  /// The text model that `text` was made with; a query of another model is refused.
  public internal(set) var textModel: String
  /// Text vectors by row.
  var text: SparseMatrix
  /// Value lists by field.
  var values: [AttributeField: ListColumn<ValueID>]
  /// Numbers by field; NaN where a row has none.
  var numbers: [AttributeField: [Double]]
  /// Latitudes and longitudes in turn, by field.
  var points: [AttributeField: ListColumn<Double>]
  /// Dense vectors by the name of their field.
  var vectors: [String: VectorColumn] = [:]
  /// Where each value stands, by field; another order of `values`.
  var terms: [AttributeField: TermColumn] = [:]
  /// Points by latitude, by field; another order of `points`.
  var pointOrders: [AttributeField: PointColumn] = [:]
  /// The first moment each row is not offered, UTC milliseconds; `Int64.max` for never.
  var expiry: [Int64]
  /// When offers begin and end.
  var offers = Offers()
  /// Which rows are postings of one job.
  var reposts: RepostGroups
  /// Memory of what scorers other than vectors say of each row, for one query after another.
  private(set) var numbersPool = RowNumbersPool()

  /// How many jobs it holds.
  public var count: Int { keys.count }

  /// How many terms its text vectors can name: an index into one is below this.
  public var termCount: Int { text.columnCount }

  /// The fields that predicates can ask about, in order of name.
  public var fields: [AttributeField] {
    Set(values.keys).union(numbers.keys).union(points.keys).sorted()
  }

  /// Whether a field holds numbers.
  public func isNumeric(_ field: AttributeField) -> Bool { numbers[field] != nil }

  /// The row of a job, or `nil` when the index does not hold it. O(log n).
  public func row(of key: JobKey) -> Int? {
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < keys.count && keys[low] == key ? low : nil
  }

  /// The keys of a job's reposts, itself included, rising. O(log n).
  public func reposts(of key: JobKey) -> [JobKey] {
    row(of: key).map { reposts.rows(with: $0).map { keys[$0] } } ?? []
  }

  /// The index with other ends of offers: what the record says of jobs that changed after it was built.
  ///
  /// - Parameter expiries: by job the first moment it is not offered, `nil` for never; jobs not held are ignored. O(n).
  public func settingExpiries(_ expiries: [JobKey: Instant?]) -> JobIndex {
    var index = self
    var ends: [UInt32: Int64] = [:]
    for (key, expiry) in expiries {
      if let row = row(of: key) { ends[UInt32(row)] = expiry?.milliseconds ?? .max }
    }
    for (row, end) in ends { index.expiry[Int(row)] = end }
    index.offers = offers.settingEnds(ends)
    return index
  }

  /// A job's text vector, or `nil` when the index does not hold the job. O(log n + entries).
  public func text(of key: JobKey) -> SparseVector? {
    row(of: key).map { row in SparseVector(zip(text[row].columns, text[row].values).map { (index: $0, value: $1) }) }
  }

  /// A job's points of a field; empty when it has none or the index does not hold it. O(log n).
  public func points(of key: JobKey, field: AttributeField) -> [Coordinate] {
    row(of: key).flatMap { row in points[field].map { JobIndex.coordinates($0[row]) } } ?? []
  }

  /// A job's values of a field, rising; empty when it has none or the index does not hold it. O(log n + values).
  public func values(of key: JobKey, field: AttributeField) -> [ValueID] {
    row(of: key).map { reader($0).values(of: field) } ?? []
  }

  /// How many jobs have each value of a field. O(values of all jobs).
  public func frequencies(of field: AttributeField) -> [ValueID: Int] {
    values[field]?.elements.reduce(into: [:]) { $0[$1, default: 0] += 1 } ?? [:]
  }

  /// One row as predicates see it.
  func reader(_ row: Int) -> RowReader { RowReader(index: self, row: row) }

  /// Answers a predicate's questions for one row: the slow, plain way that compiled predicates are tested against.
  struct RowReader: AttributeReader {
    let index: JobIndex
    let row: Int

    func values(of field: AttributeField) -> [ValueID] {
      index.values[field].map { Array($0[row]) } ?? []
    }

    func number(of field: AttributeField) -> Double? {
      index.numbers[field].flatMap { $0[row].isNaN ? nil : $0[row] }
    }

    func points(of field: AttributeField) -> [Coordinate] {
      index.points[field].map { JobIndex.coordinates($0[row]) } ?? []
    }
  }

  /// Pairs of latitude and longitude as points.
  static func coordinates(_ pairs: ArraySlice<Double>) -> [Coordinate] {
    stride(from: pairs.startIndex, to: pairs.endIndex, by: 2).compactMap {
      Coordinate(latitude: pairs[$0], longitude: pairs[$0 + 1])
    }
  }
}
