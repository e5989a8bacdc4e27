import EntityStandardization
import Foundation
import JobMarket
import MarketStorage

/// Gathers the places that a market's texts can mean.
struct PlaceDirectory {
  let workspace: Workspace
  let store: MarketStore
  let progress: StageProgress.Handler

  /// GeoNames' cities of the countries where the market has jobs, if the configuration names its folder; then the places
  /// that the market itself gives coordinates, which decide nothing where GeoNames knows the name.
  func gazetteer() throws -> PlaceGazetteer {
    let own = try placesOfMarket()
    let geonames = workspace.configuration.places.geonames
    guard !geonames.isEmpty else { return PlaceGazetteer(own) }
    let all = PlaceGazetteer(try GeoNames(folder: URL(filePath: geonames)).cities(progress: progress))
    let countries = try countriesOfJobs(all)
    return PlaceGazetteer(all.places.filter { countries.contains($0.country.code) } + own)
  }

  /// Places written with their coordinates: `Newark, NJ, US` is a city, a region and a country. The more jobs name one, the
  /// more populous it counts.
  private func placesOfMarket() throws -> [KnownPlace] {
    var places: [String: KnownPlace] = [:]
    func add(_ place: Place?) {
      guard let place, let coordinate = place.coordinate, !place.text.isEmpty else { return }
      if places[place.text] != nil {
        places[place.text]?.population += 1
        return
      }
      let parts = place.text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      guard let name = parts.first else { return }
      places[place.text] = KnownPlace(
        name: name, region: .init(code: parts.count > 1 ? parts[1] : "", name: ""),
        country: .init(code: parts.count > 2 ? parts[2] : "", name: ""), coordinate: coordinate, population: 1)
    }
    try store.readJobs { jobs in for job in jobs { job.job.places.forEach(add) } }
    return places.sorted { $0.key < $1.key }.map(\.value)
  }

  private func countriesOfJobs(_ gazetteer: PlaceGazetteer) throws -> Set<String> {
    var resolved: [String: String] = [:]
    try store.readJobs { jobs in
      for place in jobs.flatMap(\.job.places) where resolved[place.text] == nil {
        resolved[place.text] = gazetteer.resolve(place.text)?.country.code ?? ""
      }
    }
    // A single ambiguous name must not bring a whole country in.
    let counts = Dictionary(grouping: resolved.values, by: { $0 }).mapValues(\.count)
    return Set(counts.filter { !$0.key.isEmpty && $0.value * 100 >= resolved.count }.keys)
  }
}
