import JobMarket

/// A search split into what a job must fulfil, what it had better be, and words.
///
/// Every letter and digit of the search lies in exactly one of `conditions`, `preferences`, `words` and `joining`: nothing is
/// lost without a trace, and a reader can be told how each piece was read.
public struct UnderstoodQuery: Hashable, Sendable {
  /// The search as it was written.
  public var text: String
  /// What a job must fulfil, in the order of the text.
  public var conditions: [QueryReading<QueryCondition>] = []
  /// What makes a job better, in the order of the text.
  public var preferences: [QueryReading<QueryPreference>] = []
  /// Words and quoted phrases that nothing else reads, in the order of the text; they are matched as words.
  public var words: [QueryReading<String>] = []
  /// Where words stand that only join others: `in`, `and`, `jobs`.
  public var joining: [Range<Int>] = []
  /// Why no job can fulfil the conditions: a sentence for each contradiction.
  public var problems: [String] = []
  /// What could be read otherwise: a sentence for each doubt.
  public var doubts: [String] = []

  /// Makes the reading of a text of which nothing is read yet.
  public init(_ text: String) {
    self.text = text
  }

  /// Makes the reading of a text as words and nothing else. O(length).
  public init(words text: String) {
    self.init(text)
    words = QueryScanner.tokens(in: text).map { QueryReading($0.text, range: $0.range, confidence: 1, method: .given) }
  }

  /// What stands at a range of the text's UTF-8 bytes. O(range's end).
  public func written(_ range: Range<Int>) -> String {
    String(decoding: text.utf8.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
  }

  /// The ranges of all pieces, rising and disjoint. O(pieces · log).
  public var pieces: [Range<Int>] {
    (conditions.map(\.range) + preferences.map(\.range) + words.map(\.range) + joining)
      .sorted { $0.lowerBound < $1.lowerBound }
  }
}

/// One reading of a piece of a search.
public struct QueryReading<Meaning: Hashable & Sendable>: Hashable, Sendable {
  /// What it means.
  public var meaning: Meaning
  /// Where it stands: offsets of UTF-8 bytes.
  public var range: Range<Int>
  /// How sure it is, above 0 to 1.
  public var confidence: Float
  /// How it was found.
  public var method: Mention.Method
  /// Whether the search asks for jobs of which it does not hold.
  public var isNegated: Bool

  /// Makes a reading.
  public init(
    _ meaning: Meaning, range: Range<Int>, confidence: Float, method: Mention.Method, isNegated: Bool = false
  ) {
    (self.meaning, self.range, self.confidence) = (meaning, range, confidence)
    (self.method, self.isNegated) = (method, isNegated)
  }
}

/// What a job must fulfil.
public enum QueryCondition: Hashable, Sendable {
  /// Work near a city, within a distance that the search names, in kilometres.
  case near(KnownPlace, kilometers: Double?)
  /// Work in a region of a country.
  case region(KnownPlace.Named, country: KnownPlace.Named)
  /// Work in a country.
  case country(KnownPlace.Named)
  /// Where the work may be done.
  case remote(RemoteWork)
  /// The kind of contract.
  case employmentType(EmploymentType)
  /// What it pays.
  case pay(QueryPay)
  /// The employer, by the value that the look-up knows.
  case company(String)
  /// The level, one of these.
  case seniority([Seniority])
  /// A skill; only negated.
  case skill(value: String, label: String)
  /// A word, folded; only negated.
  case word(String)
}

/// What makes a job better.
public enum QueryPreference: Hashable, Sendable {
  /// An occupation, one of these, best first, and the title that was looked up: as written, but for slips.
  case occupation([OccupationCandidate], title: String)
  /// A skill.
  case skill(value: String, label: String)
  /// A level, one of these.
  case seniority([Seniority])
}

/// A range of pay, as written and as an amount a year.
public struct QueryPay: Hashable, Sendable {
  /// The amounts and the period as the search has them; the currency is empty where none is named.
  public var stated: Pay
  /// Whether the period is a guess from the amount.
  public var isPeriodGuessed: Bool

  /// The amounts a year of 2,080 hours. O(1).
  public var yearly: NumericRange {
    let factor = stated.period.countAYear
    return NumericRange(lower: stated.minimum.map { $0 * factor }, upper: stated.maximum.map { $0 * factor })
  }
}
