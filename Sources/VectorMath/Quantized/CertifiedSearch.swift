import CVectorKernels

/// Finds the rows of a matrix with the greatest inner products, exactly, at about the price of reading four bits a number.
///
/// The plan, after which the code goes:
/// 1. **Scan** the coarse plane a block at a time. A row stays if its estimate plus error reaches the threshold.
/// 2. **Raise** the threshold when many have stayed: the best of them by estimate are estimated by both planes, and the k-th
///    greatest of what these are at least is what the k-th best row is at least.
/// 3. **Settle** what stays in the end: all of it by both planes, and what still may be among the best by the f32 dot product.
///
/// No row whose score is among the k best is ever left out, since each bound holds for every row (`QuantizedMatrix`); scores
/// are those of `DenseDot`. The answer is the same at any number of threads. Memory is taken up front and does not grow:
/// where ties let nothing be left out, candidates are settled as they come.
public struct CertifiedSearch: Sendable {
  /// The rows.
  public let matrix: DenseMatrix
  /// The same rows, coded.
  public let codes: QuantizedMatrix
  private let pool = RoomPool()
  private let blocks = BlockPlane()

  /// The bytes of candidates that a search of one thread takes up front.
  package static func candidateBytes(k: Int, rows: Int) -> Int { CandidateRoomHandle.byteCount(k: k, rows: rows) }

  /// The bytes of candidates that wait for searches to come.
  package var keptBytes: Int { pool.byteCount }

  /// What a search did.
  public struct Counts: Hashable, Sendable {
    /// Rows estimated by a bit a number; 0 where the search was exact.
    public var binary = 0
    /// Rows estimated by the coarse plane.
    public var coarse = 0
    /// Rows estimated by both planes.
    public var fine = 0
    /// Rows scored in f32.
    public var exact = 0
    /// Rows asked the test of a selection.
    public var tested = 0
  }

  /// Nanoseconds of each step, of one search and one thread: the longest where several ran, a share where a scan was shared.
  ///
  /// All are equal: what is found does not depend on the clock.
  public struct Times: Hashable, Sendable {
    /// Scanning binary codes; 0 where the search was exact.
    public var sieve: Int64 = 0
    /// Scanning the coarse plane, and raising the threshold meanwhile.
    public var scan: Int64 = 0
    /// Working off what stayed.
    public var settle: Int64 = 0

    /// Always true.
    public static func == (first: Times, second: Times) -> Bool { true }

    /// Adds nothing.
    public func hash(into hasher: inout Hasher) {}
  }

  /// Pairs a matrix with its codes, which must be of it.
  public init(matrix: DenseMatrix, codes: QuantizedMatrix) {
    precondition(matrix.rowCount == codes.rowCount && matrix.dimension == codes.dimension, "codes of another matrix")
    (self.matrix, self.codes) = (matrix, codes)
  }

  /// How many bytes the codes take now, in all layouts.
  public var byteCount: Int { codes.byteCount + blocks.byteCount }

  /// One question of a batch.
  public struct Request: Sendable {
    /// Finite numbers, as many as the matrix has columns.
    public var query: [Float]
    /// How many rows, 0 or more.
    public var k: Int
    /// Which rows take part.
    public var selection: RowSelection
    /// What makes a product a score; `nil` where it is one.
    public var fusion: Fusion?
    /// Rows that score less are of no use, and may be left out: where others are known that score as much.
    public var leastScore: Float

    /// Makes a question.
    public init(
      query: [Float], k: Int, selection: RowSelection, fusion: Fusion? = nil, leastScore: Float = -.infinity
    ) {
      (self.query, self.k, self.selection, self.fusion) = (query, k, selection, fusion)
      self.leastScore = leastScore
    }

    /// The same for no more rows than there are, so that multiples of k stay numbers.
    func asking(atMost rows: Int) -> Request {
      var request = self
      request.k = min(k, rows)
      return request
    }
  }

  /// What a search found.
  public struct Found: Hashable, Sendable {
    /// By falling score, equal ones by rising row.
    public var rows: [ScoredRow] = []
    /// What was done for it.
    public var counts = Counts()
    /// How long it took.
    public var times = Times()
  }

  /// The k rows of a selection with the greatest inner products, by falling score, equal ones by rising row.
  ///
  /// - Parameters:
  ///   - threads: into how many pieces the rows are split, 1 or more.
  ///   - layout: how the codes lie that a scan of all rows or of bits reads.
  /// - Throws: `FileDamage` when rows lie in files and a block that was to be read is not what was written.
  ///
  /// O(rows × dimension) bit operations at worst, of which four bits a number are read for most rows.
  public func best(
    _ k: Int, for query: [Float], among selection: RowSelection, threads: Int = 1, layout: ScanLayout = .rows
  ) throws(FileDamage) -> Found {
    try best([Request(query: query, k: k, selection: selection)], threads: threads, layout: layout)[0]
  }

  /// The answers to several questions, in their order, each the same as alone.
  ///
  /// Questions over all rows or many share one scan: a block of codes is read from memory once and then, while it is near, by
  /// every question. Those over a list of rows are answered one after the other.
  public func best(
    _ requests: [Request], threads: Int = 1, layout: ScanLayout = .rows
  ) throws(FileDamage) -> [Found] {
    let found = found(requests.map { $0.asking(atMost: matrix.rowCount) }, threads: threads, layout: layout)
    // A damaged index answers nothing more, not even what it could.
    if let damage = matrix.damage ?? codes.damage { throw damage }
    return found
  }

