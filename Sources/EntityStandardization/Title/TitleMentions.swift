import JobMarket

extension NormalizedTitle {
  /// The mentions of a title: its occupations, the group of them where none is sure, and each seniority it states.
  ///
  /// - Parameters:
  ///   - readings: Of the title, as a matcher gave them.
  ///   - occupation: The field of occupations.
  ///   - seniority: The field of seniorities.
  ///   - leastConfidence: Candidates below are left out, 0 to 1.
  ///   - limit: At most so many occupations a reading.
  /// - Returns: The occupations of each reading, surest first, and its group, then seniorities in the order of the title; ranges are UTF-8 bytes of the original
  ///   title. O(readings + seniorities).
  public func mentions(
    of readings: [TitleReading], occupation: AttributeField, seniority: AttributeField,
    leastConfidence: Float = 0, limit: Int = 1
  ) -> [Mention] {
    let occupations = readings.flatMap { reading in
      let found = reading.candidates.prefix(max(0, limit)) + (reading.group.map { [$0] } ?? [])
      return found.filter { $0.confidence >= leastConfidence }.map {
        Mention(
          occupation, value: $0.value, label: $0.label, part: .title, range: reading.range, confidence: $0.confidence,
          method: $0.method)
      }
    }
    let levels = seniorities.map {
      Mention(
        seniority, value: $0.seniority.rawValue, label: $0.seniority.rawValue, part: .title, range: $0.range,
        confidence: 0.95, method: .rule)
    }
    return occupations + levels
  }
}
