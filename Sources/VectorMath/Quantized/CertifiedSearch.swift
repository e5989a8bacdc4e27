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

  /// The k rows of a selection with the greatest inner products, by falling score, equal ones by rising row.
  ///
  /// - Parameters:
  ///   - query: finite numbers, as many as the matrix has columns.
  ///   - k: 0 or more.
  ///   - selection: which rows take part.
  ///   - threads: into how many pieces the rows are split, 1 or more.
  ///
  /// O(rows × dimension) bit operations at worst, of which four bits a number are read for most rows.
  public func best(
    _ k: Int, for query: [Float], among selection: RowSelection, threads: Int = 1
  ) -> (rows: [ScoredRow], counts: Counts) {
    precondition(query.count == matrix.dimension, "a query of \(query.count) numbers for rows of \(matrix.dimension)")
    precondition(k >= 0 && threads >= 1)
    guard k > 0, matrix.rowCount > 0 else { return ([], Counts()) }
    let coded = QuantizedQuery(query, for: codes)
    let pieces = pieces(of: selection, count: threads)
    if pieces.count == 1 { return candidates(pieces[0], selection, coded, k) }
    let found = Mutex([(rows: [ScoredRow], counts: Counts)?](repeating: nil, count: pieces.count))
    // Only read by all pieces.
    nonisolated(unsafe) let shared = coded
    DispatchQueue.concurrentPerform(iterations: pieces.count) { piece in
      let result = candidates(pieces[piece], selection, shared, k)
      found.withLock { $0[piece] = result }
    }
    let all = found.withLock { $0.compactMap(\.self) }
    return (
      TopRows.best(k, of: all.flatMap(\.rows)),
      all.reduce(into: Counts()) { sum, one in
        sum.coarse += one.counts.coarse
        sum.fine += one.counts.fine
        sum.exact += one.counts.exact
      }
    )
  }

  /// Ranges of rows, or of places in a list; whole words of 64 rows, so that no two share a word of bits.
  private func pieces(of selection: RowSelection, count: Int) -> [Range<Int>] {
    let total = if case .list(let rows) = selection { rows.count } else { matrix.rowCount }
    let size = max(4096, ((total + count - 1) / count + 63) / 64 * 64)
    return stride(from: 0, to: max(total, 1), by: size).map { $0..<min($0 + size, total) }
  }

  private func candidates(
    _ range: Range<Int>, _ selection: RowSelection, _ query: QuantizedQuery, _ k: Int
  ) -> (rows: [ScoredRow], counts: Counts) {
    let room = CandidateRoomHandle(
      k: k, rows: range.count, matrix: matrix, codes: codes, query: query, room: { pool.take(count: $0) })
    defer { room.giveBack(to: pool) }
    switch selection {
    case .all: room.scan(range, filter: nil)
    case .bits(let bits): bits.withWordBuffer { room.scan(range, filter: $0.baseAddress) }
    case .list(let rows): rows.withUnsafeBufferPointer { room.scan(UnsafeBufferPointer(rebasing: $0[range])) }
    }
    return (room.best(), room.counts)
  }
}
