import JobMarket

/// Reads pay in searches: `> 120k`, `$25/hr`, `100-120k`, `under 50k a year`.
///
/// A number is pay when a currency, a `k`, a period or a word such as `salary` stands beside it, or when it is 1,000 or more
/// and compared. A number alone is a least amount: who writes `120k` looks for that and more.
struct QueryPayReader {
  private let bytes: [UInt8]
  private var draft: QueryDraft

  private struct Amount {
    var value: Double
    var isThousands: Bool
    var currency: String
    var end: Int
  }

  private enum Bound { case least, most }

  /// Reads every pay of a draft. O(length).
  static func read(_ draft: inout QueryDraft) {
    var reader = QueryPayReader(draft)
    var index = 0
    while index < reader.draft.tokens.count { index = max(index + 1, reader.read(at: index)) }
    draft = reader.draft
  }

  private init(_ draft: QueryDraft) {
    (self.draft, bytes) = (draft, draft.bytes)
  }

  /// Reads pay whose first number is a word; gives the word behind what it took.
  private mutating func read(at index: Int) -> Int {
    guard draft.isFree(index), let digit = bytes[draft.tokens[index].range].first, QueryPayReader.isDigit(digit) else {
      return index
    }
    var start = draft.tokens[index].range.lowerBound
    let before = currency(before: &start)
    guard let first = amount(at: draft.tokens[index].range.lowerBound, currency: before) else { return index }
    let comparison = bound(before: &start, index)
    var (low, high, end) = (first, Amount?.none, first.end)
    if let second = secondAmount(at: first.end, isBetween: comparison?.isBetween ?? false) {
      high = second
      end = second.end
      // "100-120k" means thousands on both sides.
      if second.isThousands, !low.isThousands {
        low = Amount(value: low.value * 1000, isThousands: true, currency: low.currency, end: low.end)
      }
      if low.currency.isEmpty { low.currency = second.currency }
    }
    var isOpen = false
    if end < bytes.count, bytes[end] == UInt8(ascii: "+") { (isOpen, end) = (true, end + 1) }
    // A percentage and a plan are no pay.
    if end < bytes.count, bytes[end] == UInt8(ascii: "%") { return index }
    if low.isThousands, low.value == 401_000, high == nil { return index }
    let period = period(at: &end)
    if !isOpen, end < bytes.count, bytes[end] == UInt8(ascii: "+") { end += 1 }
    let words = draft.words(in: start..<end)
    let (range, isNamed) = extended(words, end: &end)
    let isCompared = comparison?.bound != nil || high != nil || isOpen
    let isMarked = low.isThousands || !low.currency.isEmpty || period != nil || isNamed
    guard isMarked || isCompared && comparison?.isSign ?? true && low.value >= 1000 else { return index }
    guard low.value > 0, low.value < 1e9, (high?.value ?? 1) < 1e9, draft.isFree(range) else { return index }
    take(low, high, comparison?.bound, period, range, start..<end)
    return range.upperBound
  }

  private mutating func take(
    _ low: Amount, _ high: Amount?, _ bound: Bound?, _ period: Pay.Period?, _ words: Range<Int>, _ range: Range<Int>
  ) {
    let guessed = QueryPayReader.period(of: high?.value ?? low.value, isThousands: low.isThousands)
    var stated = Pay(minimum: nil, maximum: nil, period: period ?? guessed, currency: low.currency)
    if let high {
      (stated.minimum, stated.maximum) = (min(low.value, high.value), max(low.value, high.value))
    } else if bound == .most {
      stated.maximum = low.value
    } else {
      stated.minimum = low.value
    }
    let pay = QueryPay(stated: stated, isPeriodGuessed: period == nil && !low.isThousands)
    draft.require(.pay(pay), words, bytes: range, confidence: pay.isPeriodGuessed ? 0.7 : 0.95)
  }

  /// What an amount without a period is most likely counted by.
  private static func period(of amount: Double, isThousands: Bool) -> Pay.Period {
    if isThousands || amount >= 10_000 { return .year }
    return amount <= 250 ? .hour : amount < 1000 ? .week : .month
  }

  // MARK: amounts

