import JobMarket

/// How surely a position came of an application: the product of what the name, the time and the title say.
struct HireConfidence: Hashable, Sendable {
  let agreement: EmployerName.Agreement
  /// When the work began, as far as is known.
  let at: Instant
  /// What the time says, 0 to 1.
  let time: Double
  /// What the title says, 0.8 to 1.
  let title: Double

  var value: Double { agreement.strength * time * title }

  /// `nil` where the position cannot have begun in the time allowed after the application.
  init?(
    _ agreement: EmployerName.Agreement, _ application: JobApplication, _ position: HeldPosition,
    options: HireDerivationOptions
  ) {
    self.agreement = agreement
    guard let span = position.span else {
      guard options.undatedChance > 0 else { return nil }
      (at, time) = (application.at, 0.75 * options.undatedChance)
      title = HireConfidence.title(application.title, position.title)
      return
    }
    let last = application.at.advanced(byDays: Double(options.days))
    guard span.lowerBound <= last, span.upperBound >= application.at else { return nil }
    let (from, to) = (max(span.lowerBound, application.at), min(span.upperBound, last))
    let width = span.upperBound.days(since: span.lowerBound)
    // A beginning is as probable on each day of its month or year.
    let chance = width > 0 ? to.days(since: from) / width : 1
    guard chance > 0 else { return nil }
    let days = from.days(since: application.at) + to.days(since: from) / 2
    at = from
    time = chance * (1 - 0.5 * days / Double(options.days))
    title = HireConfidence.title(application.title, position.title)
  }

  private static func title(_ first: String, _ second: String) -> Double {
    let (first, second) = (words(first), words(second))
    guard !first.isEmpty, !second.isEmpty else { return 0.9 }
    let shared = first.count < second.count ? first.intersection(second) : second.intersection(first)
    return 0.8 + 0.2 * Double(shared.count) / Double(min(first.count, second.count))
  }

  private static func words(_ title: String) -> Set<Substring> {
    Set(title.lowercased().split { !$0.isLetter && !$0.isNumber })
  }
}
