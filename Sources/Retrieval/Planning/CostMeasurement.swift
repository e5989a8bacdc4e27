import JobMarket
import VectorMath

/// Measures a `CostModel` on this machine, over an index with vectors.
///
/// Each number is of several runs of the very code that a search runs, divided by how often it did the step: the fastest of
/// steps on terms, the median of walks and scans, which read memory. The bytes' shares come from two dimensions, that of the
/// vectors and half of it. `raised` is not measured; `settled` counts candidates.
public struct CostMeasurement {
  private let index: IndexSegment
  private let search: CertifiedSearch
  private let half: CertifiedSearch
  private let queries: [[Float]]
  private var random = SeededRandom(seed: 6)
  private static let repeats = 5

  /// Readies a measurement; `nil` for an index without the field, of fewer than 100,000 rows, or of fewer than 128 dimensions.
  ///
  /// - Parameters:
  ///   - index: rows with vectors and attributes.
  ///   - field: the vectors.
  ///   - queries: a few vectors of the field's dimension. O(rows × dimension).
  public init?(_ index: JobIndex, field: String, queries: [[Float]]) {
    self.init(index, field: field, queries: queries, leastRows: 100_000)
  }

  /// The same over fewer rows, whose numbers mean little: for tests.
  package init?(_ held: JobIndex, field: String, queries: [[Float]], leastRows: Int) {
    guard held.segments.count == 1, let index = held.segments.first,
      let search = index.vectors.first(where: { $0.key.field == field })?.value.search, index.count >= leastRows,
      search.matrix.dimension >= 128,
      !queries.isEmpty
    else { return nil }
    let (matrix, dimension) = (search.matrix, search.matrix.dimension / 2)
    var numbers: [Float] = []
    numbers.reserveCapacity(matrix.rowCount * dimension)
    for row in 0..<matrix.rowCount { numbers += matrix.row(row)[..<dimension] }
    guard let halved = try? DenseMatrix(numbers, dimension: dimension) else { return nil }
    half = CertifiedSearch(matrix: halved, codes: QuantizedMatrix(halved))
    (self.index, self.search, self.queries) = (index, search, queries)
  }

  /// The costs. Takes some seconds.
  ///
  /// - Throws: `FileDamage` as a search does.
  public mutating func costs() throws -> CostModel {
    var costs = CostModel()
    let rows = index.count
    var many = Bitset(capacity: rows, (0..<rows).filter { _ in random.bernoulli(0.1) })
    let other = Bitset(capacity: rows, (0..<rows).filter { _ in random.bernoulli(0.5) })
    let list = many.map { UInt32($0) }
    costs.word = nanoseconds { many.formUnion(other) } / Double(rows / 64)
    var target = Bitset(capacity: rows)
    costs.insert = nanoseconds { target.insert(contentsOf: list[...]) } / Double(list.count)
    let few = MatchedRows.bits(Bitset(capacity: rows, list.map(Int.init)))
    costs.member = nanoseconds { _ = few.list() } / Double(list.count)
    measureTests(&costs)
    try measureCodes(&costs)
    return costs
  }

  private func nanoseconds(_ body: () -> Void) -> Double {
    (0..<CostMeasurement.repeats).reduce(Double.infinity) { best, _ in
      let started = ContinuousClock.now
      body()
      return min(best, Double(started.nanoseconds(until: .now)))
    }
  }