  private static let signs: [(sign: [UInt8], code: String)] = [
    ("$", "USD"), ("€", "EUR"), ("£", "GBP"), ("₹", "INR"), ("¥", "JPY"),
  ].map { (Array($0.0.utf8), $0.1) }
  private static let codes: [String: String] = [
    "usd": "USD", "eur": "EUR", "euro": "EUR", "euros": "EUR", "gbp": "GBP", "chf": "CHF", "cad": "CAD", "aud": "AUD",
    "inr": "INR", "dollars": "USD", "pounds": "GBP", "rm": "MYR", "sgd": "SGD",
  ]

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// The currency that stands before a place, which moves before it.
  private func currency(before start: inout Int) -> String {
    var end = start
    while end > 0, bytes[end - 1] == 0x20 { end -= 1 }
    for (sign, code) in QueryPayReader.signs
    where end >= sign.count && bytes[(end - sign.count)..<end].elementsEqual(sign) {
      start = end - sign.count
      return code
    }
    let before = draft.words(in: 0..<end).upperBound - 1
    if let word = draft.word(before), let code = QueryPayReader.codes[word],
      draft.tokens[before].range.upperBound == end
    {
      start = draft.tokens[before].range.lowerBound
      return code
    }
    return ""
  }

  /// A number with groups of thousands, decimals, a `k` and a currency behind.
  private func amount(at start: Int, currency: String) -> Amount? {
    var index = start
    var whole = 0.0
    var digits = 0
    func value(_ byte: UInt8) -> Double { Double(byte - 0x30) }
    while index < bytes.count {
      if QueryPayReader.isDigit(bytes[index]) {
        whole = whole * 10 + value(bytes[index])
        digits += 1
        index += 1
      } else if digits <= 3 || isGroup(at: index), isGroup(at: index) {
        index += 1
      } else {
        break
      }
    }
    guard digits > 0, digits < 12 else { return nil }
    if index + 1 < bytes.count, bytes[index] == UInt8(ascii: "."), QueryPayReader.isDigit(bytes[index + 1]) {
      index += 1
      var scale = 0.1
      while index < bytes.count, QueryPayReader.isDigit(bytes[index]) {
        whole += value(bytes[index]) * scale
        scale /= 10
        index += 1
      }
    }
    var amount = Amount(value: whole, isThousands: false, currency: currency, end: index)
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "k"), !isLetter(index + 1) {
      amount = Amount(value: whole * 1000, isThousands: true, currency: currency, end: index + 1)
    } else if isLetter(index) {
      // "3rd", "2d", "25th" are no amounts; "25usd" is one.
      let word = draft.words(in: start..<(index + 1))
      let rest = String(decoding: bytes[index..<draft.tokens[word.upperBound - 1].range.upperBound], as: UTF8.self)
      guard let code = QueryPayReader.codes[rest.lowercased()] else { return nil }
      (amount.currency, amount.end) = (code, index + rest.utf8.count)
      return amount
    }
    addCurrency(to: &amount)
    return amount
  }

  private func addCurrency(to amount: inout Amount) {
    guard amount.currency.isEmpty else { return }
    let index = skipSpace(amount.end)
    for (sign, code) in QueryPayReader.signs where bytes[index...].starts(with: sign) {
      // "120k $25" has the sign of the next amount.
      let behind = index + sign.count
      guard behind == bytes.count || !QueryPayReader.isDigit(bytes[behind]) else { return }
      (amount.currency, amount.end) = (code, behind)
      return
    }
    let next = draft.words(in: 0..<amount.end).upperBound
    if let word = draft.word(next), draft.tokens[next].range.lowerBound == index, let code = QueryPayReader.codes[word]
    {
      (amount.currency, amount.end) = (code, draft.tokens[next].range.upperBound)
    }
  }

  private func isGroup(at index: Int) -> Bool {
    guard index + 3 < bytes.count, bytes[index] == UInt8(ascii: ",") else { return false }
    return bytes[(index + 1)...(index + 3)].allSatisfy(QueryPayReader.isDigit)
      && (index + 4 == bytes.count || !QueryPayReader.isDigit(bytes[index + 4]))
  }

  private func isLetter(_ index: Int) -> Bool {
    index < bytes.count
      && ((97...122).contains(bytes[index] | 0x20) || bytes[index] >= 0xC2 && bytes[index] != 0xE2 && !isPound(index))
  }

  private func isPound(_ index: Int) -> Bool {
    bytes[index...].starts(with: [0xC2, 0xA3]) || bytes[index...].starts(with: [0xC2, 0xA5])
  }

  private func skipSpace(_ index: Int) -> Int {
    var index = index
    while index < bytes.count, bytes[index] == 0x20 { index += 1 }
    return index
  }

  // MARK: what stands around

  /// `-120k`, `to 120k`, `– 120k`, and `and 120k` behind `between`.
  private func secondAmount(at end: Int, isBetween: Bool) -> Amount? {
    var index = skipSpace(end)
    let dashes: [[UInt8]] = [[0x2D], Array("–".utf8), Array("—".utf8)] + (isBetween ? [Array("and ".utf8)] : [])
    if let dash = (dashes + [Array("to ".utf8)]).first(where: { bytes[index...].starts(with: $0) }) {
      index = skipSpace(index + dash.count)
    } else {
      return nil
    }
    var currency = ""
    for (sign, code) in QueryPayReader.signs where bytes[index...].starts(with: sign) {
      currency = code
      index = skipSpace(index + sign.count)
      break
    }
    guard index < bytes.count, QueryPayReader.isDigit(bytes[index]) else { return nil }
    return amount(at: index, currency: currency)
  }

  /// The comparison before a place, which moves before it.
  private func bound(before start: inout Int, _ index: Int) -> (bound: Bound?, isBetween: Bool, isSign: Bool)? {
    var end = start
    while end > 0, bytes[end - 1] == 0x20 { end -= 1 }
    let signs: [(String, Bound)] = [
      (">=", .least), ("=>", .least), ("≥", .least), ("<=", .most), ("≤", .most), (">", .least), ("<", .most),
    ]
    for (sign, bound) in signs
    where end >= sign.utf8.count && bytes[(end - sign.utf8.count)..<end].elementsEqual(sign.utf8) {
      start = end - sign.utf8.count
      return (bound, false, true)
    }
    let first = draft.words(in: start..<bytes.count).lowerBound
    for (words, bound) in QueryPayReader.comparisons where draft.has(words, at: first - words.count) {
      start = draft.tokens[first - words.count].range.lowerBound
      return (bound, words == ["between"], false)
    }
    return nil
  }

  private static let comparisons: [([String], Bound?)] = [
    (["more", "than"], .least), (["at", "least"], .least), (["at", "most"], .most), (["less", "than"], .most),
    (["up", "to"], .most), (["over"], .least), (["above"], .least), (["minimum"], .least), (["min"], .least),
    (["from"], .least), (["under"], .most), (["below"], .most), (["maximum"], .most), (["max"], .most),
    (["between"], nil),
  ]

  private static let periods: [([String], Pay.Period)] = [
    (["an", "hour"], .hour), (["per", "hour"], .hour), (["hourly"], .hour), (["hour"], .hour), (["hr"], .hour),
    (["per", "hr"], .hour), (["h"], .hour), (["a", "day"], .day), (["per", "day"], .day), (["daily"], .day),
    (["day"], .day), (["a", "week"], .week), (["per", "week"], .week), (["weekly"], .week), (["wk"], .week),
    (["week"], .week), (["a", "month"], .month), (["per", "month"], .month), (["monthly"], .month), (["month"], .month),
    (["mo"], .month), (["a", "year"], .year), (["per", "year"], .year), (["per", "annum"], .year), (["yearly"], .year),
    (["annually"], .year), (["annual"], .year), (["year"], .year), (["yr"], .year), (["pa"], .year),
    (["p", "a"], .year),
  ]

  /// The period behind a place, which moves behind it. A lone noun needs a slash: `25/hr`, but `8 hour shift`.
  private func period(at end: inout Int) -> Pay.Period? {
    let index = skipSpace(end)
    let isSlashed = index < bytes.count && bytes[index] == UInt8(ascii: "/")
    let next = draft.words(in: 0..<index).upperBound
    for (words, period) in QueryPayReader.periods where draft.has(words, at: next) {
      let noun = words.count == 1 && !words[0].hasSuffix("ly") && words[0] != "annual" && words[0] != "pa"
      guard isSlashed || !noun, isSlashed || !draft.tokens[next].opensClause else { continue }
      guard draft.tokens[next].range.lowerBound <= index + 2 else { continue }
      end = draft.tokens[next + words.count - 1].range.upperBound
      return period
    }
    return nil
  }

  /// Takes `salary` and `pay` before and behind in.
  private func extended(_ words: Range<Int>, end: inout Int) -> (range: Range<Int>, isNamed: Bool) {
    var range = words
    if let word = draft.word(range.lowerBound - 1), QueryPayReader.names.contains(word) {
      range = (range.lowerBound - 1)..<range.upperBound
    }
    if let word = draft.word(range.upperBound), QueryPayReader.names.contains(word),
      !draft.tokens[range.upperBound].opensClause
    {
      range = range.lowerBound..<(range.upperBound + 1)
      end = max(end, draft.tokens[range.upperBound - 1].range.upperBound)
    }
    return (range, range != words)
  }

  private static let names: Set<String> = [
    "salary", "pay", "paying", "pays", "wage", "wages", "compensation", "earning",
  ]
}
