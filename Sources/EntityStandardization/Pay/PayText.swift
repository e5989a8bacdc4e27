import JobMarket

/// Pay as the value of a mention: one text for one range, currency and period.
///
/// ```swift
/// PayText.text(of: pay)                     // "GBP 28333-31000 year"
/// PayText.pay(of: "USD 25 hour")?.minimum   // 25, which is the maximum too
/// PayText.pay(of: "USD 120000- year")       // from 120,000; "-60000" is up to
/// ```
///
/// The currency is an ISO 4217 code, `XXX` (no currency) where the text names none.
public enum PayText {
  /// The code of a pay whose text names no currency.
  public static let unknownCurrency = "XXX"

  /// The text of pay; empty when it has no amount.
  public static func text(of pay: Pay) -> String {
    let amounts: String
    switch (pay.minimum, pay.maximum) {
    case (nil, nil): return ""
    case (let least?, let most?) where least == most: amounts = number(least)
    case (let least, let most): amounts = "\(least.map(number) ?? "")-\(most.map(number) ?? "")"
    }
    return "\(pay.currency) \(amounts) \(pay.period.rawValue)"
  }

  /// The pay that a text stands for; `nil` for any other text.
  public static func pay(of text: String) -> Pay? {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 3, let period = Pay.Period(rawValue: String(parts[2])) else {
      return nil
    }
    let amounts = parts[1].split(separator: "-", omittingEmptySubsequences: false)
    guard (1...2).contains(amounts.count) else { return nil }
    let numbers = amounts.map { Double($0) }
    guard numbers.contains(where: { $0 != nil }),
      zip(amounts, numbers).allSatisfy({ $0.isEmpty || $1?.isFinite == true })
    else { return nil }
    return Pay(minimum: numbers[0], maximum: numbers[numbers.count - 1], period: period, currency: String(parts[0]))
  }

  /// Whole numbers without a fraction, others with at most two digits of it.
  private static func number(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "" }
    let cents = (value * 100).rounded()
    let (whole, rest) = (Int(cents) / 100, Int(cents) % 100)
    if rest == 0 { return String(whole) }
    return rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }
}
