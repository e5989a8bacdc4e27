/// A picture as SVG: shapes and words at places in points, the origin at the top left.
///
/// ```swift
/// var picture = SVGPicture(title: "Links", description: "How many there are.", width: 400, height: 100)
/// picture.rectangle(x: 20, y: 20, width: 80, height: 30, .init(fill: "#0072B2"), title: "31 links")
/// picture.words("a <b>", x: 20, y: 70)   // shown just so
/// picture.text
/// ```
///
/// The same calls give the same bytes: numbers have one decimal. Every text is escaped here and nowhere else.
struct SVGPicture: Sendable {
  private let head: String
  private var lines: [String] = []

  /// Begins a picture on a white ground.
  ///
  /// - Parameters:
  ///   - title: what it shows.
  ///   - description: the same at length, for those who cannot see it.
  init(title: String, description: String, width: Int, height: Int) {
    head = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" \
      role="img" font-family="Helvetica, Arial, 'DejaVu Sans', sans-serif" font-size="13" fill="\(SVGPicture.ink)">
      <title>\(PictureText.escaped(title))</title>
      <desc>\(PictureText.escaped(description))</desc>
      <rect width="\(width)" height="\(height)" fill="#ffffff"/>
      """
  }

  /// The whole picture.
  var text: String { ([head] + lines).joined(separator: "\n") + "\n</svg>\n" }

  /// The colour of words and axes.
  static let ink = "#222222"
  /// The colour of what is said beside.
  static let faint = "#595959"
  /// The colour of lines behind everything.
  static let grid = "#e2e2e2"
  /// Colours that people who see fewer can tell apart (Okabe and Ito 2008): blue, orange, green, vermilion.
  static let colors = ["#0072B2", "#E69F00", "#009E73", "#D55E00"]
  /// Up to seven steps from light to dark, which need no colour to be told apart.
  static let steps = ["#c6dcef", "#94c0e0", "#5b9fd0", "#2b7cba", "#125a96", "#0a3d6b", "#051f3a"]

  /// How a shape looks.
  struct Style {
    var fill = "none"
    var stroke: String?
    var width = 1.0
    var dash: String?
    var opacity = 1.0

    fileprivate var attributes: String {
      var text = " fill=\"\(fill)\""
      if let stroke { text += " stroke=\"\(stroke)\" stroke-width=\"\(PictureText.number(width))\"" }
      if let dash { text += " stroke-dasharray=\"\(dash)\"" }
      if opacity < 1 { text += " opacity=\"\(PictureText.decimal(opacity, 2))\"" }
      return text
    }
  }

  /// How words look.
  struct Words {
    var size = 13.0
    var color: String?
    var isBold = false
    var anchor = Anchor.start
    /// Whether they run upwards.
    var isUpright = false

    enum Anchor: String { case start, middle, end }
  }

  /// Puts words with their baseline here.
  mutating func words(_ text: String, x: Double, y: Double, _ look: Words = Words(), title: String? = nil) {
    let place = "x=\"\(PictureText.number(x))\" y=\"\(PictureText.number(y))\""
    var attributes = ""
    if look.size != 13 { attributes += " font-size=\"\(PictureText.number(look.size))\"" }
    if let color = look.color { attributes += " fill=\"\(color)\"" }
    if look.isBold { attributes += " font-weight=\"bold\"" }
    if look.anchor != .start { attributes += " text-anchor=\"\(look.anchor.rawValue)\"" }
    if look.isUpright {
      attributes += " transform=\"rotate(-90 \(PictureText.number(x)) \(PictureText.number(y)))\""
    }
    lines.append("<text \(place)\(attributes)>\(SVGPicture.titled(title))\(PictureText.escaped(text))</text>")
  }

  /// Draws a rectangle.
  mutating func rectangle(
    x: Double, y: Double, width: Double, height: Double, _ style: Style, corner: Double = 0, title: String? = nil
  ) {
    let sides =
      "x=\"\(PictureText.number(x))\" y=\"\(PictureText.number(y))\" width=\"\(PictureText.number(width))\" "
      + "height=\"\(PictureText.number(height))\"" + (corner > 0 ? " rx=\"\(PictureText.number(corner))\"" : "")
    close("<rect \(sides)\(style.attributes)", "rect", title)
  }

  /// Draws a line through points.
  mutating func line(_ points: [(x: Double, y: Double)], _ style: Style, title: String? = nil) {
    let places = points.map { "\(PictureText.number($0.x)),\(PictureText.number($0.y))" }.joined(separator: " ")
    close("<polyline points=\"\(places)\"\(style.attributes)", "polyline", title)
  }

  /// Draws a line from left to right that leaves and arrives level.
  mutating func thread(
    from start: (x: Double, y: Double), to end: (x: Double, y: Double), _ style: Style, title: String? = nil
  ) {
    let middle = PictureText.number((start.x + end.x) / 2)
    let (y, endY) = (PictureText.number(start.y), PictureText.number(end.y))
    let path =
      "M\(PictureText.number(start.x)) \(y) C\(middle) \(y) \(middle) \(endY) \(PictureText.number(end.x)) \(endY)"
    close("<path d=\"\(path)\"\(style.attributes)", "path", title)
  }

  private mutating func close(_ start: String, _ name: String, _ title: String?) {
    lines.append(title == nil ? start + "/>" : "\(start)>\(SVGPicture.titled(title))</\(name)>")
  }

  private static func titled(_ title: String?) -> String {
    title.map { "<title>\(PictureText.escaped($0))</title>" } ?? ""
  }
}
