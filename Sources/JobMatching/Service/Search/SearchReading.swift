import EntityStandardization
import JobMarket

/// How a search is read.
public enum SearchReading: String, Sendable, CaseIterable {
  /// Split into conditions, preferences and words, typing slips in titles forgiven.
  case understood
  /// The same, but only labels of titles count.
  case exact
  /// As words and nothing else.
  case words
}

extension MatchService {
  /// A search as it is understood, without searching.
  ///
  /// ```swift
  /// try service.understand("nurse near newark", options).conditions.first?.meaning  // .near(Newark, nil)
  /// ```
  ///
  /// Where the options name a place, none is read from the text. Linear in the search; the first call builds what it is read
  /// with.
  /// - Throws: `WorkspaceError` for a search of more than 10,000 bytes, and when the entities are gone or damaged.
  public func understand(
    _ text: String, _ options: MatchOptions, reading: SearchReading = .understood
  ) throws -> UnderstoodQuery {
    guard text.utf8.count <= 10_000 else {
      throw WorkspaceError("a search of \(text.utf8.count) bytes: at most 10000 are read")
    }
    guard reading != .words else { return UnderstoodQuery(words: text) }
    var settings = QueryUnderstanding.Options()
    settings.isExact = reading == .exact
    settings.readsPlaces = options.near == nil
    return try searches.value { QueryUnderstanding(try queryFinders()) }.read(text, settings)
  }

  private func queryFinders() throws -> QueryFinders {
    var finders = try entities?.book().queryFinders ?? QueryFinders()
    finders.gazetteer = gazetteer
    let spellings = WordSpellings(vectors.terms, rarities: vectors.inverseDocumentFrequencies)
    finders.spelling = { spellings.nearest(to: $0) }
    finders.company = { [vocabulary = vocabulary] words in
      let name = CompanyName.folded(words)
      // A look-up that fails must not fail the search: the words are searched for.
      return (try? vocabulary.id(of: name, in: .company)) == nil ? nil : name
    }
    return finders
  }
}

extension StandardizerBook {
  /// What searches are read with, from the finders of titles.
  var queryFinders: QueryFinders {
    var query = QueryFinders()
    for finder in standardizer.finders[.title, default: []] {
      switch finder {
      case let titles as TitleFinder:
        query.occupations = titles.matchers.map { matcher in
          var exact = matcher
          exact.exactOnly = true
          return { [exact] title, isExact in (isExact ? exact : matcher).candidates(for: title, limit: 10) }
        }
      case let skills as SkillFinder:
        query.skills = { skills.mentions(in: $0, part: .query) }
      default: break
      }
    }
    query.labels = { [taxonomies] value in
      guard let (taxonomy, position) = taxonomies.find(value, in: .occupation) else { return [] }
      return [taxonomy.concepts[position].label] + taxonomy.concepts[position].alternateLabels
    }
    return query
  }
}
