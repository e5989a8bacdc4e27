/// Draws `SeekerNeighbourhood` as SVG: values, links and jobs in three columns, joined where one has the other.
///
/// Long texts are cut; each shape's `<title>` has all the words.
public struct NeighbourhoodPicture: Sendable {
  private let around: SeekerNeighbourhood

  /// Takes what is drawn.
  public init(_ around: SeekerNeighbourhood) { self.around = around }

  private static let width = 1180
  private static let top = 112.0
  /// How much wider bold words are.
  private static let boldness = 1.16
  private static let values = Column(x: 24, width: 236, height: 26, step: 34)
  private static let links = Column(x: 350, width: 430, height: 60, step: 72)
  private static let jobs = Column(x: 876, width: 280, height: 46, step: 58)

  /// Boxes of one size below one another.
  private struct Column {
    var x, width, height, step: Double

    func length(_ count: Int) -> Double { count == 0 ? 0 : step * Double(count - 1) + height }

    /// The tops of the boxes, in the middle of a height.
    func tops(_ count: Int, in height: Double) -> [Double] {
      let start = NeighbourhoodPicture.top + (height - length(count)) / 2
      return (0..<count).map { start + step * Double($0) }
    }
  }

  /// The picture, 1180 points wide and as high as its longest column. O(nodes + edges).
  public var svg: String {
    let (values, links, jobs) = (
      NeighbourhoodPicture.values, NeighbourhoodPicture.links, NeighbourhoodPicture.jobs
    )
    let height = max(
      120, values.length(around.values.count), links.length(around.links.count), jobs.length(around.jobs.count))
    let (title, note) = ("Seeker \(around.seeker) among the links", note)
    var picture = SVGPicture(
      title: title,
      description:
        "The seeker's values on the left, the best links that serve them in the middle, the open jobs that these reach on "
        + "the right. " + note, width: NeighbourhoodPicture.width, height: Int(NeighbourhoodPicture.top + height) + 56)
    picture.heading(
      PictureText.cut(title, to: 900, size: 17), note, x: values.x)
    let heads = SVGPicture.Words(isBold: true)
    let top = NeighbourhoodPicture.top - 22
    picture.words(
      "\(around.values.count) of \(PictureText.counted(around.valueCount, "value")) of theirs", x: values.x, y: top,
      heads)
    picture.words(
      "\(around.links.count) best of \(PictureText.counted(around.servingLinks, "link"))", x: links.x, y: top, heads)
    picture.words(
      "\(around.jobs.count) best of \(PictureText.counted(around.shownReach, "open job"))", x: jobs.x, y: top, heads)
    let tops = (
      values: values.tops(around.values.count, in: height), links: links.tops(around.links.count, in: height),
      jobs: jobs.tops(around.jobs.count, in: height)
    )
    threads(tops.values, tops.links, tops.jobs, &picture)
    for (value, y) in zip(around.values, tops.values) { draw(value, y, &picture) }
    for (link, y) in zip(around.links, tops.links) { draw(link, y, &picture) }
    for (job, y) in zip(around.jobs, tops.jobs) { draw(job, y, &picture) }
    if around.links.isEmpty {
      picture.words("no link serves this seeker", x: links.x, y: NeighbourhoodPicture.top + 40)
    } else if around.jobs.isEmpty {
      picture.words("no open job is reached", x: jobs.x, y: NeighbourhoodPicture.top + 40)
    }
    legend(y: NeighbourhoodPicture.top + height + 34, &picture)
    return picture.text
  }

  private var note: String {
    let taken =
      "\(PictureText.counted(around.takenLinks, "link")) taken reach \(PictureText.counted(around.takenReach, "open job"))"
    guard around.leastJobs > 0 else { return "All \(taken) at \(around.asOf)" }
    return "The best \(taken) at \(around.asOf); θ is \(PictureText.grouped(around.leastJobs))"
  }

  private static func style(_ kind: SeekerNeighbourhood.Kind) -> SVGPicture.Style {
    switch kind {
    case .learned: SVGPicture.Style(stroke: SVGPicture.colors[0], width: 1.4)
    case .prior: SVGPicture.Style(stroke: SVGPicture.colors[1], width: 1.4, dash: "5 3")
    case .pinned: SVGPicture.Style(stroke: SVGPicture.colors[2], width: 3)
    }
  }

