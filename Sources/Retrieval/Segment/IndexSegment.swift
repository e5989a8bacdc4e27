import JobMarket
import Synchronization
import VectorMath

/// An immutable set of jobs laid out for scanning: one row a job, one column a field, rows in the order of their keys.
///
/// Nothing in it is approximate and nothing is ranked ahead of time: a search reads every row that its predicate leaves.
/// It is a value; a change makes a new one, which shares every column that stays.
package struct IndexSegment: Sendable {
  /// Tells it from every other segment of this process; whatever is put over its columns, it stays the same segment.
  private(set) var id = UniqueID()
  /// Keys by row, rising.
  package internal(set) var keys: [JobKey]
  /// The text model that `text` was made with; a query of another model is refused.
  package internal(set) var textModel: String
  /// Text vectors by row.
  var text: SparseMatrix
  /// Value lists by field, as they answer: successors stand in the place of old values.
  var values: [AttributeField: ListColumn<ValueID>]
  /// The lists as jobs had them, of fields where an old value stands in one: what files hold, and what other aliases begin from.
  var givenValues: [AttributeField: ListColumn<ValueID>] = [:]
  /// Numbers by field; NaN where a row has none.
  var numbers: [AttributeField: [Double]]
  /// Latitudes and longitudes in turn, by field.
  var points: [AttributeField: ListColumn<Double>]
  /// Dense vectors by field and model.
  var vectors: [VectorKey: VectorColumn] = [:]
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
  /// Rows that no query sees any more; `nil` while all of them are alive.
  var dead: DeadRows?
  /// The folder that it was opened from, while its columns are those of the files there, overlays and aliases apart.
  var folder: String?
  /// The checksum of that folder's list of checksums: what tells whether the files there are still these.
  var folderChecksum: String?
  /// Fields that come from outside the jobs: they are no part of the segment's files.
  var overlayFields: Set<AttributeField> = []
  /// Vectors that came beside the segment: its folder, where it has one, has none of them.
  var vectorsBeside: Set<VectorKey> = []
  /// Vectors that were dropped since the segment was opened: its folder still has them.
  var vectorsLeft: Set<VectorKey> = []
  /// Memory of what scorers other than vectors say of each row, for one query after another.
  private(set) var numbersPool = RowNumbersPool()

  /// How many jobs it holds.
  package var count: Int { keys.count }

  /// How many terms its text vectors can name: an index into one is below this.
  package var termCount: Int { text.columnCount }

  /// The fields that predicates can ask about, in order of name.
  package var fields: [AttributeField] {
    Set(values.keys).union(numbers.keys).union(points.keys).sorted()
  }

  /// Whether any row may have something of a field.
  func hasField(_ field: AttributeField) -> Bool {
    values[field] != nil || numbers[field] != nil || points[field] != nil
  }

  /// Whether a field holds numbers.
  package func isNumeric(_ field: AttributeField) -> Bool { numbers[field] != nil }

  /// The row of a job, or `nil` when the index does not hold it. O(log n).
  package func row(of key: JobKey) -> Int? {
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < keys.count && keys[low] == key ? low : nil
  }

  /// How many rows are alive.
  var livingCount: Int { keys.count - (dead?.count ?? 0) }

  /// Whether a query can see a row.
  func isAlive(_ row: Int) -> Bool { !(dead?.contains(row) ?? false) }

  /// The same with more dead rows. O(rows / 64 + dead).
  package func killing(_ rows: some Sequence<UInt32>) -> IndexSegment {
    var segment = self
    segment.dead = (dead ?? DeadRows(capacity: count)).inserting(rows)
    return segment
  }

  /// A row's text vector. O(entries).
  func text(_ row: Int) -> SparseVector {
    SparseVector(zip(text[row].columns, text[row].values).map { (index: $0, value: $1) })
  }

  /// How many living rows have each value of a field. O(values of all rows).
  func frequencies(of field: AttributeField) -> [ValueID: Int] {
    guard let column = values[field] else { return [:] }
    guard let dead else { return column.elements.reduce(into: [:]) { $0[$1, default: 0] += 1 } }
    var counts: [ValueID: Int] = [:]
    for row in 0..<count where !dead.contains(row) {
      for value in column[row] { counts[value, default: 0] += 1 }
    }
    return counts
  }

  /// One row as predicates see it.
  func reader(_ row: Int) -> RowReader { RowReader(index: self, row: row) }

  /// Answers a predicate's questions for one row: the slow, plain way that compiled predicates are tested against.
  struct RowReader: AttributeReader {
    let index: IndexSegment
    let row: Int

    func values(of field: AttributeField) -> [ValueID] {
      index.values[field].map { Array($0[row]) } ?? []
    }

    func number(of field: AttributeField) -> Double? {
      index.numbers[field].flatMap { $0[row].isNaN ? nil : $0[row] }
    }

    func points(of field: AttributeField) -> [Coordinate] {
      index.points[field].map { IndexSegment.coordinates($0[row]) } ?? []
    }
  }

  /// Pairs of latitude and longitude as points.
  static func coordinates(_ pairs: ArraySlice<Double>) -> [Coordinate] {
    stride(from: pairs.startIndex, to: pairs.endIndex, by: 2).compactMap {
      Coordinate(latitude: pairs[$0], longitude: pairs[$0 + 1])
    }
  }
}

/// What tells a value, and its copies, from every other within a process.
struct UniqueID: Hashable, Sendable {
  private let number: UInt64
  private static let next = Atomic<UInt64>(0)

  /// One that nothing else has.
  init() { number = UniqueID.next.wrappingAdd(1, ordering: .relaxed).newValue }
}
