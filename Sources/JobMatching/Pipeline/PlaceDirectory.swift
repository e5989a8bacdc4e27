import EntityStandardization
import Foundation

/// Gathers the places that a market's texts can mean.
struct PlaceDirectory {
  let workspace: Workspace
  let progress: StageProgress.Handler

  /// GeoNames' cities of the countries where the market has jobs, if the configuration names its folder; then the places
  /// that the market itself gives coordinates, which decide nothing where GeoNames knows the place.
  ///
  /// A relative folder is one of the workspace's. The places' other names are folded (`PlaceGazetteer.foldingNames`).
  ///
  /// - Throws: what `GeoNames` throws.
  func gazetteer(for survey: PlaceSurvey) throws -> PlaceGazetteer {
    let path = workspace.configuration.places.geonames
    guard !path.isEmpty else { return PlaceGazetteer(folded: survey.ownPlaces(CountryNames())) }
    let folder = path.hasPrefix("/") ? URL(filePath: path) : workspace.folder.appending(path: path)
    let geonames = GeoNames(folder: folder)
    let own = survey.ownPlaces(try geonames.countryNames())
    let cities = try folded(geonames.cities(progress: progress))
    let countries = survey.countries(in: PlaceGazetteer(folded: cities))
    return PlaceGazetteer(folded: cities.filter { countries.contains($0.country.code) } + own)
  }

  /// Folds in pieces, since the names of the world take seconds.
  private func folded(_ cities: [KnownPlace]) -> [KnownPlace] {
    let step = 5000
    var folded: [KnownPlace] = []
    folded.reserveCapacity(cities.count)
    for start in stride(from: 0, to: cities.count, by: step) {
      folded += PlaceGazetteer.foldingNames(of: Array(cities[start..<min(start + step, cities.count)]))
      progress(StageProgress("fold names of places", done: folded.count, of: cities.count, unit: "places"))
    }
    progress(
      StageProgress("fold names of places", done: folded.count, of: cities.count, unit: "places", isFinished: true))
    return folded
  }
}
