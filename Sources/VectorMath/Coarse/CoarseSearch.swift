import CVectorKernels

/// Finds most of the rows with the greatest inner products at about the price of reading a bit a number.
///
/// The plan, after which the code goes:
/// 1. **Sample**: one block in 32, or more of few rows, is estimated; its best rows, scored exactly, tell what score the k-th best of all has.
/// 2. **Scan**: every row is estimated by its bits; those that the rule keeps are a list.
/// 3. **Settle**: the best of that list, exactly, as `CertifiedSearch` finds them.
///
/// What the scan leaves out is lost, so this is an option that names itself; what comes back has exact scores, and is the same
/// at any number of threads. Where few rows take part, the exact search is as fast and is asked instead.
public struct CoarseSearch: Sendable {
  /// The exact search, which settles.
  public let exact: CertifiedSearch
  /// The rows' bits.
  public let codes: BinaryCodes
  /// Which rows are settled.
  public var rule: CoarseRule

  /// Pairs a search with codes of the same rows.
  ///
  /// - Parameter rule: `.errors` only with codes that know them.
  public init(_ exact: CertifiedSearch, codes: BinaryCodes, rule: CoarseRule = .standard) {
    precondition(exact.matrix.rowCount == codes.rowCount && exact.matrix.dimension == codes.dimension)
    if case .errors = rule { precondition(codes.kind == .rabitq, "plain signs know no errors") }
    (self.exact, self.codes, self.rule) = (exact, codes, rule)
  }

  /// One block in so many is a sample's, unless these are too few rows.
  private static let sampled = 32
  private static let leastSampled = 32_768
  /// Rows scanned at a time: their codes stay in the second-level cache while several queries read them.
  private static let block = 8192
  /// Where fewer than one row in so many takes part, walking their rows is as fast as scanning all bits.
  private static let leastShare = 4
  /// Fewer rows are done before a sample of them has been taken.
  private static let leastRows = 16_384

  /// The answers to several questions, in their order, each the same as alone.
  ///
  /// - Parameters:
  ///   - threads: into how many pieces the rows are split, 1 or more.
  ///   - layout: how codes of four bits lie where the exact search is asked instead.
  /// - Throws: `FileDamage` as `CertifiedSearch` does.
  public func best(
    _ requests: [CertifiedSearch.Request], threads: Int = 1, layout: ScanLayout = .rows
  ) throws(FileDamage) -> [CertifiedSearch.Found] {
    let started = ContinuousClock.now
    var asked = requests.map { $0.asking(atMost: codes.rowCount) }
    var plans: [Plan?] = []
    for request in asked { plans.append(try plan(request)) }
    let planned = plans.indices.filter { plans[$0] != nil }
    let lists = scan(planned.compactMap { plans[$0] }, threads: threads)
    let share = planned.isEmpty ? 0 : started.duration(to: .now).nanoseconds / Int64(planned.count)
    var isSieved = [Bool](repeating: false, count: asked.count)
    for (number, list) in zip(planned, lists) where list.count >= asked[number].k {
      asked[number].selection = .list(list)
      isSieved[number] = true
    }
    var found = try exact.best(asked, threads: threads, layout: layout)
    for (number, plan) in zip(planned, planned.compactMap { plans[$0] }) where isSieved[number] {
      if let again = plan.overrated(by: found[number]) {
        asked[number].selection = .list(scan([again], threads: threads)[0])
        found[number] = try exact.best([asked[number]], threads: threads)[0]
      }
    }
    for number in planned {
      // A sieve that left too few had no say: the answer is exact.
      if isSieved[number] { found[number].counts.binary = codes.rowCount }
      found[number].times.sieve = share
    }
    return found
  }

  /// What a scan keeps: rows that reach a threshold, and of these at most so many.
  private struct Plan: Sendable {
    let selection: RowSelection
    let query: BinaryQuery
    /// How many standard errors are added to an estimate.
    var errors: Float = 0
    var threshold: Float
    var most: Int?

    /// The plan with the k-th score that was found, where the sample overrated it: rows that stand side by side in it may be
    /// alike, as reposts are, and none of those behind it. What was found stays in reach, so once is enough.
    func overrated(by found: CertifiedSearch.Found) -> Plan? {
      guard most == nil, let last = found.rows.last, last.score < threshold else { return nil }
      var again = self
      again.threshold = last.score
      return again
    }
  }

  /// Whether so many rows are enough for the bits of all to be scanned.
  public func isWorthwhile(for rows: Int) -> Bool {
    rows * CoarseSearch.leastShare >= codes.rowCount && rows >= CoarseSearch.leastRows
  }

