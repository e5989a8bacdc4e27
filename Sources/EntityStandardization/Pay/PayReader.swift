import JobMarket

/// Reads what a job pays: amounts beside a currency, or behind words such as `salary`.
///
/// An amount counts as pay by its period (`per annum`, `/hr`), by words before it (`salary`, `rate`) or by being a range of a
/// year's size; not beside words of other money: a bonus, a fee, a budget, a saving, millions. What it cannot place in a
/// period is passed over.
struct PayReader: FactReader {
  let cues: [String]
  private let kinds: [Kind]

  private enum Kind: Sendable {
    case currency(String)
    /// Words behind which a bare number may be pay.
    case lead
    /// Words behind which `120k` is pay.
    case least
  }

  init() {
    var cues: [String] = []
    var kinds: [Kind] = []
    for (cue, code) in PayWords.currencies {
      cues.append(cue)
      kinds.append(.currency(code))
    }
    for cue in PayWords.leads {
      cues.append(cue)
      kinds.append(.lead)
    }
    for cue in ["from", "above", "over", "at least", "minimum", "earn"] {
      cues.append(cue)
      kinds.append(.least)
    }
    (self.cues, self.kinds) = (cues, kinds)
  }

  func mentions(at hits: [CueHit], in text: ScannedText, part: TextPart) -> [Mention] {
    var mentions: [Mention] = []
    var done = 0
    for hit in hits {
      guard let found = find(hit, in: text), found.range.lowerBound >= done else { continue }
      done = found.range.upperBound
      guard let (pay, confidence) = PayJudge(text: text, found: found).pay else { continue }
      let value = PayText.text(of: pay)
      mentions.append(
        Mention(
          .pay, value: value, label: text.string(found.range), part: part, range: found.range, confidence: confidence,
          method: .rule))
    }
    return mentions
  }

  private func find(_ hit: CueHit, in text: ScannedText) -> FoundAmounts? {
    let last = hit.words.upperBound - 1
    switch kinds[hit.cue] {
    case .currency(let code):
      let start = Int(text.words[last].end)
      if let found = FoundAmounts(text, from: PayReader.skipSpace(text.bytes, start), cueStart: hit.words.lowerBound) {
        return found.with(currency: code, text, hit.words)
      }
      return before(hit, code, text)
    case .lead:
      // "salary of up to 30,000": the number is one of the next few words.
      for word in (last + 1)..<max(last + 1, min(last + 6, text.words.count)) {
        let next = text.words[word]
        if next.gap > .comma || PayWords.currencyHashes.contains(next.hash) { return nil }
        guard (48...57).contains(text.bytes[Int(next.start)]) else { continue }
        return FoundAmounts(text, from: Int(next.start), cueStart: word).map { $0.asLed() }
      }
      return nil
    case .least:
      guard last + 1 < text.words.count, text.words[last + 1].gap == .joined else { return nil }
      let found = FoundAmounts(text, from: Int(text.words[last + 1].start), cueStart: last + 1)
      return found.flatMap { $0.isThousands && ($0.least ?? 0) >= 15_000 ? $0.asLed() : nil }
    }
  }

  /// The numbers before a currency: `45.000 €`, `90,000–110,000 USD`.
  private func before(_ hit: CueHit, _ code: String, _ text: ScannedText) -> FoundAmounts? {
    var first = hit.words.lowerBound
    while first > 0, hit.words.lowerBound - first < 6, text.words[first].gap < .sentence,
      (48...57).contains(text.bytes[Int(text.words[first - 1].start)])
    {
      first -= 1
    }
    guard first < hit.words.lowerBound else { return nil }
    let end = Int(text.words[hit.words.lowerBound].start)
    guard let found = FoundAmounts(text, from: Int(text.words[first].start), cueStart: first),
      PayReader.skipSpace(text.bytes, found.range.upperBound) >= end
    else { return nil }
    var whole = found.with(currency: code, text, hit.words)
    whole.range = found.range.lowerBound..<max(found.range.upperBound, Int(text.words[hit.words.upperBound - 1].end))
    return whole
  }

  static func skipSpace(_ bytes: [UInt8], _ start: Int) -> Int {
    var index = start
    while index < bytes.count,
      bytes[index] == 0x20 || bytes[index] == 0xA0
        || bytes[index] == 0xC2 && index + 1 < bytes.count && bytes[index + 1] == 0xA0
    {
      index += 1
    }
    return index
  }
}

