import CVectorKernels

/// The memory of one search over one piece of the rows, and the steps that work in it; all pointers of a search are here.
///
/// A row goes from the scan to the **coarse** candidates, from there to the **fine** ones, whose bounds are ten times as narrow,
/// and from there to the **settled**, whose scores are known; it is estimated once at each stage, as late as possible, since the
/// threshold rises meanwhile and drops most on the way.
final class CandidateRoomHandle {
  private let k: Int
  private let matrix: DenseMatrix
  private let codes: QuantizedMatrix
  private let query: QuantizedQuery
  private let room: Room
  private var coarse = 0
  private var fine = 0
  /// What the k-th best row's score is at least.
  private var threshold = -Float.infinity
  /// Rows whose exact scores are known and that may be among the best, best first.
  private var settled: [ScoredRow] = []
  /// Rows scanned since the beginning, and at which count the threshold is raised next.
  private var scanned = 0
  private var nextRaise = CandidateRoomHandle.firstRaise
  private(set) var counts = CertifiedSearch.Counts()
  /// Set when rows of a file are damaged: nothing more is read, and nothing is answered.
  private var isStopped = false

  /// Rows scanned at a time: their codes stay in the second-level cache while several queries read them.
  static let block = 4096
  /// After so many rows the threshold is raised for the first time, then each time twice as many have been scanned.
  private static let firstRaise = 8192
  /// Room behind the last candidate that a scan may write to.
  private static let margin = 16

  /// The memory itself, which one search after another works in.
  final class Room: Sendable {
    /// Coarse candidates it has room for, a block of new ones apart.
    let capacity: Int
    let coarse: Candidates
    let fine: Candidates
    let leasts: AlignedMemoryHandle<Float>

    init(capacity: Int) {
      self.capacity = capacity
      let count = capacity + CandidateRoomHandle.block + CandidateRoomHandle.margin
      coarse = Candidates(count: count)
      fine = Candidates(count: 2 * count)
      leasts = AlignedMemoryHandle(count: 3 * count)
    }
  }

  /// Rows with estimates and errors.
  final class Candidates: Sendable {
    let rows: AlignedMemoryHandle<UInt32>
    let estimates: AlignedMemoryHandle<Float>
    let errors: AlignedMemoryHandle<Float>

    init(count: Int) {
      rows = AlignedMemoryHandle(count: count)
      estimates = AlignedMemoryHandle(count: count)
      errors = AlignedMemoryHandle(count: count)
    }

    /// Moves the rest to the front.
    func dropFirst(_ number: Int, leaving count: Int) {
      rows.elements.update(from: rows.elements + number, count: count)
      estimates.elements.update(from: estimates.elements + number, count: count)
      errors.elements.update(from: errors.elements + number, count: count)
    }

    /// Drops those of the first `count` that cannot reach a threshold; returns how many stay, in their order.
    func keep(_ count: Int, reaching threshold: Float) -> Int {
      let (rows, estimates, errors) = (rows.elements, estimates.elements, errors.elements)
      var kept = 0
      for index in 0..<count {
        let (row, estimate, error) = (rows[index], estimates[index], errors[index])
        (rows[kept], estimates[kept], errors[kept]) = (row, estimate, error)
        kept += estimate + error >= threshold ? 1 : 0
      }
      return kept
    }
  }

  /// - Parameter room: takes memory for a count of candidates, new or used before.
  init(
    k: Int, rows rowCount: Int, matrix: DenseMatrix, codes: QuantizedMatrix, query: QuantizedQuery,
    room: (Int) -> Room
  ) {
    (self.k, self.matrix, self.codes, self.query) = (k, matrix, codes, query)
    // At a million random rows about forty times k stay at once; memory is bounded whatever the rows.
    self.room = room(min(max(64 * min(k, rowCount), 16_384), max(rowCount, 1)))
  }

  /// Gives the memory back.
  func giveBack(to pool: RoomPool) { pool.put(room) }

  private var survivors: jm_survivors {
    jm_survivors(
      rows: room.coarse.rows.elements + coarse, estimates: room.coarse.estimates.elements + coarse,
      errors: room.coarse.errors.elements + coarse)
  }

  /// Scans a block of rows, of which a filter wants some; it begins at a multiple of 64.
  func scan(_ block: Range<Int>, filter: UnsafePointer<UInt64>?) {
    guard goesOn(codes.hasSoundCoarse(block)) else { return }
    coarse += withUnsafePointer(to: query.coarse) {
      jm_nibble_scan(
        codes.coarse.elements, codes.rowBytes, codes.scalars.elements, block.lowerBound, block.count, filter, $0,
        threshold, survivors)
    }
    note(block.count)
  }

