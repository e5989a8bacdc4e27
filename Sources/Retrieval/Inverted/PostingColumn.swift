import JobMarket

/// The inverted lists of one field: for each value the rows that have it, compressed.
///
/// A value's rows rise; they are cut into blocks of 128. A block keeps its last row as it is, which is what a search skips
/// by, and of the others the gaps, each in as many bits as the widest of the block needs (the scheme of every search engine
/// since Zobel and Moffat, "Inverted files for text search engines", doi:10.1145/1132956.1132959). A gap counts the rows
/// left out, so that a run of neighbours takes no bits at all.
struct PostingColumn: Sendable {
  /// Rows of a full block.
  static let blockLength = 128

  private let directory: ValueDirectory
  /// How many rows have each value.
  private var counts: [UInt32] = []
  /// Where each value's blocks begin, and a last one for the end.
  private var firstBlocks: [UInt32] = [0]
  /// The last row of each block.
  private var lasts: [UInt32] = []
  /// Where each block's gaps begin in `words`.
  private var starts: [UInt32] = []
  /// Bits a gap of each block.
  private var widths: [UInt8] = []
  private var words: [UInt64] = []

  /// Inverts a column. O(rows + elements + values).
  init(_ column: ListColumn<ValueID>) {
    directory = ValueDirectory(column)
    let valueCount = directory.count
    var starts = [Int](repeating: 0, count: valueCount + 1)
    for value in column.elements { if let number = directory.number(of: value) { starts[number + 1] += 1 } }
    for number in 0..<valueCount { starts[number + 1] += starts[number] }
    var ends = starts
    var rows = [UInt32](repeating: 0, count: column.elements.count)
    for row in 0..<column.count {
      for value in column[row] {
        guard let number = directory.number(of: value) else { continue }
        let end = ends[number]
        // A value that a row has twice is one posting.
        if end > starts[number], rows[end - 1] == UInt32(row) { continue }
        rows[end] = UInt32(row)
        ends[number] += 1
      }
    }
    for number in 0..<valueCount { append(rows[starts[number]..<ends[number]]) }
  }

  /// How many rows have a value. O(1).
  func count(of value: ValueID) -> Int { directory.number(of: value).map { Int(counts[$0]) } ?? 0 }

  /// The blocks of a value. O(1).
  func blocks(of value: ValueID) -> Range<Int> {
    guard let number = directory.number(of: value) else { return 0..<0 }
    return Int(firstBlocks[number])..<Int(firstBlocks[number + 1])
  }

  /// The last row of a block. O(1).
  func last(of block: Int) -> UInt32 { lasts[block] }

  /// Bytes the lists take.
  var byteCount: Int {
    4 * (counts.count + firstBlocks.count + lasts.count + starts.count) + widths.count + 8 * words.count
  }

  /// Adds the next value's rows, rising.
  private mutating func append(_ rows: ArraySlice<UInt32>) {
    counts.append(UInt32(rows.count))
    var base: UInt32 = 0
    for start in stride(from: rows.startIndex, to: rows.endIndex, by: PostingColumn.blockLength) {
      let block = rows[start..<min(start + PostingColumn.blockLength, rows.endIndex)]
      let gaps = zip(block.dropLast(), [base] + block.map { $0 + 1 }).map { $0 - $1 }
      let last = block[block.endIndex - 1]
      lasts.append(last)
      starts.append(UInt32(words.count))
      pack(gaps)
      base = last + 1
    }
    firstBlocks.append(UInt32(lasts.count))
  }

  private mutating func pack(_ gaps: [UInt32]) {
    let width = 32 - gaps.reduce(0, |).leadingZeroBitCount
    widths.append(UInt8(width))
    let first = words.count
    words += repeatElement(0, count: (gaps.count * width + 63) / 64)
    guard width > 0 else { return }
    for (number, gap) in gaps.enumerated() {
      let (word, shift) = (first + number * width / 64, number * width % 64)
      words[word] |= UInt64(gap) << UInt64(shift)
      if shift + width > 64 { words[word + 1] |= UInt64(gap) >> UInt64(64 - shift) }
    }
  }

  /// Spreads a block.
  ///
  /// - Parameters:
  ///   - count: how many rows the block has, 1 to 128.
  ///   - base: the row behind the last one of the block before, 0 for a value's first block.
  ///   - rows: takes `count` rows; has room for 128.
  func unpack(_ block: Int, count: Int, base: UInt32, into rows: inout [UInt32]) {
    let width = Int(widths[block])
    let mask: UInt64 = (1 << UInt64(width)) - 1
    let first = Int(starts[block])
    var (row, bit) = (base, 0)
    for place in 0..<count - 1 {
      if width > 0 {
        let (word, shift) = (first + (bit >> 6), bit & 63)
        var gap = words[word] >> UInt64(shift)
        if shift + width > 64 { gap |= words[word + 1] << UInt64(64 - shift) }
        row += UInt32(gap & mask)
        bit += width
      }
      rows[place] = row
      row += 1
    }
    rows[count - 1] = lasts[block]
  }
}
