import CVectorKernels

/// Random rows in two planes of four bits, and a query in bytes: whatever a scan may be given.
struct QuantizedRows {
  let rowBytes: Int
  let count: Int
  var coarse: [UInt8]
  var fine: [UInt8]
  var scalars: [UInt32]
  var fineErrors: [Float]
  /// Low and high halves of the query, upper bytes first, then lower ones: four runs of `rowBytes`.
  var queryBytes: [Int8]

  /// - Parameter querySeed: what the query is drawn from; `nil` for what follows the rows.
  init(count: Int, rowBytes: Int, seed: UInt64, querySeed: UInt64? = nil) {
    var source = Values(seed: seed)
    (self.count, self.rowBytes) = (count, rowBytes)
    coarse = (0..<count * rowBytes).map { _ in UInt8(truncatingIfNeeded: source.next() >> 30) }
    fine = (0..<count * rowBytes).map { _ in UInt8(truncatingIfNeeded: source.next() >> 30) }
    // Two bfloat16 of about 1, the error in the upper half.
    scalars = (0..<count).map { _ in
      let (scale, error) = (source.next() >> 30 & 0xFF, source.next() >> 30 & 0xFF)
      return UInt32(0x3F00 + error) << 16 | UInt32(0x3F00 + scale)
    }
    fineErrors = source.floats(count, .random).map(abs)
    if let querySeed { source = Values(seed: querySeed) }
    queryBytes = (0..<4 * rowBytes).map { _ in Int8(truncatingIfNeeded: source.next() >> 30) }
    // The extremes of both, side by side, where pairs of products are greatest.
    for index in 0..<min(16, rowBytes) { queryBytes[index] = index % 2 == 0 ? -128 : 127 }
    if count > 1 {
      for index in 0..<rowBytes { (coarse[index], fine[index]) = (0xFF, 0xFF) }
      for index in rowBytes..<2 * rowBytes { (coarse[index], fine[index]) = (0, 0) }
    }
  }

  /// The coarse plane in blocks, as the kernel makes it.
  var blocks: [UInt8] {
    var blocks = [UInt8](repeating: 0xAB, count: (count + 15) / 16 * 16 * rowBytes)
    jm_nibble_blocks(coarse, rowBytes, count, &blocks)
    return blocks
  }

  /// One of several queries that share a scan.
  struct Question {
    var queryBytes: [Int8]
    var filter: [UInt64]?
    var threshold: Float
  }

  /// What a scan kept, and whether it wrote behind the room that it was promised.
  struct Kept: Equatable {
    var rows: [UInt32] = []
    var estimates: [UInt32] = []
    var errors: [UInt32] = []
    var staysInItsRoom = true
  }

  private func withNibbleQuery<Result>(_ body: (UnsafePointer<jm_nibble_query>) -> Result) -> Result {
    queryBytes.withUnsafeBufferPointer { bytes in
      let start = bytes.baseAddress!
      var query = jm_nibble_query(
        low: start, high: start + rowBytes, factor: 0.37, offset: -11.25, norm: 1.5, slack: 0.125)
      return body(&query)
    }
  }

  private func withByteQuery<Result>(_ body: (UnsafePointer<jm_byte_query>) -> Result) -> Result {
    queryBytes.withUnsafeBufferPointer { bytes in
      let start = bytes.baseAddress!
      var query = jm_byte_query(
        coarse_low: start, coarse_high: start + rowBytes, fine_low: start + 2 * rowBytes,
        fine_high: start + 3 * rowBytes, factor: 0.001, offset: -3.5, norm: 1.5, slack: 0.125)
      return body(&query)
    }
  }

  /// Lends memory for what a scan of `count` rows keeps; the words behind the promised 16 are watched.
  private func kept(
    _ count: Int, list: [UInt32]? = nil, _ body: (_ list: UnsafePointer<UInt32>?, jm_survivors) -> Int
  ) -> Kept {
    let (room, watched) = (count + 16, 8)
    let sentinel = Float(bitPattern: 0xABCD_0123)
    var rows = [UInt32](repeating: sentinel.bitPattern, count: room + watched)
    for (place, row) in (list ?? []).enumerated() { rows[place] = row }
    var estimates = [Float](repeating: sentinel, count: room + watched)
    var errors = estimates
    let number = rows.withUnsafeMutableBufferPointer { rows in
      estimates.withUnsafeMutableBufferPointer { estimates in
        errors.withUnsafeMutableBufferPointer { errors in
          body(
            rows.baseAddress,
            jm_survivors(rows: rows.baseAddress, estimates: estimates.baseAddress, errors: errors.baseAddress))
        }
      }
    }
    let behind = rows[room...] + estimates[room...].map(\.bitPattern) + errors[room...].map(\.bitPattern)
    return Kept(
      rows: Array(rows[..<number]), estimates: estimates[..<number].map(\.bitPattern),
      errors: errors[..<number].map(\.bitPattern),
      staysInItsRoom: behind.allSatisfy { $0 == sentinel.bitPattern })
  }

