import Foundation
import JobMarket

/// All that people decided about links, line after line: nothing is ever taken out of it (PAPER 2.8).
///
/// ```swift
/// var log = try LinkEditLog(String(contentsOfFile: "edits.jsonl", encoding: .utf8), file: "edits.jsonl")
/// let line = try log.append(edit)   // what to write at the file's end, break and all
/// let resolved = log.resolve(in: graph, id: market.id)
/// resolved.standing[31]?.isPinned   // true
/// resolved.unresolved               // the last edits of links that this graph does not have
/// ```
///
/// Links are named by the texts of their values, so that what was decided holds for every graph learned later. What stands further
/// down holds, whatever its time says.
public struct LinkEditLog: Hashable, Sendable {
  /// The edits, the oldest first.
  public private(set) var edits: [LinkEdit] = []

  /// A log without an edit.
  public init() {}

  /// Reads a log: a JSON object a line; empty lines count for nothing. O(length).
  ///
  /// - Throws: `LinkGraphError` naming the file and the first line that is not an edit.
  public init(_ text: String, file: String) throws {
    let decoder = JSONDecoder()
    // Bytes, since within a text other characters than this one count as line breaks.
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) {
      do {
        edits.append(try decoder.decode(LinkEdit.self, from: Data(line)))
      } catch {
        throw LinkGraphError.edit("\(file):\(index + 1): not an edit of a link: \(LinkEditLog.reason(error))")
      }
    }
  }

  private static func reason(_ error: any Error) -> String {
    switch error {
    case let error as LinkGraphError: return error.description
    case DecodingError.keyNotFound(let key, _): return "'\(key.stringValue)' is missing"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      let path = context.codingPath.map { $0.intValue.map { "\($0)" } ?? $0.stringValue }.joined(separator: ".")
      return "\(path.isEmpty ? "the line" : "'\(plainText(path))'") has a value of another kind"
    default: return "it is no JSON object"
    }
  }

  /// Adds an edit and gives its line with its break: JSON, keys in order, control characters escaped. O(length).
  @discardableResult
  public mutating func append(_ edit: LinkEdit) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let line = String(decoding: try encoder.encode(edit), as: UTF8.self) + "\n"
    edits.append(edit)
    return line
  }

  /// What is decided about each link that anything is decided about. O(edits).
  public var standings: [[NamedMetaLink]: LinkStanding] { folded.mapValues(\.standing) }

  /// The edits of a link, the oldest first. O(edits).
  public func edits(of link: [NamedMetaLink]) -> [LinkEdit] {
    let link = Set(link).sorted()
    return edits.filter { $0.link == link }
  }

  /// What is decided about the nodes of a graph, and the last edit of each link that the graph does not have. O(edits · log).
  ///
  /// - Parameter id: the value of a text.
  public func resolve(
    in graph: HireGraph, id: (AttributeField, String) -> ValueID?
  ) -> (standing: [Int: LinkStanding], unresolved: [LinkEdit]) {
    var standing: [Int: LinkStanding] = [:]
    var unresolved: [LinkEdit] = []
    for (link, folded) in folded.sorted(by: { $0.value.last < $1.value.last }) {
      if let node = graph.metaLinks(of: link, id: id).flatMap({ graph.node(of: $0) }) {
        // Two texts may be one value where a market counts them so: what was decided last holds.
        standing[node] = folded.standing
      } else {
        unresolved.append(edits[folded.last])
      }
    }
    return (standing, unresolved)
  }

  /// The links that are pinned, to be handed to a new graph as prior ones: what people want to serve then does so also where too few
  /// hires point to it. Their quality is the weight set by hand, else 1. In order of their names. O(edits · log).
  ///
  /// - Parameters:
  ///   - templates: the graph's templates; a link of another one is left out, as is one of an unknown value.
  ///   - id: the value of a text.
  public func pinnedLinks(templates: [LinkTemplate], id: (AttributeField, String) -> ValueID?) -> [PriorLink] {
    folded.filter(\.value.standing.isPinned).sorted { $0.key.lexicographicallyPrecedes($1.key) }.compactMap {
      link, folded in
      guard let metaLinks = LinkEditLog.metaLinks(of: link, templates: templates, id: id) else { return nil }
      let weight = folded.standing.weight ?? 1
      return PriorLink(
        metaLinks, quality: weight > 0 ? weight : 1, source: "pinned by \(plainText(folded.standing.author))")
    }
  }

  static func metaLinks(
    of link: [NamedMetaLink], templates: [LinkTemplate], id: (AttributeField, String) -> ValueID?
  ) -> [MetaLink]? {
    var metaLinks: [MetaLink] = []
    for named in link {
      guard let template = templates.firstIndex(of: named.template),
        let seeker = id(named.template.seekerField, named.seeker), let job = id(named.template.jobField, named.job)
      else { return nil }
      metaLinks.append(MetaLink(template: template, seekerValue: seeker, jobValue: job))
    }
    return metaLinks
  }

  private var folded: [[NamedMetaLink]: (standing: LinkStanding, last: Int)] {
    var folded: [[NamedMetaLink]: (standing: LinkStanding, last: Int)] = [:]
    for (index, edit) in edits.enumerated() {
      var standing = folded[edit.link]?.standing ?? LinkStanding(author: "", reason: "", at: edit.at)
      (standing.author, standing.reason, standing.at) = (edit.author, edit.reason, edit.at)
      switch edit.action {
      case .pin: (standing.isPinned, standing.isBanned) = (true, false)
      case .ban: (standing.isPinned, standing.isBanned) = (false, true)
      case .weigh(let weight): standing.weight = weight
      case .note(let note): standing.note = note.isEmpty ? nil : note
      case .clear: standing = LinkStanding(author: edit.author, reason: edit.reason, at: edit.at)
      }
      folded[edit.link] = standing.isDecided ? (standing, index) : nil
    }
    return folded
  }
}
