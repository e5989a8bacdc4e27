import EntityStandardization
import Evaluation
import Foundation
import JobMarket
import VectorMath

/// How well the places of adverts are found: NHS adverts, whose own coordinates stand by as the answer.
///
/// The candidates are GeoNames' cities of the whole world, so that a name shared with a city elsewhere costs what it would.
/// No model sees the coordinates.
struct StandardizePlaces {
  /// A right answer is no farther from the advert's own point than this, in kilometres.
  static let reach = 25.0

  /// One advert.
  struct Advert {
    var locality: String
    var postcode: String
    var organisation: String
    var coordinate: Coordinate
  }

  /// Something that finds an advert's place.
  struct Model {
    var name: String
    var formula: String
    var place: (Advert) -> KnownPlace?
  }

  let adverts: [Advert]
  let gazetteer: PlaceGazetteer

  init(data: URL, progress: @escaping StageProgress.Handler) throws {
    gazetteer = PlaceGazetteer(
      try GeoNames(folder: data.appending(path: "geonames")).cities(progress: progress))
    var adverts: [Advert] = []
    let columns = ["locality", "postcode", "organisation", "lat", "lon"]
    try DatasetFolder("postings", in: data, progress: progress).read("nhs_jobs_2020_11", columns: columns) {
      fields throws(UnusableField) in
      guard let latitude = Double(fields[3]), let longitude = Double(fields[4]),
        let coordinate = Coordinate(latitude: latitude, longitude: longitude)
      else { throw UnusableField(column: "lat, lon", found: "\(fields[3]), \(fields[4])", allowed: "degrees") }
      adverts.append(
        Advert(locality: fields[0], postcode: fields[1], organisation: fields[2], coordinate: coordinate))
    }
    self.adverts = adverts
  }

  /// The models, the baseline first.
  var models: [Model] {
    let gazetteer = gazetteer
    return [
      Model(
        name: "most populous exact name",
        formula: "the most populous city whose name is the locality or what stands behind its last comma"
      ) { advert in
        let parts = advert.locality.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        return parts.count == 1
          ? gazetteer.mostPopulous(named: advert.locality)
          : gazetteer.mostPopulous(named: advert.locality) ?? parts.last.flatMap { gazetteer.mostPopulous(named: $0) }
      },
      Model(name: "jobmatch, locality", formula: "PlaceGazetteer.match of the locality's text alone") {
        gazetteer.match($0.locality)?.place
      },
      Model(
        name: "jobmatch, locality and organisation",
        formula: "PlaceGazetteer.match of the locality, with hints from the organisation's name"
      ) {
        gazetteer.match($0.locality, hints: PlaceHints(organisation: $0.organisation))?.place
      },
      Model(
        name: "jobmatch, locality and postcode",
        formula: "PlaceGazetteer.match of the text that a market's record has: locality, postcode"
      ) {
        gazetteer.match("\($0.locality), \($0.postcode)")?.place
      },
      Model(
        name: "jobmatch, locality, postcode and organisation",
        formula: "PlaceGazetteer.match of locality, postcode, with hints from the organisation's name"
      ) {
        gazetteer.match(
          "\($0.locality), \($0.postcode)", hints: PlaceHints(organisation: $0.organisation))?.place
      },
    ]
  }
}

extension Evaluator {
  /// Whether the places that adverts name in words are found, by the NHS adverts' own coordinates.
  ///
  /// Metrics: `coverage`, the share of adverts for which a place is found; `within25km`, the share for which it lies within
  /// 25 km of the advert's point; an advert without a place counts as a miss.
  ///
  /// - Parameter data: the data folder, with `postings` and `geonames` in it.
  /// - Throws: `WorkspaceError` when a file or column is missing or a row cannot be used.
  public func standardizePlaces(data: URL) throws -> EvaluationReport {
    let dataset = try StandardizePlaces(data: data, progress: progress)
    return try standardizePlaces(dataset)
  }

  private func standardizePlaces(_ dataset: StandardizePlaces) throws -> EvaluationReport {
    guard !dataset.adverts.isEmpty else { throw WorkspaceError("evaluate standardize/places: the file has no advert") }
    let name = "standardize/places"
    let metrics = ["coverage", "within25km"]
    let models = dataset.models
    var columns: [[Double]] = []
    for (number, model) in models.enumerated() {
      let found = dataset.adverts.map(model.place)
      columns.append(found.map { $0 == nil ? 0 : 1 })
      columns.append(
        zip(dataset.adverts, found).map { advert, place in
          (place?.coordinate.kilometers(to: advert.coordinate) ?? .infinity) <= StandardizePlaces.reach ? 1 : 0
        })
      progress(
        StageProgress(
          "find places", done: number + 1, of: models.count, unit: "models", isFinished: number + 1 == models.count))
    }
    let means = bootstrap.resampled(columns)
    var lines: [EvaluationLine] = []
    var comparisons: [ModelComparison] = []
    for (number, model) in models.enumerated() {
      for (offset, metric) in metrics.enumerated() {
        let interval = means.interval(of: number * 2 + offset)
        lines.append(
          EvaluationLine(
            protocol: name, model: model.name, metric: metric, k: nil, value: interval.mean, low: interval.lower,
            high: interval.upper, n: interval.cases))
        for earlier in 0..<number {
          let difference = means.difference(of: number * 2 + offset, minus: earlier * 2 + offset)
          comparisons.append(
            ModelComparison(
              protocol: name, model: model.name, baseline: models[earlier].name, metric: metric, k: nil,
              difference: difference.interval.mean, low: difference.interval.lower, high: difference.interval.upper,
              p: difference.pValue, n: difference.interval.cases))
        }
      }
    }
    return EvaluationReport(
      protocol: name, models: models.map { ModelDescription(name: $0.name, formula: $0.formula) },
      parts: [.init(name: "", definition: "all NHS adverts", n: dataset.adverts.count)],
      definitions: [
        .init(metric: metrics[0], k: nil, text: "share of adverts for which a place is found"),
        .init(
          metric: metrics[1], k: nil,
          text: "share of adverts whose place is found and lies within 25 km of the advert's own coordinates"),
      ], lines: lines, comparisons: comparisons)
  }
}