  private func found(_ requests: [Request], threads: Int, layout: ScanLayout) -> [Found] {
    precondition(threads >= 1 && requests.allSatisfy { $0.query.count == matrix.dimension && $0.k >= 0 })
    for request in requests {
      switch request.selection {
      case .bits(let bits): precondition(bits.capacity == matrix.rowCount, "a bit a row")
      case .list(let rows):
        precondition(rows.last.map { Int($0) < matrix.rowCount } ?? true, "rows rise below the count")
      case .all, .passing: break
      }
    }
    let coded = requests.map(bound)
    var found = [Found](repeating: Found(), count: requests.count)
    guard matrix.rowCount > 0 else { return found }
    let asked = requests.indices.filter { requests[$0].k > 0 }
    let listed = asked.filter { if case .list = requests[$0].selection { true } else { false } }
    for number in listed {
      guard case .list(let rows) = requests[number].selection else { continue }
      let pieces = CertifiedSearch.pieces(of: rows.count, count: threads)
      let parts = concurrently(pieces) { piece in
        [
          search(requests[number].k, coded[number], piece.count) { room in
            rows.withUnsafeBufferPointer { room.scan(UnsafeBufferPointer(rebasing: $0[piece])) }
          }
        ]
      }
      found[number] = CertifiedSearch.merged(parts.map { $0[0] }, requests[number].k)
    }
    let scanned = asked.filter { !listed.contains($0) }
    guard !scanned.isEmpty else { return found }
    let pieces = CertifiedSearch.pieces(of: matrix.rowCount, count: threads)
    let parts = concurrently(pieces) { piece in
      scan(piece, scanned.map { (requests[$0], coded[$0]) }, layout)
    }
    for (place, number) in scanned.enumerated() {
      found[number] = CertifiedSearch.merged(parts.map { $0[place] }, requests[number].k)
    }
    return found
  }

  /// A question as the rows are asked it.
  private struct BoundRequest: Sendable {
    let query: QuantizedQuery
    let fusion: FusedQueryHandle?
    let passes: (@Sendable (UInt32) -> Bool)?
    let leastScore: Float
  }

  private func bound(_ request: Request) -> BoundRequest {
    let query = QuantizedQuery(FusedQueryHandle.vector(request.query, request.fusion), for: codes)
    let fusion = request.fusion.map {
      FusedQueryHandle(
        $0, norm: query.coarse.elements[0].norm, greatestNorm: codes.greatestNorm, selection: request.selection)
    }
    let passes: (@Sendable (UInt32) -> Bool)? =
      if case .passing(let passes) = request.selection { passes } else { nil }
    return BoundRequest(query: query, fusion: fusion, passes: passes, leastScore: request.leastScore)
  }

  /// Whether a fusion's bounds are numbers for a query: none of its scores may come near the greatest f32 number.
  public func canSieve(_ fusion: Fusion, query: [Float]) -> Bool {
    Double(abs(fusion.weight)) * Double(DenseMatrix.length(of: query)) * codes.greatestNorm + fusion.greatest
      <= Fusion.greatestScore
  }

  /// Scans a range of rows for several questions, a block at a time.
  private func scan(
    _ range: Range<Int>, _ questions: [(request: Request, query: BoundRequest)], _ layout: ScanLayout
  ) -> [Found] {
    let rooms = questions.map { room(k: $0.request.k, rows: range.count, $0.query) }
    defer { for room in rooms { room.giveBack(to: pool) } }
    let started = ContinuousClock.now
    CandidateRoomHandle.scan(
      range, for: rooms, wanting: questions.map(\.request.selection), codes: codes,
      blocks: layout == .blocks ? blocks.memory(of: codes) : nil)
    let scanned = started.duration(to: .now) / rooms.count
    return rooms.map { settled($0, scanned: scanned) }
  }

  private func search(_ k: Int, _ query: BoundRequest, _ rows: Int, _ body: (CandidateRoomHandle) -> Void) -> Found {
    let room = room(k: k, rows: rows, query)
    defer { room.giveBack(to: pool) }
    let started = ContinuousClock.now
    body(room)
    return settled(room, scanned: started.duration(to: .now))
  }

  private func settled(_ room: CandidateRoomHandle, scanned: Duration) -> Found {
    let started = ContinuousClock.now
    let best = room.best()
    let times = Times(scan: scanned.nanoseconds, settle: started.duration(to: .now).nanoseconds)
    return Found(rows: best, counts: room.counts, times: times)
  }

  private func room(k: Int, rows: Int, _ query: BoundRequest) -> CandidateRoomHandle {
    CandidateRoomHandle(
      k: k, rows: rows, matrix: matrix, codes: codes, query: query.query, fusion: query.fusion, passes: query.passes,
      leastScore: query.leastScore
    ) { pool.take(count: $0) }
  }

  /// Ranges of rows, or of places in a list; whole words of 64 rows, so that no two share a word of bits.
  private static func pieces(of total: Int, count: Int) -> [Range<Int>] {
    let size = max(4096, ((total + count - 1) / count + 63) / 64 * 64)
    return stride(from: 0, to: max(total, 1), by: size).map { $0..<min($0 + size, total) }
  }

  private static func merged(_ parts: [Found], _ k: Int) -> Found {
    guard parts.count > 1 else { return parts.first ?? Found() }
    return parts.reduce(into: Found(rows: TopRows.best(k, of: parts.flatMap(\.rows)))) { sum, part in
      sum.counts.coarse += part.counts.coarse
      sum.counts.fine += part.counts.fine
      sum.counts.exact += part.counts.exact
      sum.counts.tested += part.counts.tested
      sum.times.scan = max(sum.times.scan, part.times.scan)
      sum.times.settle = max(sum.times.settle, part.times.settle)
    }
  }
}

extension Duration {
  /// The whole nanoseconds of it.
  var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
  }
}
