/// A plan that a searcher can be told to take; left alone, it takes the one that `CostModel` finds cheapest.
///
/// All of them give the same answer, to the bit. Where a query has no condition there is nothing to choose: the codes of all
/// rows are scanned.
public enum QueryPlan: String, Hashable, Sendable, CaseIterable {
  /// Conditions leave a list of rows, whose codes are walked.
  case termsFirst = "terms-first"
  /// A scan of all codes yields candidates, which are asked the conditions.
  case vectorsFirst = "vectors-first"
  /// Conditions leave bits, which a scan of all codes heeds.
  case mixed
  /// Every row that the conditions leave is scored in full: what the others are compared with.
  case exhaustive
}
