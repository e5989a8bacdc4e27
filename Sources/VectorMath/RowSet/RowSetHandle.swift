import CVectorKernels

/// The one place where sets of rows meet the kernels' pointers.
enum RowSetHandle {
  /// Words of a block: 32,768 rows in 4 KiB, so that two blocks stay in the first-level cache beside what streams through.
  static let blockLength = 512

  static func word(_ number: Int, of bitmap: RowBitmap) -> UInt64 { pointer(to: bitmap)[number] }

  static func bits(of conjunction: RowConjunction) -> Bitset {
    let wordCount = (conjunction.capacity + 63) / 64
    let words = [UInt64](unsafeUninitializedCapacity: wordCount) { words, count in
      withExtendedLifetime(conjunction) {
        if let start = words.baseAddress {
          var walk = BlockWalk(conjunction)
          forEachBlock(wordCount) { block in walk.evaluate(block, into: start + block.lowerBound) }
        }
      }
      count = wordCount
    }
    return Bitset(capacity: conjunction.capacity, words: words)
  }

  static func count(of conjunction: RowConjunction) -> Int {
    let capacity = conjunction.capacity
    let wordCount = (capacity + 63) / 64
    var total: UInt64 = 0
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: blockLength) { room in
      guard let target = room.baseAddress else { return }
      withExtendedLifetime(conjunction) {
        var walk = BlockWalk(conjunction)
        forEachBlock(wordCount) { block in
          walk.evaluate(block, into: target)
          if block.upperBound == wordCount, capacity % 64 != 0 {
            target[block.count - 1] &= .max >> UInt64(64 - capacity % 64)
          }
          total += jm_bits_count(target, block.count)
        }
      }
    }
    return Int(total)
  }

  private static func forEachBlock(_ wordCount: Int, _ body: (Range<Int>) -> Void) {
    for start in stride(from: 0, to: wordCount, by: blockLength) {
      body(start..<min(start + blockLength, wordCount))
    }
  }

  static func filtered(_ rows: [UInt32], by conjunction: RowConjunction) -> [UInt32] {
    if let last = rows.max() { precondition(Int(last) < conjunction.capacity, "a row must lie below the capacity") }
    return withExtendedLifetime(conjunction) {
      conjunction.clauses.reduce(rows) { rows, clause in
        if clause.count == 1 { return filtered(rows, by: clause[0]) }
        // Few rows and rarely asked: the union's parts one after the other, put in order again.
        return Set(clause.flatMap { filtered(rows, by: $0) }).sorted()
      }
    }
  }

  private static func filtered(_ rows: [UInt32], by union: RowUnion) -> [UInt32] {
    precondition(union.lists.isEmpty, "a list is no test of rows")
    let left = filtered(rows, by: union.bitmaps, isInverted: union.isInverted)
    guard union.isInverted, let universe = union.universe else { return left }
    return filtered(left, by: [universe], isInverted: false)
  }

  private static func filtered(_ rows: [UInt32], by bitmaps: [RowBitmap], isInverted: Bool) -> [UInt32] {
    let sources = bitmaps.map { Optional(pointer(to: $0)) }
    return [UInt32](unsafeUninitializedCapacity: rows.count) { kept, count in
      count = jm_rows_filter(rows, rows.count, sources, sources.count, isInverted, kept.baseAddress)
    }
  }

  /// The rows of bits, rising.
  static func list(_ words: [UInt64], count: Int) -> [UInt32] {
    [UInt32](unsafeUninitializedCapacity: count + Int(JM_LIST_MARGIN)) { rows, listed in
      listed = jm_rows_list(words, words.count, 0, rows.baseAddress)
    }
  }

  /// A bit a number that lies in a range.
  static func places(of numbers: [Double], from lower: Double, through upper: Double) -> [UInt64] {
    let wordCount = (numbers.count + 63) / 64
    return [UInt64](unsafeUninitializedCapacity: wordCount) { words, count in
      jm_rows_in_range(numbers, numbers.count, lower, upper, words.baseAddress)
      count = wordCount
    }
  }

  fileprivate static func pointer(to bitmap: RowBitmap) -> UnsafePointer<UInt64> {
    UnsafePointer(bitmap.memory.elements + bitmap.offset)
  }
}

extension RowBitmap {
  /// Lets a body read the words where they lie: as many as the capacity needs.
  func withWordBuffer<Result>(_ body: (UnsafeBufferPointer<UInt64>) -> Result) -> Result {
    withExtendedLifetime(memory) {
      body(UnsafeBufferPointer(start: RowSetHandle.pointer(to: self), count: (capacity + 63) / 64))
    }
  }
}

extension RowList {
  /// Lets a body read the rows where they lie.
  func withUnsafeBufferPointer<Result>(_ body: (UnsafeBufferPointer<UInt32>) -> Result) -> Result {
    withExtendedLifetime(memory) {
      body(UnsafeBufferPointer(start: memory.elements + range.lowerBound, count: count))
    }
  }
}

/// A conjunction on its way through the blocks: what it reads, and where each list stands.
///
/// Lives within a call that keeps the conjunction's memory alive.
private struct BlockWalk {
  private let clauses: [[Part]]
  private var places: [Int]
  private let scratch: Scratch

