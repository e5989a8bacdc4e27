import JobMarket

/// A meta link by the texts of its values, which outlive every learning and every renumbering.
///
/// ```swift
/// NamedMetaLink(template: try LinkTemplate("title:title"), seeker: "Cashiers", job: "Shift supervisors")
/// ```
public struct NamedMetaLink: Hashable, Sendable, Codable {
  /// The fields that are joined.
  public let template: LinkTemplate
  /// The seeker's value.
  public let seeker: String
  /// The job's value.
  public let job: String

  /// Joins two values.
  public init(template: LinkTemplate, seeker: String, job: String) {
    (self.template, self.seeker, self.job) = (template, seeker, job)
  }
}

extension NamedMetaLink: Comparable {
  /// Orders by template as written, then by the seeker's text, then by the job's.
  public static func < (first: NamedMetaLink, second: NamedMetaLink) -> Bool {
    (first.template.description, first.seeker, first.job) < (second.template.description, second.seeker, second.job)
  }
}

extension HireGraph {
  /// A link by the texts of its values, rising. O(size · log size).
  ///
  /// - Parameter name: the text of a value.
  public func named(_ node: Int, name: (AttributeField, ValueID) -> String) -> [NamedMetaLink] {
    self[node].metaLinks.map { metaLink in
      let template = templates[metaLink.template]
      return NamedMetaLink(
        template: template, seeker: name(template.seekerField, metaLink.seekerValue),
        job: name(template.jobField, metaLink.jobValue))
    }.sorted()
  }

  /// The meta links that names stand for, or `nil` when a template or a value is unknown. O(size · templates).
  ///
  /// - Parameter id: the value of a text.
  public func metaLinks(
    of link: [NamedMetaLink], id: (AttributeField, String) -> ValueID?
  ) -> [MetaLink]? {
    LinkEditLog.metaLinks(of: link, templates: templates, id: id)
  }
}
