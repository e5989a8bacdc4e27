/// A number as money is written: `28,333`, `45.000`, `25.50`, `120k`, `1 250,00`.
struct Amount {
  var value: Double
  /// The offset behind it.
  var end: Int
  /// Whether a `k` made it thousands.
  var isThousands = false
  /// Whether it has no separator and no `k`: `2024` may be a year.
  var isPlain = true

  /// Reads the number that begins at an offset; `nil` for none, for one of more than nine digits, for millions and for a
  /// number that is part of something else (`10%`, `3rd`).
  init?(_ bytes: [UInt8], at start: Int) {
    func digit(_ index: Int) -> Double? {
      guard index >= 0, index < bytes.count, (48...57).contains(bytes[index]) else { return nil }
      return Double(bytes[index] - 48)
    }
    func digitCount(_ index: Int) -> Int {
      var end = index
      while end < bytes.count, end - index < 12, digit(end) != nil { end += 1 }
      return end - index
    }
    let first = digitCount(start)
    guard (1...9).contains(first) else { return nil }
    (value, end) = (0, start)
    for index in start..<(start + first) { value = value * 10 + (digit(index) ?? 0) }
    end = start + first
    // Groups of three behind one to three digits.
    var total = first
    var separator: UInt8?
    while first <= 3, total <= 9, end < bytes.count, let (width, mark) = Amount.separator(bytes, at: end),
      separator == nil || separator == mark, digitCount(end + width) == 3
    {
      // A space groups only where the number goes on like one: "25 000", not "5 100".
      for index in (end + width)..<(end + width + 3) { value = value * 10 + (digit(index) ?? 0) }
      end += width + 3
      total += 3
      separator = mark
      isPlain = false
    }
    if end < bytes.count, bytes[end] == UInt8(ascii: ".") || bytes[end] == UInt8(ascii: ","), bytes[end] != separator,
      (1...2).contains(digitCount(end + 1))
    {
      let count = digitCount(end + 1)
      var fraction = 0.0
      for index in (end + 1)...(end + count) { fraction = fraction * 10 + (digit(index) ?? 0) }
      value += fraction / (count == 1 ? 10 : 100)
      end += 1 + count
      isPlain = false
    }
    guard end < bytes.count else { return }
    if bytes[end] | 0x20 == UInt8(ascii: "k"), !Amount.isLetter(bytes, end + 1) {
      value *= 1000
      end += 1
      (isThousands, isPlain) = (true, false)
    } else if bytes[end] == UInt8(ascii: "%") || Amount.isMillions(bytes, at: end) {
      return nil
    } else if digit(end) != nil {
      return nil
    }
  }

  private static func separator(_ bytes: [UInt8], at index: Int) -> (width: Int, mark: UInt8)? {
    switch bytes[index] {
    case UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: "'"), UInt8(ascii: " "): (1, bytes[index])
    case 0xC2 where index + 1 < bytes.count && bytes[index + 1] == 0xA0: (2, 0xA0)
    default: nil
    }
  }

  private static func isLetter(_ bytes: [UInt8], _ index: Int) -> Bool {
    index < bytes.count && ((97...122).contains(bytes[index] | 0x20) || bytes[index] >= 0x80 && bytes[index] != 0xE2)
  }

  /// `m`, `mn`, `million`, `bn`, `billion`, perhaps behind a space.
  private static func isMillions(_ bytes: [UInt8], at index: Int) -> Bool {
    var start = index
    if bytes[start] == 0x20 { start += 1 }
    var word: [UInt8] = []
    while start < bytes.count, word.count < 9, (97...122).contains(bytes[start] | 0x20) {
      word.append(bytes[start] | 0x20)
      start += 1
    }
    return millions.contains(word) || (index == start - word.count && (word == [109] || word == [98]))
  }

  private static let millions: Set<[UInt8]> = Set(
    ["million", "millions", "mn", "mill", "mil", "bn", "billion", "billions", "trillion"].map { Array($0.utf8) })
}