  /// Room for what a clause leaves, and a union of it.
  private final class Scratch {
    let words = AlignedMemoryHandle<UInt64>(count: 2 * RowSetHandle.blockLength)
    var clause: UnsafeMutablePointer<UInt64> { words.elements }
    var union: UnsafeMutablePointer<UInt64> { words.elements + RowSetHandle.blockLength }
  }

  private struct Part {
    var sources: [UnsafePointer<UInt64>?]
    var lists: [(place: Int, rows: UnsafePointer<UInt32>, count: Int)]
    var isInverted: Bool
    var universe: UnsafePointer<UInt64>?
    /// Whether it leaves so few rows that a block may well have none.
    var isSparse: Bool
  }

  init(_ conjunction: RowConjunction) {
    var listCount = 0
    let blockCount = conjunction.capacity / (64 * RowSetHandle.blockLength) + 1
    clauses = conjunction.clauses.map { clause in
      clause.map { union in
        let lists = union.lists.map { list in
          defer { listCount += 1 }
          return (
            place: listCount, rows: UnsafePointer(list.memory.elements + list.range.lowerBound), count: list.count
          )
        }
        return Part(
          sources: union.bitmaps.map { RowSetHandle.pointer(to: $0) }, lists: lists, isInverted: union.isInverted,
          universe: union.universe.map { RowSetHandle.pointer(to: $0) },
          isSparse: clause.count == 1 && !union.isInverted && union.bitmaps.isEmpty
            && union.listedCount < 4 * blockCount)
      }
    }
    places = [Int](repeating: 0, count: listCount)
    scratch = Scratch()
  }

  /// Writes the words of a block; bits beyond the last row may be set.
  mutating func evaluate(_ block: Range<Int>, into target: UnsafeMutablePointer<UInt64>) {
    guard let first = clauses.first else {
      target.update(repeating: .max, count: block.count)
      return
    }
    set(first, block, target)
    for (number, clause) in clauses.enumerated().dropFirst() {
      // Nothing is left to be narrowed down.
      if number == 1, first.count == 1, first[0].isSparse, jm_bits_count(target, block.count) == 0 { return }
      narrow(target, by: clause, block)
    }
  }

  /// Keeps what a clause has too.
  private mutating func narrow(_ target: UnsafeMutablePointer<UInt64>, by clause: [Part], _ block: Range<Int>) {
    guard clause.count == 1 else {
      set(clause, block, scratch.clause)
      jm_bits_and(target, scratch.clause, block.count)
      return
    }
    let part = clause[0]
    if part.isInverted {
      if let universe = part.universe { join(target, [universe], block, JM_JOIN_AND) }
      remove(part, block, target)
    } else if part.lists.isEmpty {
      join(target, part.sources, block, JM_JOIN_AND)
    } else {
      set(part, block, scratch.union)
      jm_bits_and(target, scratch.union, block.count)
    }
  }

  /// Writes a clause.
  private mutating func set(_ clause: [Part], _ block: Range<Int>, _ target: UnsafeMutablePointer<UInt64>) {
    guard let first = clause.first else {
      target.update(repeating: 0, count: block.count)
      return
    }
    set(first, block, target)
    for part in clause.dropFirst() {
      set(part, block, scratch.union)
      jm_bits_or(target, scratch.union, block.count)
    }
  }

  /// Writes a union.
  private mutating func set(_ part: Part, _ block: Range<Int>, _ target: UnsafeMutablePointer<UInt64>) {
    guard part.isInverted else {
      join(target, part.sources, block, JM_JOIN_SET)
      take(part, block, target, jm_rows_insert)
      return
    }
    if let universe = part.universe {
      join(target, [universe], block, JM_JOIN_SET)
    } else {
      target.update(repeating: .max, count: block.count)
    }
    remove(part, block, target)
  }

  /// Takes out what an inverted union has none of.
  private mutating func remove(_ part: Part, _ block: Range<Int>, _ target: UnsafeMutablePointer<UInt64>) {
    if !part.sources.isEmpty { join(target, part.sources, block, JM_JOIN_AND_NOT) }
    take(part, block, target, jm_rows_remove)
  }

  private func join(
    _ target: UnsafeMutablePointer<UInt64>, _ sources: [UnsafePointer<UInt64>?], _ block: Range<Int>, _ join: jm_join
  ) {
    jm_rows_join(target, sources, sources.count, block.lowerBound, block.count, join)
  }

  /// What is done with a block's rows of a list: they are set or cleared, and counted.
  private typealias Taking = (UnsafeMutablePointer<UInt64>?, UInt32, UInt32, UnsafePointer<UInt32>?, Int) -> Int

  /// Takes the block's rows of every list.
  private mutating func take(
    _ part: Part, _ block: Range<Int>, _ target: UnsafeMutablePointer<UInt64>, _ taking: Taking
  ) {
    let (first, end) = (UInt32(clamping: 64 * block.lowerBound), UInt32(clamping: 64 * block.upperBound))
    for list in part.lists {
      var place = places[list.place]
      // A block that was left early has rows that are still to be passed over.
      while place < list.count, list.rows[place] < first { place += 1 }
      place += taking(target, first, end, list.rows + place, list.count - place)
      places[list.place] = place
    }
  }
}
