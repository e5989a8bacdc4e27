/// What a title, or one of the titles that stand side by side in it, may mean.
public struct TitleReading: Hashable, Sendable {
  /// Where it stands: offsets of UTF-8 bytes in the original title.
  public var range: Range<Int>
  /// Occupations, surest first.
  public var candidates: [OccupationCandidate]
  /// The group that holds nearly all of the probability, where no single occupation has half of it.
  public var group: OccupationCandidate?
}

extension TitleMatcher {
  /// How many concepts share the confidence.
  private static let compared = 50
  /// An occupation as sure as that needs no group beside it.
  private static let sureConfidence: Float = 0.5
  /// How much of the probability a group must hold.
  private static let groupShare: Float = 0.75
  /// How many titles side by side are read.
  private static let longestAlternatives = 4
  /// The least confidence of a title of several words beside another that is no label.
  private static let leastConfidence: Float = 0.15

  /// The readings of a title: one for each title that stands side by side in it, else one of the whole.
  ///
  /// ```swift
  /// matcher.readings(of: matcher.normalizer.normalize("Cashier / Truck Driver"), limit: 1, scratch: &scratch)
  /// // [cashier at 0..<7, truck driver at 10..<22]
  /// ```
  ///
  /// A part counts if it is a label, or if it has several words and is near enough to one: `Day / Night Nurse` is one title.
  /// - Complexity: O(concepts + lists of the title's terms), five times at most.
  public func readings(of title: NormalizedTitle, limit: Int, scratch: inout TitleScratch) -> [TitleReading] {
    precondition(limit >= 0, "a limit is not negative")
    guard limit > 0 else { return [] }
    if title.alternatives.count > 1, wholeMatches(title).isEmpty {
      var readings: [TitleReading] = []
      for part in title.alternatives.prefix(TitleMatcher.longestAlternatives) {
        let one = title.title(of: part)
        let isLabel = !wholeMatches(one).isEmpty
        guard isLabel || part.words.count > 1 else { continue }
        let reading = reading(of: one, limit: limit, scratch: &scratch)
        if isLabel || (reading.candidates.first?.confidence ?? 0) >= TitleMatcher.leastConfidence {
          readings.append(reading)
        }
      }
      if readings.count > 1 { return readings }
    }
    return [reading(of: title, limit: limit, scratch: &scratch)]
  }

  private func reading(of title: NormalizedTitle, limit: Int, scratch: inout TitleScratch) -> TitleReading {
    let ranking = ranking(title, count: max(limit, TitleMatcher.compared), scratch: &scratch)
    return TitleReading(
      range: title.range,
      candidates: ranking.prefix(limit).map {
        OccupationCandidate(
          value: values[$0.concept], label: labels[$0.concept], confidence: $0.confidence, method: $0.method)
      }, group: group(of: ranking))
  }

  /// The nearest group above the likeliest concept that holds nearly all of the probability: of what the bearers of the label
  /// have, or of 1 for a title that is no label.
  private func group(of ranking: [RankedConcept]) -> OccupationCandidate? {
    guard let first = ranking.first, first.confidence < TitleMatcher.sureConfidence else { return nil }
    let exact = ranking.filter { $0.method != .fuzzy }
    let counted = exact.isEmpty ? ranking : exact
    let least = TitleMatcher.groupShare * (exact.isEmpty ? 1 : exact.reduce(0) { $0 + $1.confidence })
    // `Professionals`, a third of ESCO, says too little.
    let most = max(TitleMatcher.compared, values.count / 8)
    for group in above[first.concept] where groupsAbove[group].count <= most {
      let sum = counted.reduce(0) { above[$1.concept].contains(group) ? $0 + $1.confidence : $0 }
      guard sum >= least else { continue }
      return OccupationCandidate(
        value: groupsAbove[group].value, label: groupsAbove[group].label, confidence: min(sum, 1), method: first.method)
    }
    return nil
  }
}
