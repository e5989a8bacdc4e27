import EntityStandardization
import JobMarket
import MarketStorage
import Retrieval

extension SearchPlan {
  /// Makes clauses of the hard readings. Readings of one kind are alternatives: "remote or hybrid"; pay is not.
  mutating func addConditions() throws {
    try addPlaces()
    let wanted = search.conditions.filter { !$0.isNegated }
    try addAlternatives(wanted, .remote, "the place of work") {
      if case .remote(let value) = $0 { [value.rawValue] } else { nil }
    }
    try addAlternatives(wanted, .employmentType, "the kind of contract") {
      if case .employmentType(let value) = $0 { [value.rawValue] } else { nil }
    }
    try addAlternatives(wanted, .company, "the employer") { if case .company(let value) = $0 { [value] } else { nil } }
    try addAlternatives(wanted, .seniority, "the level") {
      if case .seniority(let levels) = $0 { levels.map(\.rawValue) } else { nil }
    }
    for reading in search.conditions {
      if case .pay(let pay) = reading.meaning {
        addPay(pay, reading)
      } else if reading.isNegated {
        try exclude(reading)
      }
    }
  }

  private mutating func addAlternatives(
    _ readings: [QueryReading<QueryCondition>], _ field: AttributeField, _ name: String,
    _ values: (QueryCondition) -> [String]?
  ) throws {
    var ids: [ValueID] = []
    var texts: [String] = []
    for reading in readings {
      guard let values = values(reading.meaning) else { continue }
      let text = search.written(reading.range)
      guard index.fields.contains(field) else {
        note("no job states \(name), so '\(text)' is taken for words")
        match(words: text)
        continue
      }
      ids += try values.compactMap { try id($0, field) }
      texts.append(text)
      note(reading.range, "\(name): \(values.joined(separator: " or "))")
    }
    if !texts.isEmpty { require(texts.joined(separator: " "), .init(.anyOf(field, ids))) }
  }

  private mutating func require(_ text: String, _ clause: JobPredicate.Clause) { append((text, clause)) }

  private mutating func addPay(_ pay: QueryPay, _ reading: QueryReading<QueryCondition>) {
    let range = pay.yearly
    guard index.isNumeric(.pay) else {
      return note("no job states its pay, so '\(search.written(reading.range))' is not heeded")
    }
    let ends =
      reading.isNegated
      ? [range.lower.map { "below \($0.plain)" }, range.upper.map { "above \($0.plain)" }]
      : [range.lower.map { "at least \($0.plain)" }, range.upper.map { "at most \($0.plain)" }]
    let currency =
      pay.stated.currency.isEmpty ? "" : " \(pay.stated.currency), compared as a number whatever the job's currency"
    let guess =
      pay.isPeriodGuessed
      ? " (taken for an amount a \(pay.stated.period.rawValue); write '/year' or '/hour' to be sure)" : ""
    note(
      reading.range,
      "pay: \(ends.compactMap { $0 }.joined(separator: reading.isNegated ? " or " : " and ")) a year\(currency)\(guess); jobs that state none are left out"
    )
    guard reading.isNegated else { return require(reading.range, .init(.range(.pay, range))) }
    // What is not in the range lies below or above it, its ends left out.
    var outside: [JobPredicate.Literal] = []
    if let lower = range.lower { outside.append(.range(.pay, NumericRange(upper: lower.nextDown))) }
    if let upper = range.upper { outside.append(.range(.pay, NumericRange(lower: upper.nextUp))) }
    require(reading.range, JobPredicate.Clause(outside))
  }

  // MARK: places

  private mutating func addPlaces() throws {
    var literals: [JobPredicate.Literal] = []
    var texts: [String] = []
    let names =
      search.conditions.contains { isRegion($0.meaning) || $0.isNegated }
      ? try service.vocabulary.values(of: .place) : []
    for reading in search.conditions {
      guard let literal = placeLiteral(reading, names) else { continue }
      guard !reading.isNegated else {
        require(reading.range, JobPredicate.Clause(literal, .missing(literal.field)))
        continue
      }
      literals.append(literal)
      texts.append(search.written(reading.range))
    }
    if !literals.isEmpty { require(texts.joined(separator: " "), .init(literals)) }
  }