  /// Scans listed rows.
  func scan(_ list: UnsafeBufferPointer<UInt32>) {
    guard let first = list.baseAddress else { return }
    // So few that a sieve would cost more than it saves.
    if list.count <= k + k / 4 {
      settle(first, list.count)
      return
    }
    for start in stride(from: 0, to: list.count, by: CandidateRoomHandle.block) {
      let length = min(CandidateRoomHandle.block, list.count - start)
      guard goesOn(codes.hasSoundCoarse(first + start, length)) else { return }
      coarse += withUnsafePointer(to: query.coarse) {
        jm_nibble_scan_listed(
          codes.coarse.elements, codes.rowBytes, codes.scalars.elements, first + start, length, $0, threshold,
          survivors)
      }
      note(length)
    }
  }

  /// Whether to read on: until what is next to be read is damaged.
  private func goesOn(_ isSound: @autoclosure () -> Bool) -> Bool {
    if isStopped { return false }
    isStopped = !isSound()
    return !isStopped
  }

  private func note(_ rows: Int) {
    counts.coarse += rows
    scanned += rows
    if scanned >= nextRaise {
      nextRaise = 2 * scanned
      raise()
    }
    if coarse > room.capacity {
      raise()
      // Where ties or long errors let too many stay, they are worked off now, so that the room never overflows.
      if coarse > room.capacity / 2 { refine(coarse) }
      if fine > room.capacity / 2 { settleFine() }
    }
  }

  /// Raises the threshold by the best candidates: those whose estimates are the greatest become fine, and the k-th greatest of
  /// what the fine and settled are at least is what the k-th best row is at least.
  private func raise() {
    guard coarse + fine + settled.count >= k else { return }
    let wanted = min(coarse, max(0, k + k / 2 - fine - settled.count))
    if wanted > 0 {
      let cut = jm_select_greatest(room.coarse.estimates.elements, coarse, wanted)
      let (rows, estimates, errors) = (
        room.coarse.rows.elements, room.coarse.estimates.elements, room.coarse.errors.elements
      )
      // The best go to the front; the order of candidates does not matter.
      var front = 0
      for index in 0..<coarse where estimates[index] >= cut {
        swap(&rows[front], &rows[index])
        swap(&estimates[front], &estimates[index])
        swap(&errors[front], &errors[index])
        front += 1
      }
      refine(front)
    }
    raiseByFine()
    coarse = room.coarse.keep(coarse, reaching: threshold)
  }

  /// Makes the first coarse candidates fine.
  private func refine(_ number: Int) {
    if fine + number > 2 * room.capacity { settleFine() }
    let target = room.fine
    target.rows.elements.advanced(by: fine).update(from: room.coarse.rows.elements, count: number)
    counts.fine += number
    guard goesOn(codes.isSound(target.rows.elements + fine, number)) else {
      (coarse, fine) = (0, 0)
      return
    }
    withUnsafePointer(to: query.fine) {
      jm_byte_estimates(
        codes.coarse.elements, codes.fine.elements, codes.rowBytes, codes.scalars.elements, codes.fineErrors.elements,
        target.rows.elements + fine, number, $0, target.estimates.elements + fine, target.errors.elements + fine)
    }
    fine += number
    coarse -= number
    room.coarse.dropFirst(number, leaving: coarse)
  }

  private func raiseByFine() {
    for index in 0..<fine {
      room.leasts.elements[index] = room.fine.estimates.elements[index] - room.fine.errors.elements[index]
    }
    for (index, row) in settled.enumerated() { room.leasts.elements[fine + index] = row.score }
    let known = fine + settled.count
    if known >= k { threshold = max(threshold, jm_select_greatest(room.leasts.elements, known, k)) }
    fine = room.fine.keep(fine, reaching: threshold)
  }

  /// Scores the fine candidates that may still be among the best.
  private func settleFine() {
    raiseByFine()
    settle(room.fine.rows.elements, fine)
    fine = 0
  }

  /// Scores listed rows in f32 and keeps the best with what is settled.
  private func settle(_ list: UnsafePointer<UInt32>, _ number: Int) {
    guard number > 0, goesOn(matrix.memory.isSound(list, number, width: matrix.dimension)) else { return }
    counts.exact += number
    var scores = [Float](repeating: 0, count: number)
    scores.withUnsafeMutableBufferPointer {
      jm_listed_rows_dot(
        matrix.memory.elements, matrix.dimension, list, number, query.vector.elements, $0.baseAddress)
    }
    settled.reserveCapacity(settled.count + number)
    for index in 0..<number { settled.append(ScoredRow(row: Int(list[index]), score: scores[index])) }
    settled = TopRows.best(k, of: settled)
    if settled.count == k { threshold = max(threshold, settled[k - 1].score) }
  }

  /// The best rows of all that was scanned; none where damage was met.
  func best() -> [ScoredRow] {
    guard !isStopped else { return [] }
    raise()
    while coarse > 0 {
      refine(min(coarse, room.capacity))
      raiseByFine()
      coarse = room.coarse.keep(coarse, reaching: threshold)
    }
    settleFine()
    return isStopped ? [] : settled
  }
}
