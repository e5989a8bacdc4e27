import EntityStandardization
import JobMarket
import MarketStorage
import Retrieval

extension SearchPlan {
  /// Makes scorers of the soft readings. What a title or skill is read from counts as words as well; a level only does where
  /// jobs are not known by level, or where nothing else is asked for.
  mutating func addPreferences() throws {
    var occupations: [String: Float] = [:]
    var skills: [String: String] = [:]
    var levels: Set<Seniority> = []
    for reading in search.preferences {
      switch reading.meaning {
      case .occupation(let candidates, let title):
        for (value, weight) in SearchPlan.weights(of: candidates) {
          occupations[value] = max(occupations[value] ?? 0, weight)
        }
        note(reading.range, "an occupation: \(SearchPlan.names(of: candidates))")
        match(words: title)
      case .skill(let value, let label):
        skills[value] = label
        note(reading.range, "a skill: \(label)")
        match(words: search.written(reading.range))
      case .seniority(let wanted):
        let isKnown = service.entities != nil && index.fields.contains(.seniority)
        if isKnown { levels.formUnion(wanted) }
        if isKnown { note(reading.range, "a level: \(wanted.map(\.rawValue).joined(separator: " or "))") }
        if !isKnown || isOnlyLevels { match(words: search.written(reading.range)) }
      }
    }
    try add(occupations: occupations)
    try add(skills: skills)
    asked = [.occupation: occupations.keys.sorted(), .skill: skills.keys.sorted()]
    let ids = try levels.sorted { $0.rank < $1.rank }.compactMap { level in
      try id(level.rawValue, .seniority).map { (id: $0, level: level) }
    }
    guard !ids.isEmpty else { return }
    for (id, level) in ids { name(.seniority, id, level.rawValue) }
    let weights = Dictionary(uniqueKeysWithValues: ids.map { ($0.id, Float(1)) })
    score(
      WeightedScorer(
        "level", weight: SearchWeights.seniority, requirement: isOnlyLevels ? .oneOf(SearchWeights.group) : .optional,
        .weightedTerms(field: .seniority, weights: weights, minimumMatches: 1)), "level")
  }

  /// The occupations and skills asked for, to explain jobs by; none where the index has none.
  ///
  /// - Throws: `MarketStoreError`.
  func entities() throws -> SeekerEntities {
    var entities = SeekerEntities()
    entities.origin = .search
    guard let shared = service.entities, asked.values.contains(where: { !$0.isEmpty }) else { return entities }
    let columns = try shared.columns(service.statistics, service.vocabulary)
    for (field, values) in asked where !values.isEmpty {
      guard var column = columns[field] else { continue }
      let interest = column.interest(history: [], profile: values, aliases: index.aliases)
      (entities.columns[field], entities.interests[field]) = (column, interest)
    }
    return entities
  }

  private var isOnlyLevels: Bool {
    search.words.isEmpty && search.preferences.allSatisfy { if case .seniority = $0.meaning { true } else { false } }
  }

  /// The best of each taxonomy, and how many others there are.
  private static func names(of candidates: [OccupationCandidate]) -> String {
    var seen: Set<Substring> = []
    let best = candidates.filter { seen.insert(taxonomy(of: $0)).inserted }
    let names = best.map { "\($0.label) (\(taxonomy(of: $0)))" }.joined(separator: ", ")
    return candidates.count > best.count ? "\(names) or \(candidates.count - best.count) like it" : names
  }

  private static func taxonomy(of candidate: OccupationCandidate) -> Substring { candidate.value.prefix { $0 != ":" } }

  /// What each candidate counts: the best of each taxonomy alike, and 1 for a job that has the best of all.
  private static func weights(of candidates: [OccupationCandidate]) -> [(value: String, weight: Float)] {
    var best: [Substring: Float] = [:]
    for candidate in candidates {
      let taxonomy = taxonomy(of: candidate)
      best[taxonomy] = max(best[taxonomy] ?? 0, candidate.confidence)
    }
    return candidates.map { candidate in
      (candidate.value, candidate.confidence / (best[taxonomy(of: candidate)] ?? 1) / Float(best.count))
    }
  }

  private mutating func add(occupations: [String: Float]) throws {
    var weights: [ValueID: Float] = [:]
    var related: [ValueID: Float] = [:]
    for (value, weight) in occupations.sorted(by: { $0.key < $1.key }) {
      if let id = try id(value, .occupation) {
        weights[id] = weight
        name(.occupation, id, service.entities?.label(of: value, in: .occupation) ?? value)
      }
      for other in service.entities?.taxonomies.relatedOccupations(to: value).prefix(SearchWeights.relatedCount) ?? []
      where occupations[other.occupation] == nil {
        guard let id = try id(other.occupation, .occupation) else { continue }
        related[id] = max(related[id] ?? 0, weight)
        name(.occupation, id, service.entities?.label(of: other.occupation, in: .occupation) ?? other.occupation)
      }
    }
    if !weights.isEmpty {
      score(
        WeightedScorer(
          "occupation", weight: SearchWeights.occupation, requirement: .oneOf(SearchWeights.group),
          .weightedTerms(field: .occupation, weights: weights, minimumMatches: 1)), "occupation")
    }
    if !related.isEmpty {
      score(
        WeightedScorer(
          "related occupations", weight: SearchWeights.related,
          .weightedTerms(field: .occupation, weights: related, minimumMatches: 1)), "related occupations")
    }
  }

  private mutating func add(skills: [String: String]) throws {
    var weights: [ValueID: Float] = [:]
    for (value, label) in skills.sorted(by: { $0.key < $1.key }) {
      guard let id = try id(value, .skill) else { continue }
      weights[id] = 1 / Float(skills.count)
      name(.skill, id, label)
    }
    guard !weights.isEmpty else { return }
    score(
      WeightedScorer(
        "skills", weight: SearchWeights.skills, requirement: .oneOf(SearchWeights.group),
        .weightedTerms(field: .skill, weights: weights, minimumMatches: 1)), "skills")
  }
}
