import JobMarket

/// Reads places: behind `near` and `in`, with a distance, and at the ends of what stands between commas.
struct QueryPlaceReader {
  let gazetteer: PlaceGazetteer
  let areas: QueryAreas
  /// Whether words are the name of an occupation or a skill.
  let names: (QueryDraft, Range<Int>) -> Bool

  private static let cues: Set<String> = ["near", "in", "around", "nearby"]
  /// How many words the name of a place with its region and country has at most.
  private static let longest = 8
  /// How many words before the end of a clause a place without a cue may begin.
  private static let longestBare = 5
  /// How many people a city has before its bare name is taken for it without a word that says so.
  private static let leastPopulation = 100_000

  private struct Found {
    var range: Range<Int>
    var condition: QueryCondition
    var isLocated: Bool
    var confidence: Float
  }

  /// Reads them all. O(words).
  func read(_ draft: inout QueryDraft) {
    var distances: [(words: Range<Int>, kilometers: Double)] = []
    for index in draft.tokens.indices {
      if let distance = QueryDistance(draft, at: index) { distances.append((distance.words, distance.kilometers)) }
    }
    for index in draft.tokens.indices.reversed() where draft.isFree(index) {
      guard let cue = cue(draft, at: index) else { continue }
      let start = index + cue.count
      let isNear = cue.isNear
      if let found = place(draft, from: start, isCued: true, isNear: isNear),
        accepts(found, draft, isNear: isNear, start)
      {
        draft.require(found.condition, index..<found.range.upperBound, confidence: found.confidence, method: .label)
      }
    }
    for index in draft.tokens.indices where draft.isFree(index) {
      guard isStart(index, draft), isAtEdge(index, draft), let found = bare(draft, from: index) else { continue }
      draft.require(found.condition, found.range, confidence: found.confidence, method: .label)
    }
    attach(distances, to: &draft)
    noteUnknown(&draft)
  }

  private func cue(_ draft: QueryDraft, at index: Int) -> (count: Int, isNear: Bool)? {
    guard let word = draft.word(index), draft.tokens[index].phrase == nil else { return nil }
    if draft.has(["close", "to"], at: index) { return (2, true) }
    if QueryPlaceReader.cues.contains(word) { return (1, word != "in") }
    // "within 10 miles of Chicago" and "10 miles from Chicago": the distance stands before.
    if ["of", "from"].contains(word),
      (1...4).contains(where: { QueryDistance(draft, at: index - $0)?.words.upperBound == index })
    {
      return (1, true)
    }
    return nil
  }

  /// The longest place that begins at a word.
  private func place(_ draft: QueryDraft, from start: Int, isCued: Bool, isNear: Bool) -> Found? {
    var limit = start
    while limit < draft.tokens.count, limit - start < QueryPlaceReader.longest, draft.isFree(limit) { limit += 1 }
    guard limit > start else { return nil }
    for end in stride(from: limit, to: start, by: -1) {
      let range = start..<end
      let key = draft.tokens[range].map(\.text).joined(separator: " ")
      let isWhole = range.dropFirst().allSatisfy { !draft.tokens[$0].opensClause }
      if let found = city(draft, range, isWhole: isWhole) { return preferring(found, key, isWhole, range) }
      if isWhole, let area = area(key, range, draft, isCued: isCued) { return area }
    }
    return nil
  }

  /// A region or country rather than a village of its name.
  private func preferring(_ found: Found, _ key: String, _ isWhole: Bool, _ range: Range<Int>) -> Found {
    guard isWhole, !found.isLocated, case .near(let place, _) = found.condition,
      place.population < QueryPlaceReader.leastPopulation
    else { return found }
    if let region = areas.region(key) {
      return Found(
        range: range, condition: .region(region.region, country: region.country), isLocated: true, confidence: 0.9)
    }
    return areas.country(key).map { Found(range: range, condition: .country($0), isLocated: true, confidence: 0.9) }
      ?? found
  }

