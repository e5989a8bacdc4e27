import JobMarket

/// Which attribute of a seeker may be joined to which attribute of a job (PAPER 2.2).
///
/// ```swift
/// let template = try LinkTemplate("title:skill")
/// template.seekerField         // title
/// template.jobField            // skill
/// try LinkTemplate("title")    // throws: no ':' between two fields
/// ```
///
/// Without templates every value of a seeker would be joined to every value of a job; with them only what somebody who knows
/// the market holds for meaningful.
public struct LinkTemplate: Hashable, Sendable {
  /// The field of the seeker.
  public let seekerField: AttributeField
  /// The field of the job.
  public let jobField: AttributeField

  /// Joins two fields; throws for one that says who somebody is (`AttributeField.isReserved`).
  public init(seeker seekerField: AttributeField, job jobField: AttributeField) throws {
    for field in [seekerField, jobField] where field.isReserved {
      throw LinkGraphError.template(
        "\(seekerField):\(jobField)", "field '\(field)' says who somebody is and is never an input")
    }
    (self.seekerField, self.jobField) = (seekerField, jobField)
  }

  /// Reads `seekerField:jobField`; throws for any other text. O(length).
  public init(_ text: String) throws {
    let sides = text.split(separator: ":", omittingEmptySubsequences: false)
    let shown = String(text.prefix(160))
    guard sides.count == 2 else {
      throw LinkGraphError.template(shown, "\(sides.count) part(s) between ':' where 2 are needed")
    }
    var fields: [AttributeField] = []
    for side in sides {
      guard let field = AttributeField(String(side)) else {
        throw LinkGraphError.template(shown, "'\(side.prefix(80))' is not a field name")
      }
      fields.append(field)
    }
    try self.init(seeker: fields[0], job: fields[1])
  }
}

/// As it is written in a configuration: `title:skill`.
extension LinkTemplate: CustomStringConvertible {
  /// The text that makes the same template.
  public var description: String { "\(seekerField):\(jobField)" }
}

extension LinkTemplate: Codable {
  /// Reads the text.
  public init(from decoder: any Decoder) throws {
    try self.init(decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
