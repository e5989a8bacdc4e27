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
  /// What makes products scores; `nil` where a product is the score.
  private let fusion: FusedQueryHandle?
  /// What candidates are asked before they count; `nil` where all of them count.
  private let passes: (@Sendable (UInt32) -> Bool)?
  /// Candidates that passed.
  private var passed = 0
  private let room: Room
  private var coarse = 0
  private var fine = 0
  /// What the k-th best row's score is at least, or must be to be of use.
  private var threshold: Float
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
  static let margin = 16

  /// The memory itself, which one search after another works in.
  final class Room: Sendable {
    /// Coarse candidates it has room for, a block of new ones apart.
    let capacity: Int
    let coarse: Candidates
    let fine: Candidates
    let leasts: AlignedMemoryHandle<Float>
    /// What all of it takes.
    var byteCount: Int { 4 * (3 * coarse.rows.count + 3 * fine.rows.count + leasts.count) }

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

    /// Moves those of the first `count` whose estimates reach a number elsewhere; both they and the rest keep their order, in
    /// which memory is read fastest. Returns how many there are.
    func take(_ count: Int, reaching cut: Float, into best: UnsafeMutablePointer<UInt32>) -> Int {
      let (rows, estimates, errors) = (rows.elements, estimates.elements, errors.elements)
      var (taken, left) = (0, 0)
      for index in 0..<count {
        let (row, estimate, error) = (rows[index], estimates[index], errors[index])
        best[taken] = row
        (rows[left], estimates[left], errors[left]) = (row, estimate, error)
        let isBest = estimate >= cut ? 1 : 0
        taken += isBest
        left += 1 - isBest
      }
      return taken
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

  /// - Parameters:
  ///   - leastScore: rows that score less may be left out.
  ///   - room: takes memory for a count of candidates, new or used before.
  init(
    k: Int, rows rowCount: Int, matrix: DenseMatrix, codes: QuantizedMatrix, query: QuantizedQuery,
    fusion: FusedQueryHandle?, passes: (@Sendable (UInt32) -> Bool)?, leastScore: Float, room: (Int) -> Room
  ) {
    threshold = leastScore
    (self.k, self.matrix, self.codes, self.query) = (k, matrix, codes, query)
    (self.fusion, self.passes) = (fusion, passes)
    self.room = room(CandidateRoomHandle.capacity(k: k, rows: rowCount))
  }

  /// For how many candidates there is room: at a million random rows about forty times k stay at once; memory is bounded
  /// whatever the rows.
  static func capacity(k: Int, rows: Int) -> Int { min(max(64 * min(k, rows), 16_384), max(rows, 1)) }

  /// The bytes that a search takes up front for one thread: 12 numbers of 4 bytes for each candidate it has room for.
  static func byteCount(k: Int, rows: Int) -> Int { 48 * (capacity(k: k, rows: rows) + block + margin) }

  /// Gives the memory back.
  func giveBack(to pool: RoomPool) { pool.put(room) }

  /// Scans a block of rows, of which a filter wants some; it begins at a multiple of 64.
  func scan(_ block: Range<Int>, filter: UnsafePointer<UInt64>?) {
    guard goesOn(codes.hasSoundCoarse(block)) else { return }
    if let fusion {
      coarse += scan(block, filter: filter, fusion)
    } else {
      coarse += scan(block, filter: filter, at: coarse, reaching: threshold)
    }
    note(block.count)
  }

  /// Whether it can share a scan: a fused score needs a threshold of its own in every block.
  var isShared: Bool { fusion == nil }

  /// Whether a block of codes is what was written; the search ends where it is not.
  func mayRead(_ block: Range<Int>) -> Bool { goesOn(codes.hasSoundCoarse(block)) }

  /// This search among several that share the scan of a block.
  func question(filter: UnsafePointer<UInt64>?) -> jm_nibble_question {
    jm_nibble_question(
      query: query.coarse.elements, filter: filter, threshold: threshold, out: survivors(at: coarse), kept: 0)
  }

  /// Takes in what a scan kept where `question` told it to.
  func take(_ kept: Int, ofScanned rows: Int) {
    coarse += kept
    note(rows)
  }

  private func scan(_ block: Range<Int>, filter: UnsafePointer<UInt64>?, _ fusion: FusedQueryHandle) -> Int {
    let count: Int
    switch fusion.reading(of: block, reaching: threshold) {
    case .quiet(let least): count = scan(block, filter: filter, at: coarse, reaching: least)
    case .everything(let least): count = scan(block, filter: filter, at: coarse, reaching: least)
    case .parted(let quiet, let said, let least):
      let first = quiet.withWordBuffer { scan(block, filter: $0.baseAddress, at: coarse, reaching: least) }
      count =
        first
        + said.withUnsafeBufferPointer { said in
          said.baseAddress.map {
            scan($0, said.count, at: coarse + first, reaching: fusion.listedReaching(threshold))
          } ?? 0
        }
    }
    return sieve(count, by: fusion)
  }

  /// Makes the newest candidates' bounds those of scores; returns how many stay.
  private func sieve(_ count: Int, by fusion: FusedQueryHandle) -> Int {
    fusion.sieve(
      room.coarse.rows.elements + coarse, room.coarse.estimates.elements + coarse,
      room.coarse.errors.elements + coarse, count, reaching: threshold)
  }

  private func survivors(at place: Int) -> jm_survivors {
    jm_survivors(
      rows: room.coarse.rows.elements + place, estimates: room.coarse.estimates.elements + place,
      errors: room.coarse.errors.elements + place)
  }

  /// Reads the coarse plane of a block; what reaches `least` goes to candidate `place` and on. Returns how many did.
  private func scan(
    _ block: Range<Int>, filter: UnsafePointer<UInt64>?, at place: Int, reaching least: Float
  ) -> Int {
    jm_nibble_scan(
      codes.coarse.elements, codes.rowBytes, codes.scalars.elements, block.lowerBound, block.count, filter,
      query.coarse.elements, least, survivors(at: place))
  }

  /// The same for listed rows.
  private func scan(_ list: UnsafePointer<UInt32>, _ count: Int, at place: Int, reaching least: Float) -> Int {
    jm_nibble_scan_listed(
      codes.coarse.elements, codes.rowBytes, codes.scalars.elements, list, count, query.coarse.elements, least,
      survivors(at: place))
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
      if let fusion {
        let least = fusion.listedReaching(threshold)
        coarse += sieve(scan(first + start, length, at: coarse, reaching: least), by: fusion)
      } else {
        coarse += scan(first + start, length, at: coarse, reaching: threshold)
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
    while true {
      let missing = k + k / 2 - fine - settled.count
      // Where only some candidates pass, so many more are asked.
      let share = passes == nil ? 1 : Double(counts.tested + 16) / Double(passed + 16)
      let wanted = Int(min(Double(coarse), Double(max(0, missing)) * share))
      guard wanted > 0 else { break }
      if fine + coarse > 2 * room.capacity { settleFine() }
      let best = room.coarse.take(
        coarse, reaching: jm_select_about(room.coarse.estimates.elements, coarse, wanted),
        into: room.fine.rows.elements + fine)
      coarse -= best
      estimate(best)
      if passes == nil { break }
    }
    raiseByFine()
    coarse = room.coarse.keep(coarse, reaching: threshold)
  }

  /// Makes the first coarse candidates fine, those of them that pass.
  private func refine(_ number: Int) {
    if fine + number > 2 * room.capacity { settleFine() }
    room.fine.rows.elements.advanced(by: fine).update(from: room.coarse.rows.elements, count: number)
    coarse -= number
    room.coarse.dropFirst(number, leaving: coarse)
    estimate(number)
  }

  /// Takes in those of the candidates behind the fine ones that pass.
  private func estimate(_ asked: Int) {
    let target = room.fine
    var number = asked
    if let passes {
      number = 0
      for index in fine..<fine + asked {
        let row = target.rows.elements[index]
        target.rows.elements[fine + number] = row
        number += passes(row) ? 1 : 0
      }
      counts.tested += asked
      passed += number
    }
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
    if let fusion {
      // Nothing is dropped here: `keep` does it with the threshold that follows.
      _ = fusion.sieve(
        target.rows.elements + fine, target.estimates.elements + fine, target.errors.elements + fine, number,
        reaching: -.infinity)
    }
    fine += number
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
    // Free here: what is known of the fine candidates has been compared.
    let scores = room.leasts.elements
    jm_listed_rows_dot(matrix.memory.elements, matrix.dimension, list, number, query.vector.elements, scores)
    fusion?.score(list, scores, number)
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