  private func city(_ draft: QueryDraft, _ range: Range<Int>, isWhole: Bool) -> Found? {
    func found(_ match: PlaceGazetteer.Match) -> Found {
      Found(
        range: range, condition: .near(match.place, kilometers: nil), isLocated: match.isLocated,
        confidence: match.isLocated ? 0.98 : 0.85)
    }
    let written = draft.written(range)
    if let match = gazetteer.match(written) { return found(match) }
    guard isWhole, range.count > 1 else { return nil }
    // "chicago il", "saint louis missouri": the last words are the region or country.
    for count in 1...min(3, range.count - 1) {
      let (name, area) = (range.dropLast(count), range.suffix(count))
      let areaKey = draft.tokens[area.startIndex..<area.endIndex].map(\.text).joined(separator: " ")
      guard areas.region(areaKey) != nil || areas.region(code: areaKey) != nil || areas.country(areaKey) != nil else {
        continue
      }
      let country = areas.country(areaKey)?.shortest
      if let match = gazetteer.match("\(draft.written(name)), \(country ?? areaKey)"), match.isLocated {
        return found(match)
      }
    }
    return nil
  }

  private func area(_ key: String, _ range: Range<Int>, _ draft: QueryDraft, isCued: Bool) -> Found? {
    if let country = areas.country(key) {
      // "us" is a word, "US" a country.
      guard key != "us" || draft.written(range) == "US" else { return nil }
      return Found(range: range, condition: .country(country), isLocated: true, confidence: 0.9)
    }
    if let region = areas.region(key) {
      return Found(
        range: range, condition: .region(region.region, country: region.country), isLocated: true, confidence: 0.9)
    }
    // A code is a word of the language as often as not: it needs the place's word before it, and capitals unless it is odd.
    let written = draft.written(range)
    guard isCued, let region = areas.region(code: key), written == written.uppercased() else { return nil }
    return Found(
      range: range, condition: .region(region.region, country: region.country), isLocated: true, confidence: 0.8)
  }

  /// Whether what stands behind a cue is meant as a place: `in reading` and `in charge` need not be.
  private func accepts(_ found: Found, _ draft: QueryDraft, isNear: Bool, _ start: Int) -> Bool {
    guard !isNear, !found.isLocated else { return true }
    if found.range.count == 1, QueryVocabulary.doubtfulPlaces.contains(draft.tokens[start].text) { return false }
    return !names(draft, found.range)
  }

  /// Whether a place without a cue may begin here: at the edge of a clause, or at its end.
  private func isStart(_ index: Int, _ draft: QueryDraft) -> Bool {
    draft.tokens[index].phrase == nil && !QueryVocabulary.joining.contains(draft.tokens[index].text)
  }

  /// Whether a clause begins here or ends within a few words: no name in its middle is looked up.
  private func isAtEdge(_ index: Int, _ draft: QueryDraft) -> Bool {
    index == 0 || draft.tokens[index].opensClause
      || (index + 1...index + QueryPlaceReader.longestBare).contains { endsClause($0, draft) }
  }

  /// Whether a place without a cue may end before a word.
  private func endsClause(_ end: Int, _ draft: QueryDraft) -> Bool {
    end >= draft.tokens.count || draft.tokens[end].opensClause || !draft.isFree(end) || draft.isNegation(end)
      || QueryVocabulary.nouns.contains(draft.tokens[end].text)
  }

  /// A place that no word announces: the whole rest of a clause or its beginning; great cities by their own name, and others
  /// with their region.
  private func bare(_ draft: QueryDraft, from index: Int) -> Found? {
    guard let found = place(draft, from: index, isCued: false, isNear: false) else { return nil }
    let end = found.range.upperBound
    let isLast = endsClause(end, draft)
    let isFirst = index == 0 || draft.tokens[index].opensClause
    guard isLast || isFirst, !names(draft, found.range) else { return nil }
    if found.range.count == 1, QueryVocabulary.doubtfulPlaces.contains(draft.tokens[index].text), !found.isLocated {
      return nil
    }
    if case .near(let place, _) = found.condition, !found.isLocated {
      let key = draft.tokens[found.range].map(\.text).joined(separator: " ")
      let own = Tokenizer().folded(place.name)
      let isOwn = own == key || own == key + " city" || place.population >= 1_000_000 && key.utf8.count > 2
      guard isOwn, place.population >= QueryPlaceReader.leastPopulation else { return nil }
      return Found(range: found.range, condition: found.condition, isLocated: false, confidence: isLast ? 0.75 : 0.65)
    }
    // A comma within is how places are written; "nurse, chicago, il" begins with none.
    return found
  }

