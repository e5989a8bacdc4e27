/// How seekers of a synthetic market keep their profiles up to the market's end: which hires their positions show, and how they
/// write them. What a derivation of hires from positions must cope with.
///
/// A profile with the work that came of the market says what is to be foretold, so a market for learning leaves this out.
public struct RecordedCareers: Hashable, Sendable, Codable {
  /// The share of hires that a profile shows as a position. The default is 0.9.
  public var hireShare = 0.9
  /// The share of seekers without a hire who begin work that no application led to, at a company drawn from the market's. The
  /// default is 0.1.
  public var otherMoveShare = 0.1
  /// The share of those positions whose company is spelled otherwise than in the job: with a legal form, in capitals, with `Group`
  /// behind it, or by its first word only. The default is 0.4.
  public var spellingShare = 0.4
  /// The share of companies that are misspelled, so that no rule finds them. The default is 0.02.
  public var misspelledShare = 0.02
  /// The share of those positions whose beginning is known to the month only: it is the month's first moment. The default is 0.3.
  public var monthShare = 0.3
  /// The share without a beginning. The default is 0.03.
  public var undatedShare = 0.03

  /// The defaults.
  public init() {}

  var shares: [(key: String, share: Double)] {
    [
      ("recordedCareers.hireShare", hireShare), ("recordedCareers.otherMoveShare", otherMoveShare),
      ("recordedCareers.spellingShare", spellingShare), ("recordedCareers.misspelledShare", misspelledShare),
      ("recordedCareers.monthShare", monthShare), ("recordedCareers.undatedShare", undatedShare),
    ]
  }
}
