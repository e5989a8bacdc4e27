import EntityStandardization
import JobMarket
import Synchronization

extension StandardizerBook {
  /// What looks into which part of a record.
  static func standardizer(
    _ taxonomies: TaxonomyBook, _ gazetteer: PlaceGazetteer, _ corpus: [String], _ settings: Configuration.Standardize,
    progress: @escaping StageProgress.Handler = { _ in }
  ) -> Standardizer {
    let normalizer = TitleNormalizer(places: TitlePlaces.names(in: gazetteer))
    let sources = taxonomies.taxonomies.filter { $0.field == .occupation }
    let learned = sample(corpus)
    // Each takes a good part of a second and needs none of the others; a command that asks one thing waits for all.
    let total = sources.count + 1
    let done = Mutex(0)
    progress(StageProgress("prepare the matchers", done: 0, of: total, unit: "parts"))
    let parts: [FinderPart] = Concurrently.map(total) { number in
      defer {
        done.withLock { done in
          done += 1
          progress(
            StageProgress("prepare the matchers", done: done, of: total, unit: "parts", isFinished: done == total))
        }
      }
      guard number < sources.count else {
        return .skills(SkillFinder(taxonomies.taxonomies.filter { $0.field == .skill }))
      }
      return .titles(
        TitleMatcher(
          taxonomies: [sources[number]], relatedTitles: taxonomies.relatedTitles(of: sources[number]), corpus: learned,
          normalizer: normalizer, exactOnly: settings.exact))
    }
    let titles = parts.compactMap { if case .titles(let matcher) = $0 { matcher } else { nil } }
    let skills = parts.compactMap { if case .skills(let finder) = $0 { finder } else { nil } }[0]
    let places = PlaceFinder(gazetteer)
    return Standardizer(finders: [
      .title: [TitleFinder(titles, normalizer), skills, FactFinder.all, places], .company: [CompanyFinder()],
      .skills: [skills, FactFinder.language], .description: [skills, FactFinder.all, places],
      .places: [PlaceLineFinder(gazetteer: gazetteer), FactFinder.remote],
    ])
  }

  /// Titles spread over the corpus: every command that standardizes learns from them anew, and so many take 0.2 s.
  private static func sample(_ corpus: [String]) -> [String] {
    let step = (corpus.count + 4999) / 5000
    return step < 2 ? corpus : stride(from: 0, to: corpus.count, by: step).map { corpus[$0] }
  }
}

/// What is built side by side.
private enum FinderPart: Sendable {
  case titles(TitleMatcher)
  case skills(SkillFinder)
}

/// Finds the occupations of each taxonomy and the level that a title names.
struct TitleFinder: MentionFinder {
  let matchers: [TitleMatcher]
  private let normalizer: TitleNormalizer

  init(_ matchers: [TitleMatcher], _ normalizer: TitleNormalizer) {
    (self.matchers, self.normalizer) = (matchers, normalizer)
  }

  func mentions(in text: String, part: TextPart) -> [Mention] {
    mentions(in: text, part: part, of: [])
  }

  /// Words of the record's own employer do not name its occupation: `Driver - Nurse Next Door`.
  func mentions(in text: String, part: TextPart, of record: [StandardizedText]) -> [Mention] {
    let title = normalizer.normalize(text, employer: record.first { $0.part == .company }?.text ?? "")
    var mentions: [Mention] = []
    for (number, matcher) in matchers.enumerated() {
      // Scratch is of one matcher's size.
      var scratch = TitleScratch()
      let found = title.mentions(
        of: matcher.candidates(for: title, limit: 2, scratch: &scratch), occupation: .occupation, seniority: .seniority,
        leastConfidence: 0.05, limit: 2)
      mentions += found.filter { number == 0 || $0.field == .occupation }
    }
    return mentions.map { mention in
      var mention = mention
      mention.part = part
      return mention
    }
  }
}

/// Finds the place that each line of a list of places means.
struct PlaceLineFinder: MentionFinder {
  let gazetteer: PlaceGazetteer

  func mentions(in text: String, part: TextPart) -> [Mention] {
    var mentions: [Mention] = []
    var start = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let range = start..<(start + line.utf8.count)
      start = range.upperBound + 1
      guard let match = gazetteer.match(String(line)) else { continue }
      let name = match.place.displayName
      mentions.append(
        Mention(
          .place, value: name, label: name, part: part, range: range, confidence: match.isLocated ? 0.98 : 0.7,
          method: .label))
    }
    return mentions
  }
}

extension TaxonomyBook {
  /// The titles of the O*NET occupations that an ESCO taxonomy's occupations are linked to, by value.
  func relatedTitles(of taxonomy: Taxonomy) -> [String: [String]] {
    guard taxonomy.name == "esco" else { return [:] }
    var titles: [String: [String]] = [:]
    for (value, link) in crosswalk {
      guard let (onet, position) = find(link.occupation, in: .occupation) else { continue }
      titles[value] = [onet.concepts[position].label] + onet.concepts[position].alternateLabels
    }
    return titles
  }
}

/// The names of places that titles are expected to carry.
enum TitlePlaces {
  /// How many people a place has before its bare name in a title is taken for it.
  static let leastPopulation = 50_000

  /// Folded names of one to three words of the greater places, their regions and countries; not words that jobs are named
  /// by as well.
  static func names(in gazetteer: PlaceGazetteer) -> Set<String> {
    var names: Set<String> = []
    let tokenizer = Tokenizer()
    func add(_ name: String) {
      let words = tokenizer.tokens(in: name)
      if (1...3).contains(words.count), name.utf8.count > 3 { names.insert(words.joined(separator: " ")) }
    }
    for place in gazetteer.places where place.population >= leastPopulation {
      add(place.name)
      add(place.region.name)
      add(place.country.name)
    }
    return names.subtracting(ambiguous)
  }

  /// Cities that are words of titles.
  private static let ambiguous: Set = [
    "mobile", "reading", "bath", "nice", "bar", "split", "central", "orange", "enterprise", "commerce", "industry",
    "sales", "bank", "dental", "general", "man", "male", "tours", "troy", "media", "police", "college", "buffalo",
    "columbus", "lincoln", "corona", "lead", "hamm", "batman", "vans", "cork", "deal", "battle", "sandy", "hull",
  ]
}