  /// How to scan for a question; `nil` where the exact search does better.
  private func plan(_ request: CertifiedSearch.Request) throws(FileDamage) -> Plan? {
    let taking: Int
    switch request.selection {
    case .all: taking = codes.rowCount
    case .bits(let bits): taking = bits.count
    case .list, .passing: return nil
    }
    if case .bits(let bits) = request.selection { precondition(bits.capacity == codes.rowCount, "a bit a row") }
    guard request.k > 0, request.fusion == nil, isWorthwhile(for: taking) else { return nil }
    let query = BinaryQuery(request.query, for: codes)
    let sample = sample(query, request.selection)
    // A filter may leave out every block of the sample.
    guard !sample.rows.isEmpty else { return nil }
    let share = Double(sample.rows.count) / Double(taking)
    switch rule {
    case .errors(let errors):
      // The k-th best of all is about this one of the sample; two standard deviations below, so that it is hardly overrated.
      let expected = Double(request.k) * share
      let rank = Int((expected + 2 * expected.squareRoot() + 2).rounded(.up))
      // So many that most of the rows would stay.
      guard rank * 4 <= sample.rows.count else { return nil }
      let candidates = sample.about(min(sample.rows.count, 6 * rank + 64))
      let best = try exact.best(rank, for: request.query, among: .list(candidates)).rows
      guard best.count == rank else { return nil }
      return Plan(
        selection: request.selection, query: query, errors: errors, threshold: best[rank - 1].score)
    case .pool(let multiple):
      let most = request.k.multipliedReportingOverflow(by: multiple)
      guard !most.overflow, most.partialValue <= taking / 2 else { return nil }
      let expected = Double(most.partialValue) * share
      let rank = min(sample.rows.count, Int((expected + 4 * expected.squareRoot() + 4).rounded(.up)))
      return Plan(
        selection: request.selection, query: query,
        threshold: sample.estimate(rank), most: most.partialValue)
    }
  }

  /// The rows of the sample that take part, and their estimates.
  private func sample(_ query: BinaryQuery, _ selection: RowSelection) -> Kept {
    var kept = Kept()
    let room = Room(count: BinaryCodes.block)
    let share = min(CoarseSearch.sampled, max(1, codes.rowCount / CoarseSearch.leastSampled))
    let stride = share * BinaryCodes.block
    kept.reserve(codes.rowCount / share + BinaryCodes.block)
    var first = 0
    while first < codes.rowCount {
      let end = min(first + BinaryCodes.block, codes.rowCount)
      scan(first..<end, query, 0, selection, -.infinity, room, &kept)
      first += stride
    }
    return kept
  }

  /// Scans rows and adds those that reach a threshold to what was kept.
  private func scan(
    _ range: Range<Int>, _ query: BinaryQuery, _ errors: Float, _ selection: RowSelection, _ threshold: Float,
    _ room: Room, _ kept: inout Kept
  ) {
    func count(_ filter: UnsafePointer<UInt64>?) -> Int {
      query.adding(errors) {
        jm_binary_scan(
          codes.plane.elements, codes.bits, codes.scalars.elements, range.lowerBound, range.count, filter, $0,
          threshold,
          room.rows.elements, room.estimates.elements)
      }
    }
    let number =
      if case .bits(let bits) = selection { bits.withWordBuffer { count($0.baseAddress) } } else { count(nil) }
    kept.append(room, number)
  }

  /// The lists that the scans of several plans keep; a block of codes is read once and then by each plan.
  private func scan(_ plans: [Plan], threads: Int) -> [[UInt32]] {
    guard !plans.isEmpty else { return [] }
    let size = max(CoarseSearch.block, ((codes.rowCount + threads - 1) / threads + 63) / 64 * 64)
    let pieces = stride(from: 0, to: codes.rowCount, by: size).map { $0..<min($0 + size, codes.rowCount) }
    let kept = concurrently(pieces) { scan($0, plans) }
    return plans.indices.map { number in
      shortened(Kept(kept.map { $0[number] }), plans[number])
    }
  }

  private func scan(_ range: Range<Int>, _ plans: [Plan]) -> [Kept] {
    var kept = [Kept](repeating: Kept(), count: plans.count)
    let room = Room(count: CoarseSearch.block)
    for start in stride(from: range.lowerBound, to: range.upperBound, by: CoarseSearch.block) {
      let block = start..<min(start + CoarseSearch.block, range.upperBound)
      for (number, plan) in plans.enumerated() {
        scan(block, plan.query, plan.errors, plan.selection, plan.threshold, room, &kept[number])
      }
    }
    return kept
  }

  /// Of what a scan kept, the rows that the plan allows, rising.
  private func shortened(_ kept: Kept, _ plan: Plan) -> [UInt32] {
    guard let most = plan.most, kept.rows.count > most else { return kept.rows }
    return kept.best(most)
  }
}
