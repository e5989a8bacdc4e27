import EntityStandardization
import JobMarket
import Retrieval

extension MatchService {
  /// Jobs for a search in words: `cashier near newark`.
  ///
  /// Words after `near` or `in` that name a known place are a place, within the distance that the configuration allows; the
  /// rest are words, of which a job must share at least one. A job that shares none is no match, however near.
  ///
  /// - Throws: `WorkspaceError` for an empty or overlong search and unknown conditions; `IndexError`.
  public func search(_ text: String, _ options: MatchOptions) throws -> MatchAnswer {
    guard text.utf8.count <= 10_000 else {
      throw WorkspaceError("a search of \(text.utf8.count) bytes: at most 10000 are read")
    }
    var options = options
    var searchText = TextQuery(text, gazetteer: gazetteer)
    var reading: [String] = []
    if options.near == nil, let place = searchText.place {
      options.near = place.displayName
      let kilometers = options.withinKilometers ?? workspace.configuration.places.nearKilometers
      options.withinKilometers = kilometers
      reading.append("place: \(place.displayName), within \(kilometers.plain) km")
    } else {
      searchText.words = text
    }
    if let unknown = searchText.unknownPlace {
      reading.append("no place '\(unknown)' is known, so it is taken for words")
    }
    guard !Tokenizer().tokens(in: searchText.words).isEmpty || options.near != nil else {
      throw WorkspaceError("the search holds no word; try `jobmatch retrieve \"cashier near newark\"`")
    }
    let (searcher, notes) = try live.current()
    var request = try conditions(options, notes, searcher.index)
    let words = vectors.vector(of: searchText.words)
    if !Tokenizer().tokens(in: searchText.words).isEmpty {
      request.query.scorers.append(
        WeightedScorer("words", weight: 1, required: true, .sparseVector(model: vectors.model, words)))
      request.servedBy.append("words")
    }
    if !request.centers.isEmpty {
      let scale = workspace.configuration.recommend.placeScaleKilometers
      request.query.scorers.append(
        WeightedScorer("place", weight: 1, .proximity(field: .place, centers: request.centers, scale: scale)))
      request.servedBy.append("nearness")
    }
    let unknown = vectors.unknownWords(in: searchText.words)
    if !unknown.isEmpty { reading.append("no job holds: \(unknown.joined(separator: ", "))") }
    request.notes = reading + request.notes
    request.words = words
    return try answer(request, searcher)
  }
}