  func nibbleScan(
    _ level: jm_level, first: Int, count: Int, filter: [UInt64]?, threshold: Float
  ) -> Kept {
    kept(count) { _, out in
      withNibbleQuery { query in
        if let filter {
          return jm_nibble_scan_at(level, coarse, rowBytes, scalars, first, count, filter, query, threshold, out)
        }
        return jm_nibble_scan_at(level, coarse, rowBytes, scalars, first, count, nil, query, threshold, out)
      }
    }
  }

  /// What each of several queries keeps of a scan that they share; the planes lie at multiples of 64 bytes.
  func sharedScan(
    _ level: jm_level, _ layout: jm_layout, first: Int, count: Int, _ questions: [Question]
  ) -> [Kept] {
    let (plane, memory) = (
      layout == JM_LAYOUT_BLOCKS ? blocks : coarse,
      UnsafeMutableRawPointer.allocate(
        byteCount: blocks.count + 64, alignment: 64)
    )
    defer { memory.deallocate() }
    plane.withUnsafeBytes { memory.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(memory), byteCount: $0.count) }
    let start = memory.assumingMemoryBound(to: UInt8.self)
    var kept: [Kept] = []
    func lend(_ rest: ArraySlice<Question>, _ asked: [jm_nibble_question]) -> [Int] {
      guard let next = rest.first else {
        var asked = asked
        jm_nibble_scan_shared_at(level, start, layout, rowBytes, scalars, first, count, &asked, asked.count)
        return asked.map(\.kept)
      }
      var numbers: [Int] = []
      let own = self.kept(count) { _, out in
        next.queryBytes.withUnsafeBufferPointer { bytes in
          let start = bytes.baseAddress!
          var query = jm_nibble_query(
            low: start, high: start + rowBytes, factor: 0.37, offset: -11.25, norm: 1.5, slack: 0.125)
          return withUnsafePointer(to: &query) { query in
            func ask(_ filter: UnsafePointer<UInt64>?) -> Int {
              let question = jm_nibble_question(
                query: query, filter: filter, threshold: next.threshold, out: out, kept: 99)
              numbers = lend(rest.dropFirst(), asked + [question])
              return numbers[asked.count]
            }
            return next.filter?.withUnsafeBufferPointer { ask($0.baseAddress) } ?? ask(nil)
          }
        }
      }
      kept.append(own)
      return numbers
    }
    _ = lend(questions[...], [])
    return kept.reversed()
  }

  /// - Parameter inPlace: whether the rows kept overwrite the list.
  func nibbleScanListed(_ level: jm_level, _ list: [UInt32], threshold: Float, inPlace: Bool) -> Kept {
    kept(list.count, list: list) { own, out in
      withNibbleQuery { query in
        if inPlace {
          return jm_nibble_scan_listed_at(
            level, coarse, rowBytes, scalars, own, list.count, query, threshold, out)
        }
        return jm_nibble_scan_listed_at(level, coarse, rowBytes, scalars, list, list.count, query, threshold, out)
      }
    }
  }

  func byteEstimates(_ level: jm_level, _ list: [UInt32]) -> (estimates: [Float], errors: [Float]) {
    var estimates = [Float](repeating: .nan, count: list.count)
    var errors = estimates
    withByteQuery { query in
      jm_byte_estimates_at(
        level, coarse, fine, rowBytes, scalars, fineErrors, list, list.count, query, &estimates, &errors)
    }
    return (estimates, errors)
  }

  // The definitions, a value at a time.

  /// Value `index` of a row: its 8-bit code.
  func code(_ row: Int, _ index: Int) -> Int {
    let byte = row * rowBytes + index / 64 * 32 + index % 32
    let shift = index % 64 < 32 ? 0 : 4
    return Int(coarse[byte] >> shift & 15) * 16 + Int(fine[byte] >> shift & 15)
  }

  /// A query's byte for value `index`: `pair` 0 for upper bytes, 1 for lower ones.
  func queryByte(_ index: Int, pair: Int) -> Int {
    let half = index % 64 < 32 ? 0 : 1
    return Int(queryBytes[(2 * pair + half) * rowBytes + index / 64 * 32 + index % 32])
  }

  func naiveNibble(_ row: Int) -> (estimate: Float, error: Float) {
    let sum = (0..<2 * rowBytes).reduce(0) { $0 + (code(row, $1) >> 4) * queryByte($1, pair: 0) }
    let scale = Float(bitPattern: scalars[row] << 16)
    let error = Float(bitPattern: scalars[row] & 0xFFFF_0000)
    return (scale * Float(-11.25).addingProduct(0.37, Float(sum)), Float(0.125).addingProduct(1.5, error))
  }

  func naiveBytes(_ row: Int) -> (estimate: Float, error: Float) {
    let sum = (0..<2 * rowBytes).reduce(0) {
      $0 + code(row, $1) * (128 * queryByte($1, pair: 0) + queryByte($1, pair: 1))
    }
    let scale = Double(Float(bitPattern: scalars[row] << 16))
    return (
      Float(scale * (-3.5).addingProduct(0.001, Double(sum))), Float(0.125).addingProduct(1.5, fineErrors[row])
    )
  }
}
