import CVectorKernels
import Dispatch
import Synchronization

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

  /// What a search did.
  public struct Counts: Hashable, Sendable {
    /// Rows estimated by the coarse plane.
    public var coarse = 0
    /// Rows estimated by both planes.
    public var fine = 0
    /// Rows scored in f32.
    public var exact = 0
  }

  /// Pairs a matrix with its codes, which must be of it.
  public init(matrix: DenseMatrix, codes: QuantizedMatrix) {
    precondition(matrix.rowCount == codes.rowCount && matrix.dimension == codes.dimension, "codes of another matrix")
    (self.matrix, self.codes) = (matrix, codes)
  }

  /// One question of a batch.
  public struct Request: Sendable {
    /// Finite numbers, as many as the matrix has columns.
    public var query: [Float]
    /// How many rows, 0 or more.
    public var k: Int
    /// Which rows take part.
    public var selection: RowSelection

    /// Makes a question.
    public init(query: [Float], k: Int, selection: RowSelection) {
      (self.query, self.k, self.selection) = (query, k, selection)
    }
  }

  /// What a search found.
  public struct Found: Hashable, Sendable {
    /// By falling score, equal ones by rising row.
    public var rows: [ScoredRow] = []
    /// What was done for it.
    public var counts = Counts()
  }

  /// The k rows of a selection with the greatest inner products, by falling score, equal ones by rising row.
  ///
  /// - Parameter threads: into how many pieces the rows are split, 1 or more.
  /// - Throws: `FileDamage` when rows lie in files and a block that was to be read is not what was written.
  ///
  /// O(rows × dimension) bit operations at worst, of which four bits a number are read for most rows.
  public func best(
    _ k: Int, for query: [Float], among selection: RowSelection, threads: Int = 1
  ) throws(FileDamage) -> Found {
    try best([Request(query: query, k: k, selection: selection)], threads: threads)[0]
  }

  /// The answers to several questions, in their order, each the same as alone.
  ///
  /// Questions over all rows or many share one scan: a block of codes is read from memory once and then, while it is near, by
  /// every question. Those over a list of rows are answered one after the other.
  public func best(_ requests: [Request], threads: Int = 1) throws(FileDamage) -> [Found] {
    let found = found(requests, threads: threads)
    // A damaged index answers nothing more, not even what it could.
    if let damage = matrix.damage ?? codes.damage { throw damage }
    return found
  }

  private func found(_ requests: [Request], threads: Int) -> [Found] {
    precondition(threads >= 1 && requests.allSatisfy { $0.query.count == matrix.dimension && $0.k >= 0 })
    let coded = requests.map { QuantizedQuery($0.query, for: codes) }
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
      scan(piece, scanned.map { (requests[$0], coded[$0]) })
    }
    for (place, number) in scanned.enumerated() {
      found[number] = CertifiedSearch.merged(parts.map { $0[place] }, requests[number].k)
    }
    return found
  }

  /// Scans a range of rows for several questions, a block at a time.
  private func scan(_ range: Range<Int>, _ questions: [(request: Request, query: QuantizedQuery)]) -> [Found] {
    let rooms = questions.map { room(k: $0.request.k, rows: range.count, $0.query) }
    defer { for room in rooms { room.giveBack(to: pool) } }
    for start in stride(from: range.lowerBound, to: range.upperBound, by: CandidateRoomHandle.block) {
      let block = start..<min(start + CandidateRoomHandle.block, range.upperBound)
      for (question, room) in zip(questions, rooms) {
        switch question.request.selection {
        case .bits(let bits): bits.withWordBuffer { room.scan(block, filter: $0.baseAddress) }
        case .all, .list: room.scan(block, filter: nil)
        }
      }
    }
    return rooms.map { Found(rows: $0.best(), counts: $0.counts) }
  }

  private func search(_ k: Int, _ query: QuantizedQuery, _ rows: Int, _ body: (CandidateRoomHandle) -> Void) -> Found {
    let room = room(k: k, rows: rows, query)
    defer { room.giveBack(to: pool) }
    body(room)
    return Found(rows: room.best(), counts: room.counts)
  }

  private func room(k: Int, rows: Int, _ query: QuantizedQuery) -> CandidateRoomHandle {
    CandidateRoomHandle(k: k, rows: rows, matrix: matrix, codes: codes, query: query) { pool.take(count: $0) }
  }

  /// Ranges of rows, or of places in a list; whole words of 64 rows, so that no two share a word of bits.
  private static func pieces(of total: Int, count: Int) -> [Range<Int>] {
    let size = max(4096, ((total + count - 1) / count + 63) / 64 * 64)
    return stride(from: 0, to: max(total, 1), by: size).map { $0..<min($0 + size, total) }
  }

  private func concurrently(_ pieces: [Range<Int>], _ body: @Sendable (Range<Int>) -> [Found]) -> [[Found]] {
    guard pieces.count > 1 else { return pieces.map(body) }
    let found = Mutex([[Found]](repeating: [], count: pieces.count))
    DispatchQueue.concurrentPerform(iterations: pieces.count) { piece in
      let part = body(pieces[piece])
      found.withLock { $0[piece] = part }
    }
    return found.withLock { $0 }
  }

  private static func merged(_ parts: [Found], _ k: Int) -> Found {
    guard parts.count > 1 else { return parts.first ?? Found() }
    return parts.reduce(into: Found(rows: TopRows.best(k, of: parts.flatMap(\.rows)))) { sum, part in
      sum.counts.coarse += part.counts.coarse
      sum.counts.fine += part.counts.fine
      sum.counts.exact += part.counts.exact
    }
  }
}
