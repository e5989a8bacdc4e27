import EntityStandardization
import JobMarket

extension StandardizerBook {
  /// What looks into which part of a record.
  static func standardizer(
    _ taxonomies: TaxonomyBook, _ gazetteer: PlaceGazetteer, _ corpus: [String], _ settings: Configuration.Standardize
  ) -> Standardizer {
    let places = TitlePlaces.names(in: gazetteer)
    let titles = TitleFinder(
      taxonomies.taxonomies.filter { $0.field == .occupation }.map {
        TitleMatcher(taxonomy: $0, corpus: corpus, places: places, isExact: settings.exact)
      })
    return Standardizer(finders: [.title: [titles]])
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
