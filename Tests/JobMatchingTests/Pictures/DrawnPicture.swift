import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What a reader of SVG finds in a picture.
final class DrawnPicture: NSObject, XMLParserDelegate {
  /// Whether it is XML without a fault.
  private(set) var isWellFormed = false
  /// The names of all elements, in their order.
  private(set) var elements: [String] = []
  /// The attributes of the outermost element.
  private(set) var head: [String: String] = [:]
  /// The words of every `<title>`, the picture's own first.
  private(set) var titles: [String] = []
  /// The words that are shown.
  private(set) var words: [String] = []
  private var open: [(name: String, text: String)] = []

  init(_ svg: String) {
    super.init()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = self
    isWellFormed = parser.parse()
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    if elements.isEmpty { head = attributes }
    elements.append(name)
    open.append((name, ""))
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if !open.isEmpty { open[open.count - 1].text += string }
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    guard let closed = open.popLast() else { return }
    if closed.name == "title" { titles.append(closed.text) }
    if closed.name == "text" { words.append(closed.text) }
  }
}
