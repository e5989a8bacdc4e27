import JobMarket

/// Finds cities that titles and running texts name.
///
/// ```swift
/// let finder = PlaceFinder(gazetteer)
/// finder.mentions(in: "Nurse based in Newark, NJ", part: .title)  // place Newark, NJ, US; country US
/// ```
///
/// A name counts in running text where it is written with a capital behind a word such as `in`, or where its region or
/// country stands behind it; in a title also where it stands apart. A name that goes on (`Oxford University`) is an
/// organisation's. Cities that are common words (Reading, Nice) count behind `in` at a sentence's end or with their region.
/// Of several cities of a name the nearest to the record's own places counts, else one of their country, else the most
/// populous, with a confidence that says so. Linear in the text.
public struct PlaceFinder: MentionFinder {
  private let gazetteer: PlaceGazetteer
  /// Cities by the hash of their name's words, most populous first.
  private let names: [UInt64: [Int32]]
  /// The hashes of the first words of longer names.
  private let beginnings: Set<UInt64>
  /// The hashes of the first words of regions and countries.
  private let areaBeginnings: Set<UInt64>

  /// Smaller places are named by list only: their names are too often something else's.
  private static let leastPopulation = 15_000
  private static let longestName = 4

  /// Indexes the greater cities' own names. O(total length of the names).
  public init(_ gazetteer: PlaceGazetteer) {
    self.gazetteer = gazetteer
    var names: [UInt64: [Int32]] = [:]
    var beginnings: Set<UInt64> = []
    let order = gazetteer.places.indices.filter {
      gazetteer.places[$0].population >= PlaceFinder.leastPopulation && !gazetteer.places[$0].isFallback
    }.sorted { (gazetteer.places[$1].population, $0) < (gazetteer.places[$0].population, $1) }
    for index in order {
      let words = ScannedText(gazetteer.places[index].name).words.map(\.hash)
      var forms = [words]
      if words.count > 1, words.last == PlaceFinder.city { forms.append(words.dropLast()) }
      if words.first == PlaceFinder.saint { forms.append([PlaceFinder.saintShort] + words.dropFirst()) }
      for form in forms where (1...PlaceFinder.longestName).contains(form.count) {
        var key = WordHash.empty
        for (offset, word) in form.enumerated() {
          key = WordHash.joining(word, to: key)
          if offset + 1 < form.count { beginnings.insert(key) }
        }
        names[key, default: []].append(Int32(index))
      }
    }
    (self.names, self.beginnings) = (names, beginnings)
    areaBeginnings = Set(gazetteer.areaNames.compactMap { ScannedText($0).words.first?.hash })
  }

  private static let city = WordHash.of("city")
  private static let saint = WordHash.of("saint")
  private static let saintShort = WordHash.of("st")
  private static let cues = WordHash.set("in near around across outside")
  private static let based = WordHash.set("at to between within")
  private static let passing = WordHash.set(
    "born graduated invested study studied degree market markets headquartered awards award miles commutable those than conference"
  )
  private static let common = PlaceKey.commonWords.union([
    "reading", "bath", "hull", "troy", "buffalo", "columbus", "corona", "sandy", "cork", "tours", "vans", "batman",
    "commerce",
    "most", "of", "our", "we", "you", "this", "a", "many", "can", "both", "along", "police", "dental", "band", "trust",
    "opportunity",
    "cary", "salem", "date", "same", "mission", "normal", "eden", "temple", "progress", "concord", "union", "liberty",
    "independence", "warren", "clay", "same", "kind", "ideal", "imperial", "private", "university", "sport", "phoenix",
    "aurora",
    "kingston", "chester", "essen", "wells", "ware", "street", "rugby", "sale", "crewe", "barking", "epping", "dover",
    "march",
  ])
  private static let commonHashes = Set(common.map(WordHash.of))

  /// The cities of a text alone, each with its country. Linear in the text.
  public func mentions(in text: String, part: TextPart) -> [Mention] {
    mentions(in: text, part: part, of: [])
  }

  /// The cities of a text, each with its country, decided by the places of the record. Linear in text and places.
  public func mentions(in text: String, part: TextPart, of record: [StandardizedText]) -> [Mention] {
    let scanned = ScannedText(text)
    var own: [KnownPlace]?
    var mentions: [Mention] = []
    var index = 0
    while index < scanned.words.count {
      guard scanned.words[index].isCapitalized || part == .query, let (range, candidates) = name(at: index, in: scanned)
      else {
        index += 1
        continue
      }
      index = range.upperBound
      let known = own ?? places(of: record)
      own = known
      guard let (place, end, confidence) = judge(range, candidates, scanned, part, known) else { continue }
      let bytes = scanned.range(range.lowerBound..<end)
      index = end
      mentions.append(
        Mention(
          .place, value: place.displayName, label: place.displayName, part: part, range: bytes, confidence: confidence,
          method: .label))
      let country = place.country.shortest
      if !country.isEmpty {
        mentions.append(
          Mention(
            .country, value: country, label: place.country.name.isEmpty ? country : place.country.name, part: part,
            range: bytes, confidence: confidence, method: .label))
      }
    }
    return mentions
  }