  private func threads(_ values: [Double], _ links: [Double], _ jobs: [Double], _ picture: inout SVGPicture) {
    let columns = (NeighbourhoodPicture.values, NeighbourhoodPicture.links, NeighbourhoodPicture.jobs)
    func middle(_ y: Double, _ column: Column) -> Double { y + column.height / 2 }
    for (place, link) in around.links.enumerated() {
      var style = NeighbourhoodPicture.style(link.kind)
      style.opacity = 0.6
      let y = middle(links[place], columns.1)
      for value in link.values {
        picture.thread(
          from: (columns.0.x + columns.0.width, middle(values[value], columns.0)), to: (columns.1.x, y), style)
      }
      for (job, top) in zip(around.jobs, jobs) where job.links.contains(place) {
        picture.thread(
          from: (columns.1.x + columns.1.width, y), to: (columns.2.x, middle(top, columns.2)), style)
      }
    }
  }

  private func draw(_ value: SeekerNeighbourhood.Value, _ y: Double, _ picture: inout SVGPicture) {
    let column = NeighbourhoodPicture.values
    let text = "\(value.field): \(value.name)"
    picture.rectangle(
      x: column.x, y: y, width: column.width, height: column.height, .init(fill: "#f4f4f4", stroke: "#888888"),
      corner: 5, title: text)
    picture.words(
      PictureText.cut(text, to: column.width - 20, size: 12), x: column.x + 10, y: y + 17, .init(size: 12), title: text)
  }

  private func draw(_ link: SeekerNeighbourhood.Link, _ y: Double, _ picture: inout SVGPicture) {
    let column = NeighbourhoodPicture.links
    var style = NeighbourhoodPicture.style(link.kind)
    style.fill = "#ffffff"
    let title = "link \(link.link.node): \(link.link.words)"
    picture.rectangle(
      x: column.x, y: y, width: column.width, height: column.height, style, corner: 6, title: title)
    let (x, room) = (column.x + 12, column.width - 24)
    picture.words(PictureText.cut(link.seekerSide, to: room, size: 12), x: x, y: y + 18, .init(size: 12), title: title)
    picture.words(
      PictureText.cut(link.jobSide, to: room, size: 12 * NeighbourhoodPicture.boldness), x: x, y: y + 34,
      .init(size: 12, isBold: true), title: title)
    picture.words(
      PictureText.cut(figures(link), to: room, size: 11), x: x, y: y + 51, .init(size: 11, color: SVGPicture.faint),
      title: title)
  }

  private func figures(_ link: SeekerNeighbourhood.Link) -> String {
    var figures = [link.kind.rawValue]
    if !link.link.isPrior { figures.append("\(link.link.hires) hired, \(link.link.noHires) not") }
    if let quality = link.link.quality { figures.append("quality \(PictureText.decimal(Double(quality), 2))") }
    figures.append(PictureText.counted(link.jobs, "open job"))
    if !link.isTaken { figures.append("not taken") }
    return figures.joined(separator: " · ")
  }

  private func draw(_ job: SeekerNeighbourhood.Job, _ y: Double, _ picture: inout SVGPicture) {
    let column = NeighbourhoodPicture.jobs
    let title = "\(job.title)\(job.company.isEmpty ? "" : " · \(job.company)") [\(job.id)]"
    picture.rectangle(
      x: column.x, y: y, width: column.width, height: column.height, .init(fill: "#eef3f8", stroke: "#5a6b7b"),
      corner: 6,
      title: title)
    let (x, room) = (column.x + 12, column.width - 24)
    picture.words(
      PictureText.cut(job.title, to: room, size: 13 * NeighbourhoodPicture.boldness), x: x, y: y + 19,
      .init(isBold: true), title: title)
    let figures = "\(PictureText.decimal(Double(job.score), 2)) · \(PictureText.counted(job.links.count, "link"))"
    picture.words(
      PictureText.cut(job.company.isEmpty ? figures : "\(figures) · \(job.company)", to: room, size: 11), x: x,
      y: y + 36,
      .init(size: 11, color: SVGPicture.faint), title: title)
  }

  private func legend(y: Double, _ picture: inout SVGPicture) {
    var x = NeighbourhoodPicture.values.x
    for (kind, name) in [
      (SeekerNeighbourhood.Kind.learned, "learned from hires"), (.prior, "prior knowledge"),
      (.pinned, "pinned by somebody"),
    ] {
      picture.line([(x, y - 4), (x + 34, y - 4)], NeighbourhoodPicture.style(kind))
      picture.words(name, x: x + 42, y: y, .init(size: 12))
      x += 200
    }
    picture.words(
      "a job's number is its score", x: NeighbourhoodPicture.jobs.x, y: y, .init(size: 12, color: SVGPicture.faint))
  }
}
