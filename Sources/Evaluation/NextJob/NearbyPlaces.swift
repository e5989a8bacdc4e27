import Foundation
import JobMarket
import VectorMath

/// Scores a job by how near it is to the nearest job of the history: `exp(−distance / scale)`, 0 where either lacks a point.
public struct NearbyPlaces: RankingModel {
  /// `nearness`.
  public let name = "nearness"
  /// The formula.
  public var formula: String { "exp(−km to the nearest job of the history / \(scale))" }
  private let scale: Double
  /// The different points, each as a point of the unit sphere.
  private let points: [SIMD3<Double>]
  /// A job's place among the points; for one without, the place after the last.
  private let pointOfJob: [Int]

  /// The mean radius of the GRS 80 ellipsoid in kilometres, as in `Coordinate.kilometers(to:)`.
  private static let radius = 6_371.0088

  /// Puts the catalog's points on the sphere; `scale` in kilometres, positive. O(jobs).
  public init(catalog: JobCatalog, scale: Double) {
    precondition(scale > 0, "the scale of nearness must be positive")
    self.scale = scale
    var numbers: [Coordinate: Int] = [:]
    var points: [SIMD3<Double>] = []
    let numbered: [Int?] = catalog.jobs.map { job in
      guard let coordinate = job.coordinate else { return nil }
      if let number = numbers[coordinate] { return number }
      numbers[coordinate] = points.count
      points.append(NearbyPlaces.unitVector(coordinate))
      return points.count - 1
    }
    self.points = points
    pointOfJob = numbered.map { $0 ?? points.count }
  }

  /// The scores; all 0 for a history without points.
  public func scores(for history: JobHistory) -> [Double] {
    let centers = Set(history.jobs.map { pointOfJob[$0] }).subtracting([points.count]).sorted().map { points[$0] }
    guard !centers.isEmpty else { return [Double](repeating: 0, count: pointOfJob.count) }
    var nearness = [Double](repeating: 0, count: points.count + 1)
    for (index, point) in points.enumerated() {
      // The nearest point has the shortest chord, so that only one arc a point is worked out.
      var least = Double.infinity
      for center in centers {
        let difference = center - point
        least = min(least, (difference * difference).sum())
      }
      nearness[index] = PortableMath.exp(-2 * NearbyPlaces.radius * asin(min(1, least.squareRoot() / 2)) / scale)
    }
    return pointOfJob.map { nearness[$0] }
  }

  private static func unitVector(_ coordinate: Coordinate) -> SIMD3<Double> {
    let (latitude, longitude) = (coordinate.latitude * .pi / 180, coordinate.longitude * .pi / 180)
    return SIMD3(cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude))
  }
}
