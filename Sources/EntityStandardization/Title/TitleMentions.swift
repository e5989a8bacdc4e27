import JobMarket

extension NormalizedTitle {
  /// The mentions of a title: its occupation, and each seniority it states.
  ///
  /// - Parameters:
  ///   - candidates: Of the title, best first, as a matcher gave them.
  ///   - occupation: The field of occupations.
  ///   - seniority: The field of seniorities.
  ///   - leastConfidence: Candidates below are left out, 0 to 1.
  ///   - limit: At most so many occupations.
  /// - Returns: Occupations best first, then seniorities in the order of the title; ranges are UTF-8 bytes of the original
  ///   title. O(candidates + seniorities).
  public func mentions(
    of candidates: [OccupationCandidate], occupation: AttributeField, seniority: AttributeField,
    leastConfidence: Float = 0, limit: Int = 1
  ) -> [Mention] {
    let occupations = candidates.prefix(max(0, limit)).filter { $0.confidence >= leastConfidence }.map {
      Mention(
        occupation, value: $0.value, label: $0.label, part: .title, range: range, confidence: $0.confidence,
        method: $0.method)
    }
    let levels = seniorities.map {
      Mention(
        seniority, value: $0.seniority.rawValue, label: $0.seniority.rawValue, part: .title, range: $0.range,
        confidence: 0.95, method: .rule)
    }
    return occupations + levels
  }
}

extension TitleMatcher {
  /// The occupation and the seniorities that a title names, as `NormalizedTitle.mentions` gives them.
  ///
  /// ```swift
  /// let mentions = matcher.mentions(in: "Sr. Nurse", occupation: .occupation, seniority: .seniority)
  /// // [esco:2221.1 at 4..<9, senior at 0..<2]
  /// ```
  public func mentions(
    in title: String, occupation: AttributeField, seniority: AttributeField, leastConfidence: Float = 0, limit: Int = 1
  ) -> [Mention] {
    var scratch = TitleScratch()
    let normalized = normalizer.normalize(title)
    return normalized.mentions(
      of: candidates(for: normalized, limit: limit, scratch: &scratch), occupation: occupation, seniority: seniority,
      leastConfidence: leastConfidence, limit: limit)
  }
}
