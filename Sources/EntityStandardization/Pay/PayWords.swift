import JobMarket

/// The words by which pay is told from other money.
enum PayWords {
  /// Signs and codes of currencies.
  static let currencies: [(cue: String, code: String)] = [
    ("$", "USD"), ("£", "GBP"), ("€", "EUR"), ("¥", "JPY"), ("₹", "INR"), ("usd", "USD"), ("gbp", "GBP"),
    ("eur", "EUR"),
    ("euro", "EUR"), ("euros", "EUR"), ("dollars", "USD"), ("cad", "CAD"), ("aud", "AUD"), ("nzd", "NZD"),
    ("chf", "CHF"),
    ("inr", "INR"), ("rs", "INR"), ("sgd", "SGD"), ("myr", "MYR"), ("rm", "MYR"), ("hkd", "HKD"), ("jpy", "JPY"),
    ("sek", "SEK"), ("nok", "NOK"), ("dkk", "DKK"), ("pln", "PLN"), ("czk", "CZK"), ("huf", "HUF"), ("zar", "ZAR"),
    ("aed", "AED"), ("php", "PHP"), ("idr", "IDR"), ("thb", "THB"), ("brl", "BRL"), ("mxn", "MXN"), ("cny", "CNY"),
    ("rmb", "CNY"), ("krw", "KRW"), ("pounds", "GBP"),
  ]

  static let currencyHashes = Set(currencies.map { ScannedText($0.cue).words[0].hash })

  /// Currencies of which a month's pay has six digits and more.
  static let smallUnits: Set = ["JPY", "INR", "HUF", "IDR", "KRW", "CZK", "PHP", "THB"]

  /// What stands right before a dollar sign.
  static let dollars: [UInt64: String] = table([
    ("us", "USD"), ("a", "AUD"), ("au", "AUD"), ("c", "CAD"), ("ca", "CAD"), ("cdn", "CAD"), ("nz", "NZD"),
    ("hk", "HKD"),
    ("s", "SGD"), ("sg", "SGD"), ("r", "BRL"), ("mx", "MXN"),
  ])

  /// What follows an amount of dollars.
  static let dollarCodes: [UInt64: String] = table([
    ("cad", "CAD"), ("aud", "AUD"), ("nzd", "NZD"), ("sgd", "SGD"), ("hkd", "HKD"), ("usd", "USD"), ("mxn", "MXN"),
  ])

  /// Cues behind which a bare number may be pay.
  static let leads = [
    "salary", "salaries", "wage", "wages", "compensation", "remuneration", "pay range", "pay rate", "base pay",
    "hourly rate",
    "day rate", "daily rate", "stipend", "gehalt",
  ]

  static let pay = WordHash.set(
    "salary salaries pay pays paid paying wage wages rate rates earn earning earnings compensation remuneration stipend"
      + " income offering gehalt salaire band spine package ote")

  static let other = WordHash.set(
    "bonus bonuses golden hello welcome incentive incentives referral refer fee fees cost costs costing budget budgets"
      + " invest invested investment investments turnover revenue revenues income funding funded fund funds grant grants saving"
      + " savings save saves saved dbs subscription deducted deduction charge charges charged supplement allowance"
      + " enhancement voucher vouchers discount discounts worth contribution reimburse reimbursement expenses payment raise"
      + " raised loan loans insurance value valued spend spending prize award awarded relocation deposit fine fines tuition"
      + " excess premium premia uplift payments portfolio sales assets claim rent parking priced price prices")

  static let otherBehind = WordHash.set(
    "bonus bonuses sign signing golden hello welcome incentive referral fee fees budget budgets investment turnover revenue"
      + " funding fund grant savings saving supplement allowance voucher vouchers discount contribution relocation retention"
      + " programme program project projects scheme development facility hospital loan organisation company business"
      + " refurbishment redevelopment off worth towards cash gift joining recruitment premium premia pension deducted deduction uplift"
  )

  /// Words after which nothing said is about the amount.
  static let stops = WordHash.set("plus with and or including we you the our for benefits depending")

  static let least = WordHash.set("from starting starts start minimum least circa over above")

  static let per = WordHash.of("per")

  /// Words of a period behind an amount.
  static let periods: [UInt64: Pay.Period] = periodTable([
    (.hour, "hour hr hrs hourly ph stunde h"), (.day, "day daily pd diem shift"), (.week, "week weekly pw wk"),
    (.month, "month monthly pm pcm mth monat"),
    (.year, "year yearly annum annual annually pa yr yrs fte pro jahr annuum"),
  ])

  /// Words of a period before one.
  static let leadingPeriods: [UInt64: Pay.Period] = periodTable([
    (.hour, "hourly"), (.day, "daily"), (.week, "weekly"), (.month, "monthly"), (.year, "annual yearly annually"),
  ])

  private static func periodTable(_ rows: [(Pay.Period, String)]) -> [UInt64: Pay.Period] {
    var table: [UInt64: Pay.Period] = [:]
    for (period, words) in rows {
      for word in words.split(separator: " ") { table[WordHash.of(String(word))] = period }
    }
    return table
  }

  private static func table(_ rows: [(String, String)]) -> [UInt64: String] {
    Dictionary(uniqueKeysWithValues: rows.map { (WordHash.of($0.0), $0.1) })
  }
}
