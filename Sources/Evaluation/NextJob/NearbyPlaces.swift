import Foundation
import JobMarket
import VectorMath

/// Scores a job by how near it is to the nearest place of the history: `exp(−distance / scale)` for the least distance
/// between any of its points and any place of a job seen or of the seeker's own; 0 where either side has none.
public struct NearbyPlaces: RankingModel {
  /// `nearness`.
  public let name = "nearness"
  /// The formula.
  public var formula: String { "exp(−km to the nearest place of the history / \(scale))" }
  private let scale: Double
  /// The different points of all jobs, on the unit sphere.
  private let points: [SIMD3<Double>]
  /// The numbers of the jobs' points, a job after the other.
  private let pointNumbers: [Int]
  /// Where in `pointNumbers` each job's begin, and where the last one's end.
  private let offsets: [Int]

  /// The mean radius of the GRS 80 ellipsoid in kilometres, as in `Coordinate.kilometers(to:)`.
  private static let radius = 6_371.0088

  /// Puts the catalog's points on the sphere; `scale` in kilometres, positive. O(jobs).
  public init(catalog: JobCatalog, scale: Double) {
    precondition(scale > 0, "the scale of nearness must be positive")
    self.scale = scale
    var numbers: [Coordinate: Int] = [:]
    var points: [SIMD3<Double>] = []
    var pointNumbers: [Int] = []
    var offsets = [0]
    for job in catalog.jobs {
      for coordinate in job.points {
        let number = numbers[coordinate] ?? points.count
        if number == points.count {
          numbers[coordinate] = number
          points.append(NearbyPlaces.unitVector(coordinate))
        }
        pointNumbers.append(number)
      }
      offsets.append(pointNumbers.count)
    }
    (self.points, self.pointNumbers, self.offsets) = (points, pointNumbers, offsets)
  }

  /// The scores; all 0 for a history without a place.
  public func scores(for history: JobHistory) -> [Double] {
    let seen = Set(history.jobs.flatMap { pointNumbers[offsets[$0]..<offsets[$0 + 1]] }).sorted()
    let centers = seen.map { points[$0] } + history.places.map(NearbyPlaces.unitVector)
    var scores = [Double](repeating: 0, count: offsets.count - 1)
    guard !centers.isEmpty else { return scores }
    let values = points.map { nearness(of: $0, to: centers) }
    for job in scores.indices {
      for index in offsets[job]..<offsets[job + 1] { scores[job] = max(scores[job], values[pointNumbers[index]]) }
    }
    return scores
  }

  private func nearness(of point: SIMD3<Double>, to centers: [SIMD3<Double>]) -> Double {
    // The nearest centre has the shortest chord, so that only one arc a point is worked out.
    var least = Double.infinity
    for center in centers {
      let difference = center - point
      least = min(least, (difference * difference).sum())
    }
    return PortableMath.exp(-2 * NearbyPlaces.radius * asin(min(1, least.squareRoot() / 2)) / scale)
  }

  private static func unitVector(_ coordinate: Coordinate) -> SIMD3<Double> {
    let (latitude, longitude) = (coordinate.latitude * .pi / 180, coordinate.longitude * .pi / 180)
    return SIMD3(cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude))
  }
}
