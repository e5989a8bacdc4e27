import EntityStandardization
import JobMarket

/// A search as it was understood, as a line of JSON.
public struct SearchReadingLine: Encodable, Sendable {
  /// The search.
  public var search: String
  /// What a job must fulfil.
  public var conditions: [Piece]
  /// What makes a job better.
  public var preferences: [Piece]
  /// What is matched as words alone.
  public var words: [Piece]
  /// Words that only join others.
  public var joining: [Piece]
  /// Contradictions.
  public var problems: [String]
  /// What could be read otherwise.
  public var doubts: [String]

  /// One piece of the search and what it was read as.
  public struct Piece: Encodable, Sendable {
    /// What stands there.
    public var text: String
    /// The first offset, in bytes of UTF-8.
    public var start: Int
    /// The offset behind the last.
    public var end: Int
    /// What it is: a field, `pay`, `word`.
    public var kind: String
    /// The values it means.
    public var values: [String]
    /// The values as people read them.
    public var labels: [String]
    /// Whether jobs that have it are left out.
    public var isNegated: Bool
    /// How sure it is, 0 to 1.
    public var confidence: Float
    /// How it was found.
    public var method: Mention.Method
  }

  /// Writes a reading out.
  public init(_ query: UnderstoodQuery) {
    search = query.text
    func piece<Meaning>(
      _ reading: QueryReading<Meaning>, _ kind: String, _ values: [String], _ labels: [String]? = nil
    ) -> Piece {
      Piece(
        text: query.written(reading.range), start: reading.range.lowerBound, end: reading.range.upperBound, kind: kind,
        values: values, labels: labels ?? values, isNegated: reading.isNegated, confidence: reading.confidence,
        method: reading.method)
    }
    conditions = query.conditions.map { reading in
      let (kind, values, labels) = SearchReadingLine.parts(reading.meaning)
      return piece(reading, kind, values, labels)
    }
    preferences = query.preferences.map { reading in
      switch reading.meaning {
      case .occupation(let found, _): piece(reading, "occupation", found.map(\.value), found.map(\.label))
      case .skill(let value, let label): piece(reading, "skill", [value], [label])
      case .seniority(let levels): piece(reading, "seniority", levels.map(\.rawValue))
      }
    }
    words = query.words.map { piece($0, "word", [$0.meaning]) }
    joining = query.joining.map { range in
      piece(QueryReading("", range: range, confidence: 1, method: .rule), "joining", [])
    }
    (problems, doubts) = (query.problems, query.doubts)
  }

  private static func parts(_ condition: QueryCondition) -> (String, [String], [String]?) {
    switch condition {
    case .near(let place, let kilometers):
      ("place", [place.displayName], [place.displayName + (kilometers.map { ", within \($0.plain) km" } ?? "")])
    case .region(let region, let country):
      ("region", ["\(region.shortest), \(country.shortest)"], ["\(region.name), \(country.name)"])
    case .country(let country): ("country", [country.shortest], [country.name])
    case .remote(let value): ("remote", [value.rawValue], nil)
    case .employmentType(let value): ("employmentType", [value.rawValue], nil)
    case .pay(let pay):
      (
        "pay",
        [pay.yearly.lower.map { "pay>=\($0.plain)" }, pay.yearly.upper.map { "pay<=\($0.plain)" }].compactMap { $0 },
        [
          [pay.stated.minimum.map { "from \($0.plain)" }, pay.stated.maximum.map { "to \($0.plain)" }]
            .compactMap { $0 }.joined(separator: " ") + " \(pay.stated.currency) a \(pay.stated.period.rawValue)"
        ]
      )
    case .company(let value): ("company", [value], nil)
    case .seniority(let levels): ("seniority", levels.map(\.rawValue), nil)
    case .skill(let value, let label): ("skill", [value], [label])
    case .word(let word): ("word", [word], nil)
    }
  }
}
