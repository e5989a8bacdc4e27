import JobMarket
import VectorMath

/// The points of one field in the order of their latitudes, so that a radius looks at a band round the earth and not at all.
///
/// Forty kilometres are 0.7 degrees: of the places of one country a few hundredths. 20 bytes a point.
struct PointColumn: Sendable {
  private let latitudes: [Double]
  private let longitudes: [Double]
  /// The row of each point.
  private let rows: [UInt32]

  /// Orders a column's points, latitudes and longitudes in turn. O(points log points).
  init(_ column: ListColumn<Double>) {
    var points: [(latitude: Double, longitude: Double, row: UInt32)] = []
    points.reserveCapacity(column.elements.count / 2)
    for row in 0..<column.count {
      for place in stride(from: Int(column.offsets[row]), to: Int(column.offsets[row + 1]) - 1, by: 2) {
        points.append((column.elements[place], column.elements[place + 1], UInt32(row)))
      }
    }
    // What is no latitude has no order, and lies nowhere.
    points.removeAll { !$0.latitude.isFinite }
    points.sort { ($0.latitude, $0.row) < ($1.latitude, $1.row) }
    (latitudes, longitudes, rows) = (points.map(\.latitude), points.map(\.longitude), points.map(\.row))
  }

  /// How many points lie in a box's band, and so how many rows in its radius at most. O(log points).
  func mostRows(in box: RadiusBox) -> Int { band(of: box).count }

  /// The rows of `count` with a point within a box's radius. O(count / 64 + points of the band).
  func rows(in box: RadiusBox, count: Int) -> Bitset {
    var bits = Bitset(capacity: count)
    for place in band(of: box) where box.contains(latitude: latitudes[place], longitude: longitudes[place]) {
      bits.insert(Int(rows[place]))
    }
    return bits
  }

  private func band(of box: RadiusBox) -> Range<Int> {
    let wanted = box.latitudes
    return first { $0 >= wanted.lowerBound }..<first { $0 > wanted.upperBound }
  }

  /// The first place whose latitude has passed a bound.
  private func first(isPast: (Double) -> Bool) -> Int {
    var (low, high) = (0, latitudes.count)
    while low < high {
      let middle = (low + high) / 2
      if isPast(latitudes[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
