import JobMarket

/// Decides whether an amount of money is pay, for which period, and how sure that is.
struct PayJudge {
  let text: ScannedText
  let found: FoundAmounts

  /// The pay; `nil` when the amount is something else or has no period.
  var pay: (Pay, Float)? {
    guard !isOtherMoney else { return nil }
    let isNamed = isPayNamed
    let amount = found.most ?? found.least ?? 0
    let stated = statedPeriod
    if stated == nil, isPer { return nil }
    guard let period = stated ?? supposedPeriod(of: amount, isNamed: isNamed) else { return nil }
    guard isPlausible(amount, period) else { return nil }
    var confidence: Float = stated != nil ? (isNamed || found.isRange ? 0.95 : 0.85) : isNamed ? 0.8 : 0.65
    if found.currency == PayText.unknownCurrency {
      // 2020 and 4500 are years and patients.
      guard !found.isPlain || stated != nil else { return nil }
      confidence -= 0.3
    }
    return (Pay(minimum: found.least, maximum: found.most, period: period, currency: found.currency), confidence)
  }

  /// The period in the few words behind or just before.
  private var statedPeriod: Pay.Period? {
    var index = found.words.upperBound
    let limit = min(text.words.count, index + 5)
    while index < limit, text.words[index].gap < .sentence {
      let hash = text.words[index].hash
      if PayWords.currencyHashes.contains(hash), index > found.words.upperBound + 1 { break }
      if let period = PayWords.periods[hash] {
        // "a day's notice" needs its article; "pa" and "annum" stand alone.
        return period
      }
      if PayWords.stops.contains(hash) { break }
      index += 1
    }
    index = found.words.lowerBound
    let least = max(0, index - 5)
    while index > least, text.words[index].gap < .sentence {
      index -= 1
      if let period = PayWords.leadingPeriods[text.words[index].hash] { return period }
    }
    return nil
  }

  /// "£20 per patient" is no pay.
  private var isPer: Bool {
    let next = found.words.upperBound
    return next < text.words.count && text.words[next].gap == .joined && text.words[next].hash == PayWords.per
  }

  private func supposedPeriod(of amount: Double, isNamed: Bool) -> Pay.Period? {
    if (10_000...400_000).contains(amount), isNamed || found.isRange { return .year }
    if (5..<150).contains(amount), isNamed, !found.isThousands, found.currency != PayText.unknownCurrency {
      return .hour
    }
    return nil
  }

  private func isPlausible(_ amount: Double, _ period: Pay.Period) -> Bool {
    let scale: Double = PayWords.smallUnits.contains(found.currency) ? 200 : 1
    let range: ClosedRange<Double> =
      switch period {
      case .hour: 3...1000
      case .day: 20...5000
      case .week: 50...20_000
      case .month: 150...100_000
      case .year: 3000...2_000_000
      }
    return amount >= range.lowerBound && amount <= range.upperBound * scale
  }

  private var isPayNamed: Bool {
    found.isLed || distance(back: 9, to: PayWords.pay) != nil
  }

  private var isOtherMoney: Bool {
    // What follows closely names it: "£500 sign-on bonus", "£50k budget".
    var index = found.words.upperBound
    let limit = min(text.words.count, index + 4)
    while index < limit, text.words[index].gap == .joined {
      let hash = text.words[index].hash
      if PayWords.otherBehind.contains(hash) { return true }
      if PayWords.stops.contains(hash) || PayWords.periods[hash] != nil { break }
      index += 1
    }
    guard let other = distance(back: 9, to: PayWords.other) else { return false }
    return other < distance(back: 9, to: PayWords.pay) ?? .max
  }

  /// How many words before the amount the nearest of a set stands, within the sentence.
  private func distance(back reach: Int, to words: Set<UInt64>) -> Int? {
    var index = found.words.lowerBound
    let least = max(0, index - reach)
    while index > least, text.words[index].gap < .sentence {
      index -= 1
      if words.contains(text.words[index].hash) { return found.words.lowerBound - index }
    }
    return nil
  }
}
