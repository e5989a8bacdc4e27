#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A point on the earth, in degrees of WGS 84.
public struct Coordinate: Hashable, Sendable, Codable {
  /// Degrees north, −90 to 90.
  public let latitude: Double
  /// Degrees east, −180 to 180.
  public let longitude: Double

  /// Makes a point, or `nil` outside the ranges above or for a value that is not finite.
  public init?(latitude: Double, longitude: Double) {
    guard (-90.0...90.0).contains(latitude), (-180.0...180.0).contains(longitude) else { return nil }
    (self.latitude, self.longitude) = (latitude, longitude)
  }

  /// The great-circle distance in kilometres, by the haversine formula on a sphere of radius 6,371.0088 km (the mean
  /// radius of the GRS 80 ellipsoid): within 0.6 % of the ellipsoid's. O(1).
  ///
  /// ```swift
  /// newark.kilometers(to: manhattan)  // 17.8, for (40.7357, −74.1724) and (40.7831, −73.9712)
  /// ```
  public func kilometers(to other: Coordinate) -> Double {
    let radian = Double.pi / 180
    let halfLatitude = sin((other.latitude - latitude) * radian / 2)
    let halfLongitude = sin((other.longitude - longitude) * radian / 2)
    let chord =
      halfLatitude * halfLatitude
      + cos(latitude * radian) * cos(other.latitude * radian) * halfLongitude * halfLongitude
    return 2 * 6_371.0088 * asin(min(1, chord.squareRoot()))
  }
}
