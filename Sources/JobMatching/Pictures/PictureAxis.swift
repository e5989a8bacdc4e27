import VectorMath

/// Where values lie along one side of a chart.
package struct PictureAxis: Sendable {
  /// The least and the greatest value.
  let values: ClosedRange<Double>
  /// The places of these, in points.
  let start, end: Double
  /// What is added to a value before its logarithm is taken; `nil` for a linear scale.
  let offset: Double?

  /// A linear scale.
  package init(_ values: ClosedRange<Double>, from start: Double, to end: Double) {
    (self.values, self.start, self.end, offset) = (values, start, end, nil)
  }

  /// A logarithmic scale of values to which something is added first, so that 0 has a place where that is more than 0.
  package init(logarithmic values: ClosedRange<Double>, adding offset: Double, from start: Double, to end: Double) {
    precondition(values.lowerBound + offset > 0, "a logarithm is of a number above 0")
    (self.values, self.start, self.end, self.offset) = (values, start, end, offset)
  }

  /// The place of a value; one beyond the ends lies at the end.
  package func place(_ value: Double) -> Double {
    let value = min(max(value, values.lowerBound), values.upperBound)
    let (low, high) = (measure(values.lowerBound), measure(values.upperBound))
    guard high > low else { return start }
    return start + (end - start) * (measure(value) - low) / (high - low)
  }

  private func measure(_ value: Double) -> Double { offset.map { PortableMath.log(value + $0) } ?? value }

  /// Round values to write beside it, rising: about five on a linear scale; powers of ten on a logarithmic one.
  package var ticks: [Int] {
    guard let offset else { return PictureAxis.round(values, about: 5) }
    var ticks = offset > 0 && values.lowerBound <= 0 ? [0] : []
    let steps = values.upperBound < 100 ? [1, 2, 5] : values.upperBound < 5000 ? [1, 3] : [1]
    var power = 1
    while Double(power) <= values.upperBound, power < 1_000_000_000_000 {
      for step in steps where values.contains(Double(power * step)) { ticks.append(power * step) }
      power *= 10
    }
    return ticks
  }

  private static func round(_ values: ClosedRange<Double>, about count: Double) -> [Int] {
    let least = max(1, (values.upperBound - values.lowerBound) / count)
    var power = 1.0
    while power * 10 <= least { power *= 10 }
    let step = power * ([1, 2, 5, 10].first { power * $0 >= least } ?? 10)
    let first = Int((values.lowerBound / step).rounded(.up)), last = Int((values.upperBound / step).rounded(.down))
    return first <= last ? (first...last).map { $0 * Int(step) } : []
  }
}

extension SVGPicture {
  /// Draws a level line and a number at each round value of an axis that runs upwards.
  mutating func ticksAcross(_ axis: PictureAxis, from left: Double, to right: Double, unit: String = "") {
    for tick in axis.ticks {
      let y = axis.place(Double(tick))
      line([(left, y), (right, y)], Style(stroke: SVGPicture.grid))
      words(
        PictureText.grouped(tick) + unit, x: left - 8, y: y + 4,
        Words(size: 12, color: SVGPicture.faint, anchor: .end))
    }
  }

  /// Draws an upright line and a number at each round value of an axis that runs to the right.
  mutating func ticksUpright(_ axis: PictureAxis, from top: Double, to bottom: Double) {
    for tick in axis.ticks {
      let x = axis.place(Double(tick))
      line([(x, top), (x, bottom)], Style(stroke: SVGPicture.grid))
      words(
        PictureText.grouped(tick), x: x, y: bottom + 18,
        Words(size: 12, color: SVGPicture.faint, anchor: .middle))
    }
  }

  /// Writes what a picture shows at its top, and what is to be known of it below.
  mutating func heading(_ title: String, _ note: String, x: Double) {
    words(title, x: x, y: 26, Words(size: 16, isBold: true))
    words(note, x: x, y: 46, Words(size: 12, color: SVGPicture.faint))
  }
}
