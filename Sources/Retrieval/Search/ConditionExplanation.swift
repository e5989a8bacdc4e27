import JobMarket

/// Says of a query's conditions which hold for a row, by which alternative and by which value.
///
/// It asks what searching asks, in the same words of the index: a test holds both against each other and against
/// `JobPredicate.matches`.
struct ConditionExplanation {
  private let query: Query
  private let index: IndexSegment
  private let naming: CPUSearcher.Naming
  /// What the scorers with a requirement are asked.
  private let required: [(scorer: WeightedScorer, something: SomethingToScore)]

  /// How many values a sentence names.
  static let namedValues = 5

  /// Readies a query whose scorers fit the index. O(terms × scorers).
  init(query: Query, index: IndexSegment, naming: CPUSearcher.Naming) {
    (self.query, self.index, self.naming) = (query, index, naming)
    required = query.scorers.filter { $0.requirement != .optional }
      .map { ($0, SomethingToScore($0.scorer, in: index)) }
  }

  /// Every clause of the predicate and every requirement of a scorer; that a job is offered and not hidden only where it is not
  /// so. O(literals × the row's values).
  func explain(_ row: Int) -> [Explanation.Condition] {
    var conditions = query.predicate.clauses.map { condition($0, row) } + requirements(row)
    if let offer = offerProblem(row) {
      conditions.append(
        .init(
          .offered, "is offered at \(query.asOf)", holds: false, evidence: [.init(passes: false, offer)]))
    }
    if query.hidden.contains(index.keys[row]) {
      let found = "it is among \(query.hidden.count) left out"
      conditions.append(.init(.hidden, "is not to be left out", holds: false, evidence: [.init(passes: false, found)]))
    }
    return conditions
  }

  private func condition(_ clause: JobPredicate.Clause, _ row: Int) -> Explanation.Condition {
    let evidence = clause.literals.map { self.evidence($0, row) }
    let asked = clause.literals.isEmpty ? "never" : clause.literals.map(words).joined(separator: ", or ")
    return .init(.clause, asked, holds: evidence.contains(where: \.passes), evidence: evidence)
  }

  private func offerProblem(_ row: Int) -> String? {
    let now = query.asOf.milliseconds
    if !index.isAlive(row) { return "it was withdrawn" }
    if index.expiry[row] <= now {
      return index.expiry[row] == .min ? "it was withdrawn" : "it ended at \(Instant(milliseconds: index.expiry[row]))"
    }
    guard let posted = index.numbers[.postedAt]?[row], posted > Double(now) else { return nil }
    return "it begins at \(number(.postedAt, posted))"
  }

  /// What is asked for, in words.
  private func words(_ literal: JobPredicate.Literal) -> String {
    switch literal {
    case .anyOf(let field, let values): "\(field) is \(list(field, values, "or"))"
    case .noneOf(let field, let values): "\(field) is known and not \(list(field, values, "or"))"
    case .missing(let field): "\(field) is missing"
    case .range(let field, let range):
      switch (range.lower, range.upper) {
      case (let lower?, let upper?): "\(field) from \(number(field, lower)) to \(number(field, upper))"
      case (let lower?, nil): "\(field) at least \(number(field, lower))"
      case (nil, let upper?): "\(field) at most \(number(field, upper))"
      case (nil, nil): "\(field) is known"
      }
    case .within(let field, let radius):
      "\(field) at most \(radius.kilometers.inWords) km from \(radius.center.latitude), \(radius.center.longitude)"
    }
  }

  /// What a row has to say to a literal.
  private func evidence(_ literal: JobPredicate.Literal, _ row: Int) -> Explanation.Evidence {
    let reader = index.reader(row)
    let passes = literal.matches(reader)
    let field = literal.field
    switch literal {
    case .anyOf(_, let wanted), .noneOf(_, let wanted):
      let held = Set(reader.values(of: field)).sorted()
      guard !held.isEmpty else { return .init(passes: passes, "no \(field) known") }
      let named = Set(wanted)
      let shared = held.filter(named.contains)
      // What decides: the values named, else those there are instead.
      let deciding = shared.isEmpty ? held : shared
      return .init(passes: passes, "\(field) \(list(field, deciding, "and"))", values: deciding)
    case .range:
      guard let found = reader.number(of: field) else { return .init(passes: passes, "no \(field) known") }
      return .init(passes: passes, "\(field) \(number(field, found))", number: found)
    case .within(_, let radius):
      let distance = reader.points(of: field).map { radius.center.kilometers(to: $0) }.min()
      guard let distance else { return .init(passes: passes, "no \(field) known") }
      return .init(passes: passes, "\(distance.inWords) km away", kilometers: distance)
    case .missing:
      let held = Set(reader.values(of: field)).sorted()
      if !held.isEmpty { return .init(passes: passes, "\(field) \(list(field, held, "and"))", values: held) }
      if let found = reader.number(of: field) {
        return .init(passes: passes, "\(field) \(number(field, found))", number: found)
      }
      let count = reader.points(of: field).count
      return .init(passes: passes, count == 0 ? "no \(field) known" : "\(field): \(count) on the map")
    }
  }

  private func list(_ field: AttributeField, _ values: [ValueID], _ conjunction: String) -> String {
    let names = values.prefix(ConditionExplanation.namedValues).map { naming.conditionValue(field, $0) }
    guard let last = names.last else { return "nothing" }
    let rest = values.count - names.count
    if rest > 0 { return names.joined(separator: ", ") + " \(conjunction) \(rest) more" }
    return names.count == 1 ? last : names.dropLast().joined(separator: ", ") + " \(conjunction) \(last)"
  }

  private func number(_ field: AttributeField, _ value: Double) -> String {
    // Moments are kept as milliseconds; a number beyond them is shown as it is.
    if field == .postedAt, let milliseconds = Int64(exactly: value.rounded()) {
      return "\(Instant(milliseconds: milliseconds))"
    }
    return value.inWords
  }
}

extension ConditionExplanation {
  /// What the scorers require.
  private func requirements(_ row: Int) -> [Explanation.Condition] {
    var conditions: [Explanation.Condition] = []
    var groups: [String: [(WeightedScorer, SomethingToScore)]] = [:]
    for (scorer, something) in required {
      if case .oneOf(let group) = scorer.requirement {
        groups[group, default: []].append((scorer, something))
        continue
      }
      let found = ConditionExplanation.evidence(scorer, something, row)
      let word = scorer.requirement == .forbidden ? "forbidden" : "required"
      conditions.append(
        .init(.requirement, "\(scorer.name) is \(word)", holds: found.passes, evidence: [found]))
    }
    for (_, members) in groups.sorted(by: { $0.key < $1.key }) {
      let evidence = members.map { ConditionExplanation.evidence($0, $1, row) }
      let names = members.map(\.0.name).joined(separator: " or ")
      conditions.append(
        .init(.requirement, "\(names) is required", holds: evidence.contains(where: \.passes), evidence: evidence))
    }
    return conditions
  }

  private static func evidence(
    _ scorer: WeightedScorer, _ something: SomethingToScore, _ row: Int
  ) -> Explanation.Evidence {
    let isThere = something.isThere(for: row)
    return .init(
      passes: isThere != (scorer.requirement == .forbidden),
      "\(scorer.name): \(isThere ? "something" : "nothing") in common")
  }
}