  /// The longest name that begins at a word.
  private func name(at start: Int, in text: ScannedText) -> (Range<Int>, [Int32])? {
    var key = WordHash.empty
    var found: (Range<Int>, [Int32])?
    for index in start..<min(text.words.count, start + PlaceFinder.longestName) {
      if index > start, text.words[index].gap > .joined { break }
      key = WordHash.joining(text.words[index].hash, to: key)
      if let candidates = names[key] { found = (start..<(index + 1), candidates) }
      guard beginnings.contains(key) else { break }
    }
    return found
  }

  private func places(of record: [StandardizedText]) -> [KnownPlace] {
    record.filter { $0.part == .places }.flatMap { $0.text.split(separator: "\n").prefix(20) }
      .compactMap { gazetteer.match(String($0))?.place }
  }

  private func judge(
    _ range: Range<Int>, _ candidates: [Int32], _ text: ScannedText, _ part: TextPart, _ own: [KnownPlace]
  ) -> (KnownPlace, end: Int, Float)? {
    if let (place, end) = located(range, candidates, text) { return (place, end, 0.9) }
    let words = text.words
    let isCommon = range.count == 1 && PlaceFinder.commonHashes.contains(words[range.lowerBound].hash)
    let next = range.upperBound
    let goesOn = next < words.count && words[next].gap == .joined && (words[next].isCapitalized || isCommon)
    let isApart = part != .description && EmploymentReader.isApart(range, text)
    guard !goesOn else { return nil }
    let before = range.lowerBound > 0 && words[range.lowerBound].gap == .joined ? words[range.lowerBound - 1].hash : 0
    guard
      PlaceFinder.cues.contains(before) || isApart && !isCommon && part != .query || part == .query && !isCommon
        || part == .description && PlaceFinder.based.contains(before) && isNear(candidates, own) && !isCommon
    else { return nil }
    let start = text.sentenceStart(of: range.lowerBound, limit: 5)
    if (start..<range.lowerBound).contains(where: { PlaceFinder.passing.contains(words[$0].hash) }) { return nil }
    return choose(candidates, own).map { ($0.0, range.upperBound, isCommon ? $0.1 - 0.1 : $0.1) }
  }

  private func isNear(_ candidates: [Int32], _ own: [KnownPlace]) -> Bool {
    candidates.contains { distance($0, own) < 100 }
  }

  private func distance(_ candidate: Int32, _ own: [KnownPlace]) -> Double {
    let point = gazetteer.places[Int(candidate)].coordinate
    return own.reduce(.infinity) { min($0, $1.coordinate.kilometers(to: point)) }
  }

  /// The city by the record's own places, else the most populous.
  private func choose(_ candidates: [Int32], _ own: [KnownPlace]) -> (KnownPlace, Float)? {
    guard let best = candidates.first else { return nil }
    let first = gazetteer.places[Int(best)]
    guard !own.isEmpty else {
      // A name that greater cities share is a guess.
      let isClear =
        candidates.count == 1 || first.population > 4 * gazetteer.places[Int(candidates[1])].population
      return (first, first.population >= 100_000 ? (isClear ? 0.7 : 0.5) : (isClear ? 0.5 : 0.35))
    }
    let nearest = candidates.map { ($0, distance($0, own)) }.min { $0.1 < $1.1 }
    if let nearest, nearest.1 < 150 { return (gazetteer.places[Int(nearest.0)], 0.8) }
    let countries = Set(own.map(\.country.code))
    if let fellow = candidates.first(where: { countries.contains(gazetteer.places[Int($0)].country.code) }) {
      return (gazetteer.places[Int(fellow)], 0.6)
    }
    return (first, first.population >= 500_000 ? 0.5 : 0.3)
  }

  /// The city whose region or country stands behind the name, and the word behind that.
  private func located(_ range: Range<Int>, _ candidates: [Int32], _ text: ScannedText) -> (KnownPlace, end: Int)? {
    let next = range.upperBound
    guard next < text.words.count, text.words[next].gap <= .comma, text.words[next].isCapitalized,
      areaBeginnings.contains(text.words[next].hash)
    else { return nil }
    for length in (1...3).reversed() where next + length <= text.words.count {
      let words = next..<(next + length)
      guard words.dropFirst().allSatisfy({ text.words[$0].gap == .joined }) else { continue }
      let written = text.string(text.range(words))
      let key = PlaceKey.of(written)
      // "In", "Me", "Or" are words; "IN", "ME", "OR" are states.
      guard gazetteer.areaNames.contains(key), key.utf8.count > 2 || written == written.uppercased() else { continue }
      if let index = candidates.first(where: { gazetteer.area(of: Int($0)).contains(key) }) {
        return (gazetteer.places[Int(index)], words.upperBound)
      }
    }
    return nil
  }
}
