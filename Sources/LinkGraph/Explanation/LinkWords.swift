import JobMarket

/// Puts links in plain words (PAPER 2.8: people read them).
///
/// ```swift
/// let words = LinkWords(graph.templates) { field, value in market.text(of: value, in: field) }
/// words.sentence(of: graph[31])
/// // "people who were *Cashiers* with the skill *inventory* were hired as *Shift supervisors*: 31 hired, 9 not"
/// ```
///
/// Names are shown on one line and cut where they are very long, without what would steer a terminal.
public struct LinkWords: Sendable {
  /// The graph's templates.
  public let templates: [LinkTemplate]
  /// What stands before and after each value.
  public let emphasis: String
  private let name: @Sendable (AttributeField, ValueID) -> String

  /// Takes the graph's templates and the text of each value.
  public init(
    _ templates: [LinkTemplate], emphasis: String = "*", name: @escaping @Sendable (AttributeField, ValueID) -> String
  ) {
    (self.templates, self.emphasis, self.name) = (templates, emphasis, name)
  }

  /// A link as a sentence without its full stop: whom it joins to what, and what speaks for it. O(size).
  public func sentence(of link: GraphLink) -> String {
    let (seeker, job) = (seekerSide(of: link.metaLinks), jobSide(of: link.metaLinks))
    switch link.origin {
    case .learned: return "\(seeker) were hired\(job): \(link.hires) hired, \(link.noHires) not"
    case .prior(let source): return "\(seeker) are fit to be hired\(job), as \(plainText(source)) says"
    }
  }

  /// What a link asks of a seeker: `people who were *Cashiers* with the skill *inventory*`. O(size).
  public func seekerSide(of metaLinks: [MetaLink]) -> String {
    words(ofSeeker: values(of: metaLinks) { (templates[$0.template].seekerField, $0.seekerValue) })
  }

  /// What a link asks of a job, as it follows "were hired": ` as *Shift supervisors* in work that asks for the skill *inventory*`.
  /// O(size).
  public func jobSide(of metaLinks: [MetaLink]) -> String {
    words(ofJob: values(of: metaLinks) { (templates[$0.template].jobField, $0.jobValue) })
  }

  /// A seeker's values as what people have who have them.
  public func words(ofSeeker values: [AttributeField: [ValueID]]) -> String {
    var did: [String] = []
    var having: [String] = []
    for field in LinkWords.ordered(values.keys) {
      guard let texts = texts(field, values) else { continue }
      switch field {
      case .title, .occupation: did.append("were \(texts.list)")
      case .company: did.append("worked at \(texts.list)")
      case .industry: did.append("worked in \(texts.list)")
      case .degree: did.append("held the degree\(texts.plural) \(texts.list)")
      case .major: did.append("studied \(texts.list)")
      case .place, .country: did.append("lived in \(texts.list)")
      case .skill, .licence: having.append("with the \(field)\(texts.plural) \(texts.list)")
      case .seniority: having.append("at the level\(texts.plural) \(texts.list)")
      default: having.append("whose \(field) was \(texts.list)")
      }
    }
    let who = did.isEmpty ? [] : ["who \(did.joined(separator: " and "))"]
    return (["people"] + who + having).joined(separator: " ")
  }

  /// A job's values, as they follow "were hired".
  public func words(ofJob values: [AttributeField: [ValueID]]) -> String {
    var parts: [String] = []
    var asked: [String] = []
    for field in LinkWords.ordered(values.keys) {
      guard let texts = texts(field, values) else { continue }
      switch field {
      case .title, .occupation: parts.append("as \(texts.list)")
      case .company: parts.append("at \(texts.list)")
      case .industry: parts.append("in the line of \(texts.list)")
      case .place, .country: parts.append("in \(texts.list)")
      case .seniority: parts.append("at the level\(texts.plural) \(texts.list)")
      case .skill, .licence, .degree, .major, .language:
        asked.append("asks for the \(field)\(texts.plural) \(texts.list)")
      default: asked.append("has the \(field) \(texts.list)")
      }
    }
    if !asked.isEmpty { parts.append("in work that \(asked.joined(separator: " and "))") }
    return parts.isEmpty ? "" : " " + parts.joined(separator: " ")
  }

  /// Fields as a sentence names them: what somebody is comes first.
  private static func ordered(_ fields: some Sequence<AttributeField>) -> [AttributeField] {
    let first: [AttributeField] = [
      .title, .occupation, .company, .industry, .degree, .major, .place, .country, .seniority, .skill, .licence,
    ]
    func rank(_ field: AttributeField) -> (Int, String) { (first.firstIndex(of: field) ?? first.count, field.name) }
    return fields.sorted { rank($0) < rank($1) }
  }

  private func values(
    of metaLinks: [MetaLink], _ side: (MetaLink) -> (AttributeField, ValueID)
  ) -> [AttributeField: [ValueID]] {
    var values: [AttributeField: [ValueID]] = [:]
    for (field, value) in metaLinks.map(side) where values[field]?.contains(value) != true {
      values[field, default: []].append(value)
    }
    return values
  }

  /// A field's values as a list, and the ending that a word for several takes; `nil` for no value.
  private func texts(
    _ field: AttributeField, _ values: [AttributeField: [ValueID]]
  ) -> (list: String, plural: String)? {
    let values = values[field] ?? []
    guard !values.isEmpty else { return nil }
    let texts = values.map { emphasis + plainText(name(field, $0)) + emphasis }
    let start = texts.dropLast().joined(separator: ", ")
    return (start.isEmpty ? texts[0] : "\(start) and \(texts[texts.count - 1])", texts.count > 1 ? "s" : "")
  }
}