  private func isRegion(_ condition: QueryCondition) -> Bool { if case .region = condition { true } else { false } }

  private mutating func placeLiteral(
    _ reading: QueryReading<QueryCondition>, _ names: [(id: ValueID, value: String)]
  ) -> JobPredicate.Literal? {
    func ids(where isMeant: (String) -> Bool) -> [ValueID] {
      names.filter { isMeant($0.value) }.map(\.id)
    }
    func literal(_ field: AttributeField, _ ids: [ValueID]) -> JobPredicate.Literal {
      reading.isNegated ? .noneOf(field, ids) : .anyOf(field, ids)
    }
    let without = reading.isNegated ? "not " : ""
    switch reading.meaning {
    case .near(let place, let stated):
      if reading.isNegated {
        note(reading.range, "a place to leave out: \(place.displayName)")
        return literal(.place, ids { $0 == place.displayName })
      }
      let kilometers = stated ?? options.withinKilometers ?? service.workspace.configuration.places.nearKilometers
      note(reading.range, "a place: \(place.displayName), within \(((kilometers * 10).rounded() / 10).plain) km")
      center(on: place.coordinate)
      return .within(.place, Radius(center: place.coordinate, kilometers: kilometers))
    case .region(let region, let country):
      let ending = [region.shortest, country.shortest].joined(separator: ", ")
      note(
        reading.range,
        "a place: \(without)\([region.name.isEmpty ? region.code : region.name, country.shortest].joined(separator: ", "))"
      )
      return literal(.place, ids { $0.hasSuffix(", " + ending) || $0 == ending })
    case .country(let country):
      note(reading.range, "a country: \(without)\(country.name.isEmpty ? country.code : country.name)")
      let id = try? service.vocabulary.id(of: country.shortest, in: .country)
      return literal(.country, id.map { [$0] } ?? [])
    default: return nil
    }
  }

  // MARK: what is left out

  /// Leaves out what a negated reading names. A job that says nothing of it stays.
  private mutating func exclude(_ reading: QueryReading<QueryCondition>) throws {
    let text = search.written(reading.range)
    func values(_ field: AttributeField, _ values: [String]) throws {
      let ids = try values.compactMap { try id($0, field) }
      note(reading.range, "to leave out: \(field) \(values.joined(separator: ", "))")
      if !ids.isEmpty { require(text, .init(.noneOf(field, ids), .missing(field))) }
    }
    switch reading.meaning {
    case .remote(let value): try values(.remote, [value.rawValue])
    case .employmentType(let value): try values(.employmentType, [value.rawValue])
    case .company(let value): try values(.company, [value])
    case .seniority(let levels):
      try values(.seniority, levels.map(\.rawValue))
      forbid(words: plain(text))
    case .skill(let value, let label):
      note(reading.range, "to leave out: skill \(label)")
      if let id = try id(value, .skill) {
        score(
          WeightedScorer(
            "without", weight: 0, requirement: .forbidden,
            .weightedTerms(field: .skill, weights: [id: 1], minimumMatches: 1)))
      }
      let words = Tokenizer().tokens(in: plain(text))
      if words.count == 1 { forbid(words: words[0]) }
    case .word(let word):
      note(reading.range, "to leave out: jobs with the \(word.contains(" ") ? "words" : "word") \(word)")
      forbid(words: word)
    case .near, .region, .country, .pay: break
    }
  }

  /// A piece without what negates it.
  private func plain(_ text: String) -> String {
    var words = Tokenizer().tokens(in: text)
    while let first = words.first, words.count > 1, SearchPlan.negations.contains(first) { words.removeFirst() }
    return words.joined(separator: " ")
  }

  private static let negations: Set = ["not", "no", "without", "except", "excluding", "a", "an", "any", "the"]

  private mutating func forbid(words text: String) {
    let vector = service.vectors.vector(of: text)
    guard vector.count > 0 else { return }
    score(
      WeightedScorer("without", weight: 0, requirement: .forbidden, .sparseVector(model: service.vectors.model, vector))
    )
  }
}
