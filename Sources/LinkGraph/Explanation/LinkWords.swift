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
  let name: @Sendable (AttributeField, ValueID) -> String

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
    seekerWords(values(of: metaLinks) { (templates[$0.template].seekerField, $0.seekerValue) })
  }

  /// What a link asks of a job, as it follows "were hired": ` as *Shift supervisors* in work that asks for the skill *inventory*`.
  /// O(size).
  public func jobSide(of metaLinks: [MetaLink]) -> String {
    jobWords(values(of: metaLinks) { (templates[$0.template].jobField, $0.jobValue) })
  }

  /// A seeker's values as what people have who have them.
  public func words(ofSeeker values: [AttributeField: [ValueID]]) -> String { seekerWords(LinkWords.listed(values)) }

  private func seekerWords(_ values: [Values]) -> String {
    var did: [String] = []
    var having: [String] = []
    for (field, values) in LinkWords.ordered(values) {
      let texts = texts(field, values)
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
  public func words(ofJob values: [AttributeField: [ValueID]]) -> String { jobWords(LinkWords.listed(values)) }

  private func jobWords(_ values: [Values]) -> String {
    var parts: [String] = []
    var asked: [String] = []
    for (field, values) in LinkWords.ordered(values) {
      let texts = texts(field, values)
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

  private typealias Values = (field: AttributeField, values: [ValueID])

  /// What somebody is comes first; further fields follow by name.
  private static let firstFields: [AttributeField] = [
    .title, .occupation, .company, .industry, .degree, .major, .place, .country, .seniority, .skill, .licence,
  ]

  /// Fields as a sentence names them.
  private static func ordered(_ values: [Values]) -> [Values] {
    guard values.count > 1 else { return values }
    func rank(_ field: AttributeField) -> Int { firstFields.firstIndex(of: field) ?? firstFields.count }
    return values.sorted { first, second in
      let (one, other) = (rank(first.field), rank(second.field))
      return one != other ? one < other : first.field < second.field
    }
  }

  private static func listed(_ values: [AttributeField: [ValueID]]) -> [Values] {
    values.filter { !$0.value.isEmpty }.map { ($0.key, $0.value) }
  }

  private func values(of metaLinks: [MetaLink], _ side: (MetaLink) -> (AttributeField, ValueID)) -> [Values] {
    var values: [Values] = []
    for metaLink in metaLinks {
      let (field, value) = side(metaLink)
      if let place = values.firstIndex(where: { $0.field == field }) {
        if !values[place].values.contains(value) { values[place].values.append(value) }
      } else {
        values.append((field, [value]))
      }
    }
    return values
  }

  /// A field's values as a list, and the ending that a word for several takes.
  private func texts(_ field: AttributeField, _ values: [ValueID]) -> (list: String, plural: String) {
    let texts = values.map { emphasis + plainText(name(field, $0)) + emphasis }
    guard texts.count > 1 else { return (texts[0], "") }
    return ("\(texts.dropLast().joined(separator: ", ")) and \(texts[texts.count - 1])", "s")
  }
}
