import JobMarket

/// Merging: lists gain what they lack in the order of coming, empty fields are filled, nothing is overwritten. Merging the
/// same content again changes nothing.
extension Job {
  /// This job with what `other` adds. `status` is never empty and so stays; that a job named by a full feed is open again is
  /// seen to at the feed's end.
  func merging(_ other: Job) -> Job {
    var merged = self
    merged.title.fill(from: other.title)
    merged.description.fill(from: other.description)
    merged.company.fill(from: other.company)
    merged.industry.fill(from: other.industry)
    merged.seniority.fill(from: other.seniority)
    merged.places.gain(other.places)
    merged.skills.gain(other.skills)
    merged.remote = remote ?? other.remote
    merged.employmentType = employmentType ?? other.employmentType
    merged.pay = pay ?? other.pay
    merged.openings = openings ?? other.openings
    merged.postedAt = postedAt ?? other.postedAt
    merged.expiresAt = expiresAt ?? other.expiresAt
    merged.attributes.gain(other.attributes)
    return merged
  }
}

extension Seeker {
  /// This seeker with what `other` adds.
  func merging(_ other: Seeker) -> Seeker {
    var merged = self
    merged.headline.fill(from: other.headline)
    merged.text.fill(from: other.text)
    merged.positions.gain(other.positions)
    merged.skills.gain(other.skills)
    merged.education.gain(other.education)
    merged.place = place ?? other.place
    merged.wants.titles.gain(other.wants.titles)
    merged.wants.places.gain(other.wants.places)
    merged.wants.employmentTypes.gain(other.wants.employmentTypes)
    merged.wants.pay = wants.pay ?? other.wants.pay
    merged.attributes.gain(other.attributes)
    return merged
  }
}

extension String {
  fileprivate mutating func fill(from other: String) {
    if isEmpty { self = other }
  }
}

extension Array where Element: Hashable {
  /// Appends the elements that are not yet here, in their order.
  fileprivate mutating func gain(_ other: [Element]) {
    var known = Set(self)
    for element in other where known.insert(element).inserted { append(element) }
  }
}

extension Attributes {
  fileprivate mutating func gain(_ other: Attributes) {
    for (field, values) in other { self[field, default: []].gain(values) }
  }
}

extension RowBuffer {
  /// Merges a stored row into this one column by column, from `first` on: a stored value that says something stays.
  mutating func keep(_ stored: StatementRow, from first: Int) {
    for column in first..<values.count where !stored.isNull(column + 1) {
      switch values[column] {
      case .text, .null:
        if let text = stored.textValue(column + 1) {
          if !text.isEmpty { replace(column, text: text) }
        } else {
          replace(column, stored.number(column + 1))
        }
      case .integer, .real:
        replace(column, stored.number(column + 1))
      }
    }
  }
}
