import CVectorKernels

/// A fusion bound to a query and a selection: the bounds of scores rather than of products.
///
/// A negative weight becomes a positive one of the negated query, whose products are the negated ones to the bit. Bounds of
/// products become bounds of scores: times the weight, plus the addend, and by `slack` wider, which covers every rounding on
/// either way from a product to a score.
final class FusedQueryHandle: Sendable {
  private let fusion: Fusion
  /// The weight's absolute value.
  private let factor: Float
  private let slack: Float
  /// Wanted rows that score nothing beside the product, and the others; `nil` where the addends name none.
  private let quiet: Bitset?
  private let said: Bitset?

  /// - Parameters:
  ///   - norm: the query's length, rounded up.
  ///   - greatestNorm: the greatest length of a row.
  init(_ fusion: Fusion, norm: Float, greatestNorm: Double, selection: RowSelection) {
    self.fusion = fusion
    factor = abs(fusion.weight)
    let reach = 2 * Double(factor) * Double(norm) * greatestNorm + fusion.greatest
    // Each rounding of a number of that size, twice over; and what numbers next to zero lose.
    let steps = Double(fusion.roundings + 16)
    slack = Float(steps * (reach * 0x1p-22 + 0x1p-148)).nextUp
    switch (fusion.addends?.said, selection) {
    case (nil, _): (quiet, said) = (nil, nil)
    case (let rows?, .bits(let wanted)): (quiet, said) = (wanted.subtracting(rows), wanted.intersection(rows))
    case (let rows?, .list): (quiet, said) = (nil, rows)
    case (let rows?, .all), (let rows?, .passing): (quiet, said) = (rows.complement(), rows)
    }
  }

  /// The query's vector as its products are to be made.
  static func vector(_ query: [Float], _ fusion: Fusion?) -> [Float] {
    fusion.map { $0.weight < 0 } ?? false ? query.map { -$0 } : query
  }

  /// What a block of rows is to be read as.
  enum Reading {
    /// No row scores anything beside its product: products below this cannot reach the threshold.
    case quiet(reaching: Float)
    /// Some rows do: first the others, then these.
    case parted(quiet: Bitset, said: [UInt32], reaching: Float)
    /// Many do: products below this cannot reach the threshold whatever the addend.
    case everything(reaching: Float)
  }

  /// How to read a block, which begins at a multiple of 64. O(rows / 64).
  func reading(of block: Range<Int>, reaching threshold: Float) -> Reading {
    guard fusion.addends != nil else { return .quiet(reaching: productReaching(threshold)) }
    guard let said, let quiet else { return .everything(reaching: leastProduct(in: block, reaching: threshold)) }
    let words = block.lowerBound / 64..<(block.upperBound + 63) / 64
    var count = 0
    for word in words { count += said.words[word].nonzeroBitCount }
    // Beyond that, one scan of all is cheaper than two.
    guard count * 16 < block.count else {
      return .everything(reaching: leastProduct(in: block, reaching: threshold))
    }
    var rows: [UInt32] = []
    rows.reserveCapacity(count)
    if count > 0 { said.forEach(in: block) { rows.append(UInt32($0)) } }
    return .parted(quiet: quiet, said: rows, reaching: productReaching(threshold))
  }

  /// The product below which no listed row can reach a threshold.
  func listedReaching(_ threshold: Float) -> Float {
    productReaching(threshold, addend: fusion.addends?.greatest ?? 0)
  }

  /// The same for the rows of a block, whose greatest addend is looked for. O(rows).
  private func leastProduct(in block: Range<Int>, reaching threshold: Float) -> Float {
    guard threshold > -.infinity, let values = fusion.addends?.numbers.memory.elements else { return -.infinity }
    var greatest = SIMD8<Float>(repeating: -.infinity)
    var row = block.lowerBound
    while row + 8 <= block.upperBound {
      let next = UnsafeRawPointer(values + row).loadUnaligned(as: SIMD8<Float>.self)
      greatest.replace(with: next, where: next .> greatest)
      row += 8
    }
    var most = greatest.max()
    while row < block.upperBound {
      most = max(most, values[row])
      row += 1
    }
    return productReaching(threshold, addend: most)
  }

  /// No row whose addend is at most `addend` and whose product is below can have a score that reaches a threshold.
  private func productReaching(_ threshold: Float, addend: Float = 0) -> Float {
    guard threshold > -.infinity else { return threshold }
    let least = (Double(threshold) - Double(addend) - 2 * Double(slack)) / Double(factor)
    return Float(least - abs(least) * 0x1p-20).nextDown
  }

  /// Makes bounds of products bounds of scores and drops those that cannot reach a threshold; returns how many stay.
  func sieve(
    _ rows: UnsafeMutablePointer<UInt32>, _ estimates: UnsafeMutablePointer<Float>,
    _ errors: UnsafeMutablePointer<Float>, _ count: Int, reaching threshold: Float
  ) -> Int {
    var kept = 0
    guard let addends = fusion.addends else {
      for index in 0..<count {
        let (estimate, error) = (factor * estimates[index], factor * errors[index] + slack)
        guard estimate + error >= threshold else { continue }
        (rows[kept], estimates[kept], errors[kept]) = (rows[index], estimate, error)
        kept += 1
      }
      return kept
    }
    let values = addends.numbers.memory.elements
    for index in 0..<count {
      let row = rows[index]
      let estimate = factor * estimates[index] + values[Int(row)]
      let error = factor * errors[index] + slack
      // Foreseen by the processor: nearly all fall out once the threshold is up.
      guard estimate + error >= threshold else { continue }
      (rows[kept], estimates[kept], errors[kept]) = (row, estimate, error)
      kept += 1
    }
    return kept
  }

  /// Makes products the scores themselves.
  func score(_ rows: UnsafePointer<UInt32>, _ products: UnsafeMutablePointer<Float>, _ count: Int) {
    let sign: Float = fusion.weight < 0 ? -1 : 1
    for index in 0..<count { products[index] = fusion.score(rows[index], sign * products[index]) }
  }
}
