/// Draws `LinkSizes` as SVG: a group of bars a size, by support above, by quality below.
public struct LinkSizesPicture: Sendable {
  private let sizes: LinkSizes

  /// Takes what is drawn.
  public init(_ sizes: LinkSizes) { self.sizes = sizes }

  private static let (left, right) = (78.0, 860.0)
  private static let headroom = 46.0

  /// The picture, 880 × 710 points; it has every number of the table that is not 0. O(sizes · bands).
  public var svg: String {
    let learned = sizes.rows.reduce(0) { $0 + $1.learned }
    let prior = sizes.rows.reduce(0) { $0 + $1.prior }
    let note =
      "\(PictureText.counted(learned, "link")) learned from hires; "
      + "\(PictureText.grouped(prior)) of prior knowledge are not drawn"
    var picture = SVGPicture(
      title: "How many links there are of each size",
      description:
        "Bars count learned links by how many pairs of values they have: above by support, below by quality. " + note,
      width: 880, height: 710)
    picture.heading("How many links there are of each size", note, x: 24)
    let quality = sizes.ranking == .ratio ? "hires for each no-hire, smoothed" : "weight of the regression"
    panel(
      "By support: how many applications and hires have a link", sizes.supportBands, \.support, top: 66, &picture)
    panel("By quality: \(quality)", sizes.qualityBands, \.quality, top: 400, &picture)
    return picture.text
  }

  private func panel(
    _ title: String, _ names: [String], _ counts: (LinkSizes.Row) -> [Int], top: Double, _ picture: inout SVGPicture
  ) {
    let (left, right) = (LinkSizesPicture.left, LinkSizesPicture.right)
    let (upper, lower) = (top + 44, top + 262)
    picture.words(title, x: 24, y: top + 14, .init(isBold: true))
    let bands = names.indices.filter { band in sizes.rows.contains { counts($0)[band] > 0 } }
    guard !bands.isEmpty else {
      picture.words("no link was learned", x: left, y: top + 60, .init(color: SVGPicture.faint))
      return
    }
    let all = sizes.rows.flatMap(counts).filter { $0 > 0 }
    let (least, most) = (Double(all.min() ?? 1), Double(all.max() ?? 1))
    let isLogarithmic = most > 30 * least
    // A bar of one link needs a height, too.
    let axis =
      isLogarithmic
      ? PictureAxis(logarithmic: 0.5...most, adding: 0, from: lower, to: upper + LinkSizesPicture.headroom)
      : PictureAxis(0...most, from: lower, to: upper + LinkSizesPicture.headroom)
    picture.ticksAcross(axis, from: left, to: right)
    picture.line([(left, lower), (right, lower)], .init(stroke: SVGPicture.ink))
    picture.words(
      isLogarithmic ? "links (log scale from 0.5)" : "links", x: 22, y: (upper + lower) / 2,
      .init(size: 12, anchor: .middle, isUpright: true))
    let group = (right - left) / Double(sizes.rows.count)
    let bar = min(46, (group - 16) / Double(bands.count))
    for (place, row) in sizes.rows.enumerated() {
      let middle = left + group * (Double(place) + 0.5)
      for (position, band) in bands.enumerated() where counts(row)[band] > 0 {
        let x = middle + bar * (Double(position) - Double(bands.count) / 2)
        let y = axis.place(Double(counts(row)[band]))
        picture.rectangle(
          x: x + 1, y: y, width: bar - 2, height: lower - y, .init(fill: color(position, of: bands.count)),
          title: "\(pairs(row.size)), \(names[band]): \(PictureText.counted(counts(row)[band], "link"))")
        picture.words(
          PictureText.grouped(counts(row)[band]), x: x + bar / 2 + 4, y: y - 4, .init(size: 11, isUpright: true))
      }
      picture.words(pairs(row.size), x: middle, y: lower + 18, .init(size: 12, anchor: .middle))
    }
    legend(bands.map { names[$0] }, y: top + 36, &picture)
  }

  private func pairs(_ size: Int) -> String {
    sizes.rows.count > 5 ? "\(size)" : "\(size) pair\(size == 1 ? "" : "s") of values"
  }

  private func color(_ position: Int, of count: Int) -> String {
    let steps = SVGPicture.steps
    guard count > 1 else { return steps[3] }
    return steps[position * (steps.count - 1) / (count - 1)]
  }

  private func legend(_ names: [String], y: Double, _ picture: inout SVGPicture) {
    for (position, name) in names.enumerated() {
      let x = LinkSizesPicture.left + 92 * Double(position)
      picture.rectangle(
        x: x, y: y - 10, width: 14, height: 12, .init(fill: color(position, of: names.count)))
      picture.words(name, x: x + 20, y: y, .init(size: 12))
    }
  }
}
