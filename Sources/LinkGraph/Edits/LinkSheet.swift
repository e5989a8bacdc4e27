import JobMarket

/// A graph's links as a sheet that people read, filter and edit in a spreadsheet: comma-separated values (RFC 4180), a link a line.
///
/// ```swift
/// let sheet = LinkSheet(served, words: words)
/// sheet.text(of: 0..<graph.count)   // "node,link,seeker,job,hires,noHires,ratio,weight,quality,state,weightByHand,note\n0,…"
/// let edits = try sheet.edits(from: edited, file: "links.csv", at: now, author: "maria", reason: "review of autumn")
/// ```
///
/// Three columns are read back: `state` (`pinned`, `banned`, or anything else that is written here for neither), `weightByHand` (a
/// number of 0 or more, or nothing) and `note`. Lines may be left out, moved, and further columns be added. Numbers are as Swift
/// writes them, with a point.
public struct LinkSheet: Sendable {
  /// The columns, in order.
  public static let columns = [
    "node", "link", "seeker", "job", "hires", "noHires", "ratio", "weight", "quality", "state", "weightByHand", "note",
  ]
  /// The first line, with its break.
  public static let header = columns.joined(separator: ",") + "\n"

  let served: ServedLinks
  let words: LinkWords

  /// Takes links as they serve, and words for them.
  public init(_ served: ServedLinks, words: LinkWords) { (self.served, self.words) = (served, words) }

  /// The sheet of some links, first line and all. O(size).
  public func text(of nodes: some Sequence<Int>) -> String {
    nodes.reduce(into: LinkSheet.header) { $0 += line(of: $1) }
  }

  /// A link's line, with its break. O(size).
  public func line(of node: Int) -> String {
    let link = served.graph[node]
    let standing = served.standing[node]
    let cells = [
      "\(node)", SheetText.cell(words.sentence(of: link)),
      SheetText.cell(side(link) { ($0.seekerField, $1.seekerValue) }),
      SheetText.cell(side(link) { ($0.jobField, $1.jobValue) }), "\(link.hires)", "\(link.noHires)", "\(link.ratio)",
      "\(link.weight)", served.quality(of: node).map { "\($0)" } ?? "", served.state(of: node).rawValue,
      LinkSheet.weightCell(standing), LinkSheet.noteCell(standing),
    ]
    return cells.joined(separator: ",") + "\n"
  }

  /// One side as the sheet names it: `skill=inventory; title=Cashiers`.
  func side(_ link: GraphLink, _ value: (LinkTemplate, MetaLink) -> (AttributeField, ValueID)) -> String {
    let values = link.metaLinks.map { metaLink in
      let (field, id) = value(words.templates[metaLink.template], metaLink)
      return "\(field)=\(plainText(words.name(field, id)))"
    }
    return Set(values).sorted().joined(separator: "; ")
  }

  static func weightCell(_ standing: LinkStanding?) -> String { standing?.weight.map { "\($0)" } ?? "" }

  /// A note keeps its line breaks and loses what would steer a terminal.
  static func noteCell(_ standing: LinkStanding?) -> String { SheetText.cell(shownNote(standing)) }

  static func shownNote(_ standing: LinkStanding?) -> String {
    (standing?.note ?? "").split(separator: "\n", omittingEmptySubsequences: false)
      .map { plainText(String($0), most: LinkEdit.longestText) }.joined(separator: "\n")
  }
}
