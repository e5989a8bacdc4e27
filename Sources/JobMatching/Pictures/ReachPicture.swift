/// Draws `ReachCurves` as SVG: the share of seekers that reach at most so many open jobs, before and after the loop.
public struct ReachPicture: Sendable {
  private let curves: ReachCurves

  /// Takes what is drawn.
  public init(_ curves: ReachCurves) { self.curves = curves }

  private static let (left, top, right, bottom) = (78.0, 124.0, 740.0, 430.0)

  /// The picture, 770 × 490 points. O(steps).
  public var svg: String {
    let (left, top, right, bottom) = (
      ReachPicture.left, ReachPicture.top, ReachPicture.right, ReachPicture.bottom
    )
    let (title, note) = ("Open jobs that links reach a seeker", note)
    var picture = SVGPicture(
      title: title,
      description:
        "Two cumulative curves over seekers, by all links that serve and by the links that the liquidity loop takes. "
        + "\(note). Medians: \(legend(\.before, "all links")); \(legend(\.after, "links taken")).",
      width: 770, height: 490)
    picture.heading(title, note, x: 24)
    let most = Double(max(1, curves.leastJobs, curves.before.last?.jobs ?? 0, curves.after.last?.jobs ?? 0))
    let isLogarithmic = curves.leastJobs > 0 && most > 8 * Double(curves.leastJobs)
    let jobs =
      isLogarithmic
      ? PictureAxis(logarithmic: 0...most, adding: 1, from: left, to: right)
      : PictureAxis(0...most, from: left, to: right)
    let shares = PictureAxis(0...100, from: bottom, to: top)
    picture.ticksAcross(shares, from: left, to: right, unit: " %")
    picture.ticksUpright(jobs, from: top, to: bottom)
    picture.line([(left, bottom), (right, bottom)], .init(stroke: SVGPicture.ink))
    picture.line([(left, top), (left, bottom)], .init(stroke: SVGPicture.ink))
    picture.words(
      isLogarithmic ? "open jobs (log scale of jobs + 1)" : "open jobs", x: (left + right) / 2, y: bottom + 42,
      .init(anchor: .middle))
    picture.words(
      "seekers that reach at most so many", x: 22, y: (top + bottom) / 2, .init(anchor: .middle, isUpright: true))
    if curves.leastJobs > 0 {
      let x = jobs.place(Double(curves.leastJobs))
      let isRight = x > (left + right) / 2
      picture.line([(x, top - 18), (x, bottom)], .init(stroke: SVGPicture.colors[3], width: 1.5, dash: "6 4"))
      picture.words(
        "θ = \(PictureText.grouped(curves.leastJobs))", x: isRight ? x - 6 : x + 6, y: top - 8,
        .init(isBold: true, anchor: isRight ? .end : .start))
    }
    // The wide line lies under the narrow one, so that both show where they are the same.
    curve(curves.after, .init(stroke: SVGPicture.colors[0], width: 4), jobs, shares, &picture)
    curve(curves.before, .init(stroke: SVGPicture.colors[1], width: 2, dash: "7 3"), jobs, shares, &picture)
    for (row, entry) in [
      (legend(\.after, "links taken by the liquidity loop"), SVGPicture.Style(stroke: SVGPicture.colors[0], width: 4)),
      (
        legend(\.before, "all links that serve"),
        SVGPicture.Style(stroke: SVGPicture.colors[1], width: 2, dash: "7 3")
      ),
    ].enumerated() {
      let y = 68 + 19 * Double(row)
      picture.line([(left, y), (left + 34, y)], entry.1)
      picture.words(entry.0, x: left + 44, y: y + 4, .init(size: 12))
    }
    return picture.text
  }

  private var note: String {
    let looked = "\(PictureText.counted(curves.seekers, "seeker")) looked at"
    guard curves.leastJobs > 0 else { return looked + "; no least number of jobs is asked for" }
    return looked + "; \(PictureText.grouped(curves.short)) reach fewer than θ by all their links"
  }

  private func legend(_ jobs: (ReachCurves.Percentile) -> Int, _ name: String) -> String {
    guard let median = curves.percentiles.first(where: { $0.percent == 50 }) else { return name }
    return "\(name): median \(PictureText.counted(jobs(median), "job"))"
  }

  /// Steps up at each number of jobs that somebody reaches.
  private func curve(
    _ steps: [ReachCurves.Step], _ style: SVGPicture.Style, _ jobs: PictureAxis, _ shares: PictureAxis,
    _ picture: inout SVGPicture
  ) {
    var points = [(x: jobs.place(0), y: shares.place(0))]
    for step in steps {
      let x = jobs.place(Double(step.jobs))
      points.append((x, points[points.count - 1].y))
      points.append((x, shares.place(100 * Double(step.seekers) / Double(max(1, curves.seekers)))))
    }
    points.append((jobs.end, points[points.count - 1].y))
    picture.line(points, style)
  }
}
