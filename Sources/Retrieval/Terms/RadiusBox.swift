import Foundation
import JobMarket

/// A radius with the degrees that it spans: most points are seen to lie outside without their distance.
struct RadiusBox: Sendable {
  private let radius: Radius
  /// Degrees of latitude and of longitude from the centre that no point within the radius passes.
  private let latitudeSpan: Double
  private let longitudeSpan: Double

  /// Kilometres of the earth's radius, as `Coordinate.kilometers` has it.
  private static let earth = 6_371.0088

  /// Spans a radius. O(1).
  init(_ radius: Radius) {
    self.radius = radius
    // A distance is never less than that along the meridian: R · |Δφ|. A hair more, for what is rounded on the way.
    let angle = max(0, radius.kilometers) / RadiusBox.earth * (1 + 1e-7) + 1e-9
    latitudeSpan = angle * 180 / .pi + 1e-9
    // sin²(d / 2R) ≥ cos φ · cos φ′ · sin²(Δλ / 2), and φ′ lies no farther from the equator than the centre and the span.
    let farthest = min(90, abs(radius.center.latitude) + latitudeSpan) * .pi / 180
    let ratio = sin(min(angle, .pi) / 2) / (cos(radius.center.latitude * .pi / 180) * cos(farthest)).squareRoot()
    longitudeSpan = ratio < 1 ? 2 * asin(ratio) * 180 / .pi + 1e-6 : 360
  }

  /// The latitudes that a point within the radius can have.
  var latitudes: ClosedRange<Double> {
    let middle = radius.center.latitude
    // A radius that is no number spans nothing.
    return latitudeSpan >= 0 ? middle - latitudeSpan...middle + latitudeSpan : middle...middle
  }

  /// Whether a point lies within the radius: the answer of `Radius.contains`. O(1).
  func contains(latitude: Double, longitude: Double) -> Bool {
    guard abs(latitude - radius.center.latitude) <= latitudeSpan else { return false }
    // The shorter way round.
    let difference = abs(longitude - radius.center.longitude)
    guard min(difference, 360 - difference) <= longitudeSpan else { return false }
    return Coordinate(latitude: latitude, longitude: longitude).map(radius.contains) ?? false
  }
}