  private mutating func measureTests(_ costs: inout CostModel) {
    let rows = index.count
    var world = IndexSegment(rowCount: rows, values: [:], vectors: [:])
    world.numbers[.pay] = (0..<rows).map { _ in random.uniform() }
    var points = ListColumn<Double>()
    for _ in 0..<rows { points.append([40 + 2 * random.uniform(), -74 + 2 * random.uniform()]) }
    world.points[.place] = points
    world.pointOrders[.place] = PointColumn(points)
    let compiler = PredicateCompiler(index: world)
    func pass(_ literal: JobPredicate.Literal) -> Double {
      nanoseconds { _ = compiler.rows(matching: JobPredicate([.init(literal)])) } / Double(rows)
    }
    costs.number = pass(.range(.pay, NumericRange(lower: 0.3, upper: 0.6)))
    if let center = Coordinate(latitude: 41, longitude: -73) {
      costs.point = pass(.within(.place, Radius(center: center, kilometers: 40)))
    }
    // One literal over the field of the most values, asked of rows in no order.
    guard let (field, column) = index.values.max(by: { $0.value.elements.count < $1.value.elements.count }),
      let last = column.elements.last
    else { return }
    let test = RowTest(.anyOf(field, [last / 2, last]), to: index)
    let asked = (0..<50_000).map { _ in random.uniform(below: rows) }
    var passed = 0
    costs.test = nanoseconds { for row in asked where test.passes(Int(row)) { passed += 1 } } / Double(asked.count)
    // And one of a frequent value, as a candidate is asked it.
    let frequent = index.terms.sorted { $0.key < $1.key }.lazy.flatMap { field, column in
      (0..<ValueID(200)).lazy.filter { column.bitmap(of: $0) != nil }.map { (field, $0) }
    }.first
    guard let (frequentField, value) = frequent else { return }
    let query = Query(
      predicate: JobPredicate([.init(.anyOf(frequentField, [value]))]), scorers: [], k: 1, asOf: Instant(seconds: 0))
    let conditions = RowConditions(query, index: index, cardinality: Cardinality(index: index))
    costs.bit = nanoseconds { for row in asked where conditions.pass(Int(row)) { passed += 1 } } / Double(asked.count)
  }

  private mutating func measureCodes(_ costs: inout CostModel) throws {
    let lists = (0..<7).map { _ in (0..<UInt32(index.count)).filter { _ in random.bernoulli(0.2) } }
    let (rows, k) = (Double(index.count), 100)
    let wide = Double((search.matrix.dimension + 63) / 64 * 32)
    let narrow = Double((half.matrix.dimension + 63) / 64 * 32)
    /// Nanoseconds a row of a walk over lists that are not in the cache, for none is asked twice.
    func walk(_ search: CertifiedSearch) throws -> Double {
      let times = try lists.map { list in
        Double(try search.best(k, for: Array(queries[0][..<search.matrix.dimension]), among: .list(list)).times.scan)
          / Double(max(1, list.count))
      }.sorted()
      return times[times.count / 2]
    }
    /// Nanoseconds of the scan of one query: the median of several.
    func scan(_ search: CertifiedSearch, _ selection: RowSelection) throws -> Double {
      let times = try queries.flatMap { query in
        try (0..<2).map { _ in
          try search.best(k, for: Array(query[..<search.matrix.dimension]), among: selection).times.scan
        }
      }.sorted()
      return Double(times[times.count / 2])
    }
    let (walkWide, walkNarrow) = (try walk(search), try walk(half))
    costs.walkByte = max(0, (walkWide - walkNarrow) / (wide - narrow))
    costs.walkRow = max(0, walkWide - costs.walkByte * wide)
    let (scanWide, scanNarrow) = (try scan(search, .all) / rows, try scan(half, .all) / rows)
    costs.scanByte = max(0, (scanWide - scanNarrow) / (wide - narrow))
    costs.scanRow = max(0, scanWide - costs.scanByte * wide)
    costs.skip = try scan(search, .bits(Bitset(capacity: index.count))) / rows
    // About half of all groups of sixteen have a row of these.
    let some = Bitset(capacity: index.count, (0..<index.count).filter { _ in random.bernoulli(0.0424) })
    costs.gap = max(0, try scan(search, .bits(some)) / rows - costs.skip - scanWide / 2)
    /// How many candidates are asked where every third row passes.
    func asked(_ k: Int) throws -> Double {
      let counts = try queries.map { try search.best(k, for: $0, among: .passing { $0 % 3 == 0 }).counts.tested }
        .sorted()
      return Double(counts[counts.count / 2])
    }
    costs.raised = 1.5
    var doublings = 0.0
    while 8192 * (1 << Int(doublings)) < index.count { doublings += 1 }
    costs.settled = try max(0, asked(10) - costs.raised * doublings * 30, asked(1000) - costs.raised * doublings * 3000)
  }
}
