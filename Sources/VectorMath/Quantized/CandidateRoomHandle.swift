import CVectorKernels

/// The memory of one search over one piece of the rows, and the steps that work in it; all pointers of a search are here.
final class CandidateRoomHandle {
  private let k: Int
  private let matrix: DenseMatrix
  private let codes: QuantizedMatrix
  private let query: QuantizedQuery
  /// Candidates before the threshold is raised.
  private let capacity: Int
  private let room: Room
  private var rows: AlignedMemoryHandle<UInt32> { room.rows }
  private var estimates: AlignedMemoryHandle<Float> { room.estimates }
  private var errors: AlignedMemoryHandle<Float> { room.errors }
  private var chosen: AlignedMemoryHandle<UInt32> { room.chosen }
  private var chosenEstimates: AlignedMemoryHandle<Float> { room.chosenEstimates }
  private var chosenErrors: AlignedMemoryHandle<Float> { room.chosenErrors }
  private var leasts: AlignedMemoryHandle<Float> { room.leasts }
  private var count = 0
  /// What the k-th best row's score is at least.
  private var threshold = -Float.infinity
  /// Rows whose exact scores are known and that may be among the best.
  private var settled: [ScoredRow] = []
  private(set) var counts = CertifiedSearch.Counts()

  /// Rows scanned at a time: their codes stay in the second-level cache while several queries read them.
  static let block = 4096
  /// Room behind the last candidate that a scan may write to.
  private static let margin = 16

  /// The memory itself, which one search after another works in.
  final class Room: Sendable {
    let rows: AlignedMemoryHandle<UInt32>
    let estimates: AlignedMemoryHandle<Float>
    let errors: AlignedMemoryHandle<Float>
    let chosen: AlignedMemoryHandle<UInt32>
    let chosenEstimates: AlignedMemoryHandle<Float>
    let chosenErrors: AlignedMemoryHandle<Float>
    let leasts: AlignedMemoryHandle<Float>

    init(count: Int) {
      rows = AlignedMemoryHandle(count: count)
      estimates = AlignedMemoryHandle(count: count)
      errors = AlignedMemoryHandle(count: count)
      chosen = AlignedMemoryHandle(count: count)
      chosenEstimates = AlignedMemoryHandle(count: count)
      chosenErrors = AlignedMemoryHandle(count: count)
      leasts = AlignedMemoryHandle(count: count)
    }
  }

  /// - Parameter room: takes memory of a count, new or used before.
  init(
    k: Int, rows rowCount: Int, matrix: DenseMatrix, codes: QuantizedMatrix, query: QuantizedQuery,
    room: (Int) -> Room
  ) {
    (self.k, self.matrix, self.codes, self.query) = (k, matrix, codes, query)
    capacity = min(4 * min(k, rowCount) + 4096, max(rowCount, 1))
    self.room = room(capacity + CandidateRoomHandle.block + CandidateRoomHandle.margin)
  }

  /// Gives the memory back.
  func giveBack(to pool: RoomPool) { pool.put(room) }

  private var survivors: jm_survivors {
    jm_survivors(rows: rows.elements + count, estimates: estimates.elements + count, errors: errors.elements + count)
  }

  /// Scans a range of rows, of which a filter wants some.
  func scan(_ range: Range<Int>, filter: UnsafePointer<UInt64>?) {
    for start in stride(from: range.lowerBound, to: range.upperBound, by: CandidateRoomHandle.block) {
      let length = min(CandidateRoomHandle.block, range.upperBound - start)
      count += withUnsafePointer(to: query.coarse) {
        jm_nibble_scan(
          codes.coarse.elements, codes.rowBytes, codes.scalars.elements, start, length, filter, $0, threshold, survivors)
      }
      counts.coarse += length
      if count > capacity { raise() }
    }
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
      count += withUnsafePointer(to: query.coarse) {
        jm_nibble_scan_listed(
          codes.coarse.elements, codes.rowBytes, codes.scalars.elements, first + start, length, $0, threshold,
          survivors)
      }
      counts.coarse += length
      if count > capacity { raise() }
    }
  }

  /// Raises the threshold by the best candidates, and settles them all where that leaves too many.
  private func raise() {
    raiseByBest()
    keepCandidates()
    guard count > capacity / 2 else { return }
    settleCandidates()
  }

  /// The k-th greatest of what the best candidates are at least.
  private func raiseByBest() {
    guard count >= k else { return }
    let wanted = min(count, k + k / 2)
    let cut = jm_select_greatest(estimates.elements, count, wanted)
    var number = 0
    for index in 0..<count where estimates.elements[index] >= cut {
      chosen.elements[number] = rows.elements[index]
      number += 1
    }
    estimate(chosen.elements, number, chosenEstimates.elements, chosenErrors.elements)
    for index in 0..<number { leasts.elements[index] = chosenEstimates.elements[index] - chosenErrors.elements[index] }
    threshold = max(threshold, jm_select_greatest(leasts.elements, number, k))
  }

  /// Drops candidates that cannot reach the threshold.
  private func keepCandidates() {
    var kept = 0
    for index in 0..<count {
      let (estimate, error) = (estimates.elements[index], errors.elements[index])
      rows.elements[kept] = rows.elements[index]
      estimates.elements[kept] = estimate
      errors.elements[kept] = error
      if estimate + error >= threshold { kept += 1 }
    }
    count = kept
  }

  /// Estimates all candidates by both planes, scores what may still be among the best, and starts with an empty list.
  private func settleCandidates() {
    estimate(rows.elements, count, estimates.elements, errors.elements)
    if count + settled.count >= k {
      for index in 0..<count { leasts.elements[index] = estimates.elements[index] - errors.elements[index] }
      // What is settled counts with its exact score.
      let known = settled.map(\.score) + UnsafeBufferPointer(start: leasts.elements, count: count)
      if known.count >= k { threshold = max(threshold, jm_select_greatest(known, known.count, k)) }
    }
    keepCandidates()
    settle(rows.elements, count)
    count = 0
  }

  private func estimate(
    _ rows: UnsafePointer<UInt32>, _ count: Int, _ estimates: UnsafeMutablePointer<Float>,
    _ errors: UnsafeMutablePointer<Float>
  ) {
    counts.fine += count
    withUnsafePointer(to: query.fine) {
      jm_byte_estimates(
        codes.coarse.elements, codes.fine.elements, codes.rowBytes, codes.scalars.elements, codes.fineErrors.elements,
        rows, count, $0, estimates, errors)
    }
  }

  /// Scores listed rows in f32 and keeps the best with what is settled.
  private func settle(_ list: UnsafePointer<UInt32>, _ number: Int) {
    guard number > 0 else { return }
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

  /// The best rows of all that was scanned.
  func best() -> [ScoredRow] {
    raiseByBest()
    keepCandidates()
    settleCandidates()
    return settled
  }
}
