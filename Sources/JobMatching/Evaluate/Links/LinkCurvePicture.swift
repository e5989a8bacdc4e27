import Foundation
import VectorMath

/// Draws `LinkCurve` as SVG: recall against false positive rate, a line a quality, with the number of links beside some points.
public struct LinkCurvePicture: Hashable, Sendable {
  /// What is drawn.
  public let curve: LinkCurve

  /// Takes a curve. O(1).
  public init(_ curve: LinkCurve) {
    self.curve = curve
  }

  private static let (left, top, width, height) = (70.0, 60.0, 620.0, 340.0)
  private static let colors = ["#1b6ca8", "#c8870d"]

  /// The picture, 760 × 470 points. O(points).
  public var svg: String {
    let points = curve.scorings.flatMap(\.points)
    let (across, up) = (axis(points.map(\.falsePositiveRate)), axis(points.map(\.recall)))
    var lines = [
      ##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 470" font-family="sans-serif" font-size="13">"##,
      ##"<rect width="760" height="470" fill="white"/>"##,
      ##"<text x="70" y="24" font-size="15" font-weight="bold">Hires that links reach, against no-hires among what they reach</text>"##,
      ##"<text x="70" y="43" fill="#555">\##(curve.hires) hires and \##(curve.pairs - curve.hires) sampled no-hires; links taken in "##
        + ##"falling quality; numbers of links beside the points</text>"##,
    ]
    lines += grid(across, up)
    for (index, scoring) in curve.scorings.enumerated() {
      lines += drawn(scoring, LinkCurvePicture.colors[index % 2], across, up, isAbove: index == 0)
      let y = LinkCurvePicture.top + 20 + 20 * Double(index)
      lines.append(
        ##"<rect x="84" y="\##(text(y - 9))" width="22" height="4" fill="\##(LinkCurvePicture.colors[index % 2])"/>"##
          + ##"<text x="114" y="\##(text(y - 2))">by \##(scoring.name), up to \##(scoring.points.last?.links ?? 0) links</text>"##
      )
    }
    return lines.joined(separator: "\n") + "\n</svg>\n"
  }

  /// From and to in tenths.
  private func axis(_ values: [Double]) -> ClosedRange<Double> {
    let (low, high) = ((values.min() ?? 0) * 10, (values.max() ?? 1) * 10)
    return low.rounded(.down) / 10...max(low.rounded(.down) + 1, high.rounded(.up)) / 10
  }

  private func place(_ value: Double, _ axis: ClosedRange<Double>) -> Double {
    (value - axis.lowerBound) / (axis.upperBound - axis.lowerBound)
  }

  private func x(_ value: Double, _ axis: ClosedRange<Double>) -> Double {
    LinkCurvePicture.left + LinkCurvePicture.width * place(value, axis)
  }

  private func y(_ value: Double, _ axis: ClosedRange<Double>) -> Double {
    LinkCurvePicture.top + LinkCurvePicture.height * (1 - place(value, axis))
  }

  private func grid(_ across: ClosedRange<Double>, _ up: ClosedRange<Double>) -> [String] {
    let (bottom, right) = (
      LinkCurvePicture.top + LinkCurvePicture.height, LinkCurvePicture.left + LinkCurvePicture.width
    )
    var lines: [String] = []
    for tenth in tenths(across) {
      let x = x(tenth, across)
      lines.append(
        ##"<line x1="\##(text(x))" y1="60" x2="\##(text(x))" y2="\##(text(bottom))" stroke="#e4e4e4"/>"##
          + ##"<text x="\##(text(x))" y="\##(text(bottom + 18))" text-anchor="middle">\##(tenth)</text>"##)
    }
    for tenth in tenths(up) {
      let y = y(tenth, up)
      lines.append(
        ##"<line x1="70" y1="\##(text(y))" x2="\##(text(right))" y2="\##(text(y))" stroke="#e4e4e4"/>"##
          + ##"<text x="62" y="\##(text(y + 4))" text-anchor="end">\##(tenth)</text>"##)
    }
    return lines + [
      ##"<text x="380" y="440" text-anchor="middle">false positive rate: share of joined pairs that are no hires</text>"##,
      ##"<text x="22" y="230" text-anchor="middle" transform="rotate(-90 22 230)">recall: share of hires that are joined</text>"##,
    ]
  }

  private func tenths(_ axis: ClosedRange<Double>) -> [Double] {
    (Int((axis.lowerBound * 10).rounded())...Int((axis.upperBound * 10).rounded())).map { Double($0) / 10 }
  }

  /// A line through at most 200 points, and a dot with its number of links about every tenth of recall.
  private func drawn(
    _ scoring: LinkCurve.Scoring, _ color: String, _ across: ClosedRange<Double>, _ up: ClosedRange<Double>,
    isAbove: Bool
  ) -> [String] {
    let step = max(1, scoring.points.count / 200)
    let shown = scoring.points.indices.filter { $0 % step == 0 || $0 == scoring.points.count - 1 }.map {
      scoring.points[$0]
    }
    let path = shown.map { "\(text(x($0.falsePositiveRate, across))),\(text(y($0.recall, up)))" }.joined(separator: " ")
    var lines = [##"<polyline points="\##(path)" fill="none" stroke="\##(color)" stroke-width="2"/>"##]
    // The first links join a handful of pairs: their numbers say nothing and would lie on the axis.
    var next = up.lowerBound + 0.1
    for point in shown where point.recall >= next || point == shown.last {
      let (x, y) = (x(point.falsePositiveRate, across), y(point.recall, up))
      lines.append(
        ##"<circle cx="\##(text(x))" cy="\##(text(y))" r="3.5" fill="\##(color)"/>"##
          + ##"<text x="\##(text(isAbove ? x - 8 : x + 8))" y="\##(text(isAbove ? y - 4 : y + 13))" text-anchor="\##(isAbove ? "end" : "start")" "##
          + ##"font-size="11" fill="\##(color)" paint-order="stroke" stroke="white" stroke-width="3">\##(point.links)</text>"##
      )
      next = ((point.recall * 10).rounded(.down) + 1) / 10
    }
    return lines
  }

  private func text(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
}