  /// Gives distances to the nearest place behind them, else before them; one without a place stays words.
  private func attach(_ distances: [(words: Range<Int>, kilometers: Double)], to draft: inout QueryDraft) {
    for distance in distances where draft.isFree(distance.words) {
      let position = draft.tokens[distance.words.lowerBound].range.lowerBound
      let places = draft.query.conditions.indices.filter {
        if case .near(_, kilometers: nil) = draft.query.conditions[$0].meaning {
          return !draft.query.conditions[$0].isNegated
        }
        return false
      }
      let behind = places.filter { draft.query.conditions[$0].range.lowerBound > position }
        .min { draft.query.conditions[$0].range.lowerBound < draft.query.conditions[$1].range.lowerBound }
      let before = places.max {
        draft.query.conditions[$0].range.lowerBound < draft.query.conditions[$1].range.lowerBound
      }
      guard let index = behind ?? before, case .near(let place, _) = draft.query.conditions[index].meaning else {
        continue
      }
      let reading = draft.query.conditions[index]
      let between = draft.words(in: min(position, reading.range.lowerBound)..<max(position, reading.range.lowerBound))
      // What stands between must not be swallowed: only neighbours grow together.
      let isNeighbour =
        behind != nil
        ? between.dropFirst(distance.words.count).isEmpty
        : draft.words(in: 0..<reading.range.upperBound).upperBound == distance.words.lowerBound
      guard isNeighbour else { continue }
      let range = draft.take(distance.words)
      draft.query.conditions[index].meaning = .near(place, kilometers: distance.kilometers)
      draft.query.conditions[index].range =
        min(range.lowerBound, reading.range.lowerBound)..<max(range.upperBound, reading.range.upperBound)
    }
  }

  /// Says what stands behind `near` and is no place that is known, and what may be one behind `in`.
  private func noteUnknown(_ draft: inout QueryDraft) {
    for index in draft.tokens.indices where draft.tokens[index].phrase == nil {
      guard let word = draft.word(index), draft.isFree(index + 1), !draft.tokens[index + 1].opensClause else {
        continue
      }
      var end = index + 1
      while end < draft.tokens.count, end - index < 5, draft.isFree(end),
        end == index + 1 || !draft.tokens[end].opensClause
      { end += 1 }
      if word == "near" {
        draft.query.doubts.append("no place '\(draft.written(index + 1..<end))' is known, so it is taken for words")
      } else if word == "in", let place = gazetteer.resolve(draft.tokens[index + 1].text),
        QueryVocabulary.doubtfulPlaces.contains(draft.tokens[index + 1].text)
      {
        let name = draft.written(index + 1..<index + 2)
        draft.query.doubts.append(
          "'\(name)' is taken for words; for the place \(place.displayName) write 'near \(name)'")
      }
    }
  }
}

/// A distance in words: `within 10 miles`, `25 km`.
struct QueryDistance {
  /// The words it takes.
  let words: Range<Int>
  /// How far, in kilometres.
  let kilometers: Double

  private static let units: [String: Double] = [
    "km": 1, "kms": 1, "kilometers": 1, "kilometres": 1, "kilometer": 1, "kilometre": 1, "mi": 1.609344,
    "mile": 1.609344, "miles": 1.609344,
  ]

  /// Reads a distance that begins at a word; `nil` where there is none.
  init?(_ draft: QueryDraft, at index: Int) {
    let isWithin = draft.word(index) == "within"
    let number = isWithin ? index + 1 : index
    guard let digits = draft.word(number), draft.tokens[number].phrase == nil else { return nil }
    if let value = Double(digits), let unit = draft.word(number + 1).flatMap({ QueryDistance.units[$0] }), value > 0,
      value < 20_000
    {
      (words, kilometers) = (index..<number + 2, value * unit)
      return
    }
    // "25km" is one word.
    let figures = digits.prefix { $0.isASCII && $0.isNumber }
    guard !figures.isEmpty, let value = Double(figures), value > 0, value < 20_000,
      let unit = QueryDistance.units[String(digits.dropFirst(figures.count))]
    else { return nil }
    (words, kilometers) = (index..<number + 1, value * unit)
  }
}