/// One amount or two with what joins them, as they stand in a text.
struct FoundAmounts {
  var least: Double?
  var most: Double?
  var isRange: Bool
  var isThousands: Bool
  var isPlain: Bool
  var currency = PayText.unknownCurrency
  /// Whether words such as `salary` stand before it and no currency.
  var isLed = false
  /// The bytes from the currency or first number to the last.
  var range: Range<Int>
  /// The first word of it, and the first behind it.
  var words: Range<Int>

  /// Reads the amounts from an offset on.
  init?(_ text: ScannedText, from start: Int, cueStart: Int) {
    let bytes = text.bytes
    guard let first = Amount(bytes, at: start) else { return nil }
    (least, most, isRange, isThousands, isPlain) = (first.value, first.value, false, first.isThousands, first.isPlain)
    var end = first.end
    if let second = FoundAmounts.second(bytes, behind: first.end) {
      var low = first.value
      // "90-110k", "20 - 25,000"
      if !first.isThousands, low < 1000, second.isThousands || second.value >= 10_000 { low *= 1000 }
      if second.value >= low, second.value <= low * 6 {
        (least, most, isRange, end) = (low, second.value, true, second.end)
        isThousands = isThousands || second.isThousands
        isPlain = isPlain && second.isPlain
      }
    }
    range = Int(text.words[cueStart].start)..<end
    var behind = cueStart
    while behind < text.words.count, Int(text.words[behind].start) < end { behind += 1 }
    words = cueStart..<behind
    if !isRange {
      if end < bytes.count, bytes[end] == UInt8(ascii: "+") { most = nil }
      let before = (max(0, cueStart - 3)..<cueStart).reversed().prefix { text.words[$0 + 1].gap < .sentence }
      let hashes = before.map { text.words[$0].hash }
      // "up to", "maximum of"; "from", "starting at", "minimum of".
      if hashes.prefix(2) == [WordHash.of("to"), WordHash.of("up")] || hashes.prefix(2).contains(WordHash.of("maximum"))
      {
        least = nil
      } else if hashes.contains(where: PayWords.least.contains) {
        most = nil
      }
    }
  }

  private static func second(_ bytes: [UInt8], behind end: Int) -> Amount? {
    var index = PayReader.skipSpace(bytes, end)
    // A period may stand between: "£28,333 pa - £31,000 pa".
    for period in FoundAmounts.periods where bytes[index...].starts(with: period) {
      index = PayReader.skipSpace(bytes, index + period.count)
      break
    }
    guard let joined = FoundAmounts.joints.first(where: { bytes[index...].starts(with: $0) }) else { return nil }
    index = PayReader.skipSpace(bytes, index + joined.count)
    for symbol in FoundAmounts.symbols where bytes[index...].starts(with: symbol) {
      index = PayReader.skipSpace(bytes, index + symbol.count)
      break
    }
    return Amount(bytes, at: index)
  }

  private static let joints = ["-", "–", "—", "to ", "TO ", "To ", "and ", "bis "].map { Array($0.utf8) }
  private static let periods = ["per annum ", "pa ", "p.a. ", "p.a ", "per hour ", "a year ", "/hr "].map {
    Array($0.utf8)
  }
  private static let symbols = ["£", "$", "€", "US$", "USD", "GBP", "EUR", "RM", "CHF", "₹", "Rs."].map {
    Array($0.utf8)
  }

  /// With the currency that stands beside it.
  func with(currency code: String, _ text: ScannedText, _ cue: Range<Int>) -> FoundAmounts {
    var found = self
    found.currency = code
    let next = words.upperBound
    if code == "USD" {
      if cue.lowerBound > 0, Int(text.words[cue.lowerBound].start) == Int(text.words[cue.lowerBound - 1].end),
        let other = PayWords.dollars[text.words[cue.lowerBound - 1].hash]
      {
        found.currency = other
        found.range = Int(text.words[cue.lowerBound - 1].start)..<range.upperBound
      } else if next < text.words.count, text.words[next].gap == .joined,
        let other = PayWords.dollarCodes[text.words[next].hash]
      {
        found.currency = other
      }
    }
    return found
  }

  func asLed() -> FoundAmounts {
    var found = self
    found.isLed = true
    return found
  }
}
