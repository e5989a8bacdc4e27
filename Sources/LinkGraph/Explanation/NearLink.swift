import JobMarket

/// A link that would join a seeker to a job, did one of them not lack something.
public struct NearLink: Hashable, Sendable {
  /// The link.
  public let node: ServedNode
  /// Who lacks something; the other has all of its side.
  public let lacking: Side
  /// What is lacking, by field and value rising.
  public let missing: [FieldValue]

  /// One of the two sides of a link.
  public enum Side: String, Hashable, Sendable, Codable, CaseIterable {
    case seeker, job
  }
}

extension ServedLinks {
  /// The links that come nearest to joining a seeker to a job: what to show where none does, and what is missing.
  ///
  /// Either side must have all that the link asks of it; then come links that lack fewer values of the other side, of these those of
  /// which more values are there, of these the best ones. Links that join both are no answer.
  /// O(found · size + limit).
  public func nearest(
    seeker: [AttributeField: [ValueID]], job: [AttributeField: [ValueID]], limit: Int
  ) -> [NearLink] {
    let templates = graph.templates
    let seekerValues = templates.map { Set(seeker[$0.seekerField] ?? []) }
    let jobValues = templates.map { Set(job[$0.jobField] ?? []) }
    var near: [(link: NearLink, present: Int)] = []
    func add(_ nodes: [ValueID], _ lacking: NearLink.Side) {
      for node in served(nodes) {
        var missing = Set<FieldValue>()
        var present = Set<FieldValue>()
        for number in graph.columns.members(of: node.node) {
          let link = graph.columns.metaLinks[Int(number)]
          let template = templates[link.template]
          let has =
            lacking == .seeker
            ? seekerValues[link.template].contains(link.seekerValue) : jobValues[link.template].contains(link.jobValue)
          let value =
            lacking == .seeker
            ? FieldValue(template.seekerField, link.seekerValue)
            : FieldValue(template.jobField, link.jobValue)
          if has { present.insert(value) } else { missing.insert(value) }
        }
        if !missing.isEmpty {
          near.append((NearLink(node: node, lacking: lacking, missing: missing.sorted()), present.count))
        }
      }
    }
    add(graph.nodes(ofSeeker: seeker), .job)
    add(graph.nodes(ofJob: job), .seeker)
    near.sort { first, second in
      if first.link.missing.count != second.link.missing.count {
        return first.link.missing.count < second.link.missing.count
      }
      return first.present != second.present ? first.present > second.present : first.link.node < second.link.node
    }
    return near.prefix(max(0, limit)).map(\.link)
  }
}

extension LinkWords {
  /// A near link as a sentence: who lacks what, and what the link says.
  ///
  /// ```swift
  /// words.sentence(of: near, in: graph)
  /// // "the job lacks the skill *inventory*: people who were *Cashiers* were hired … *inventory*: 31 hired, 9 not"
  /// ```
  public func sentence(of near: NearLink, in graph: HireGraph) -> String {
    let missing = near.missing.map { "the \($0.field) \(emphasis)\(plainText(name($0.field, $0.value)))\(emphasis)" }
    let start = missing.dropLast().joined(separator: ", ")
    let list = start.isEmpty ? missing.joined() : "\(start) and \(missing[missing.count - 1])"
    return "the \(near.lacking) lacks \(list): \(sentence(of: graph[near.node.node]))"
  }
}
