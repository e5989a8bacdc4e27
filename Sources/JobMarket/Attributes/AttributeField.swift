/// The name of an attribute: `title`, `skill`, `company`, or one of a user's own.
///
/// A name is 1 to 64 ASCII letters, digits, `_` or `-`, and begins with a letter, so that it can stand unescaped in a file
/// name, a column name and a query string.
public struct AttributeField: Hashable, Comparable, Sendable {
  /// The name.
  public let name: String

  /// Makes a field, or `nil` when the name breaks the rule above.
  public init?(_ name: String) {
    let bytes = name.utf8
    guard (1...64).contains(bytes.count), let first = bytes.first, AttributeField.isLetter(first),
      bytes.allSatisfy({ AttributeField.isLetter($0) || (48...57).contains($0) || $0 == 95 || $0 == 45 })
    else { return nil }
    self.name = name
  }

  /// For the names in this file, which are right by inspection and checked by a test.
  private init(known name: StaticString) {
    self.name = name.description
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte)
  }

  /// Orders by name.
  public static func < (first: AttributeField, second: AttributeField) -> Bool {
    first.name < second.name
  }
}

extension AttributeField {
  /// What the job is called.
  public static let title = AttributeField(known: "title")
  /// What somebody can do.
  public static let skill = AttributeField(known: "skill")
  /// The standard occupation.
  public static let occupation = AttributeField(known: "occupation")
  /// The level.
  public static let seniority = AttributeField(known: "seniority")
  /// The employer.
  public static let company = AttributeField(known: "company")
  /// The employer's line of business.
  public static let industry = AttributeField(known: "industry")
  /// City, state or country, and on the job side the points that a radius is measured to.
  public static let place = AttributeField(known: "place")
  /// The country.
  public static let country = AttributeField(known: "country")
  /// The degree.
  public static let degree = AttributeField(known: "degree")
  /// The subject studied.
  public static let major = AttributeField(known: "major")
  /// Licences, registrations and certificates asked for.
  public static let licence = AttributeField(known: "licence")
  /// The kind of contract.
  public static let employmentType = AttributeField(known: "employmentType")
  /// Where the work may be done.
  public static let remote = AttributeField(known: "remote")
  /// Languages asked for.
  public static let language = AttributeField(known: "language")
  /// Pay a year, a number.
  public static let pay = AttributeField(known: "pay")
  /// Publication, a number: UTC milliseconds.
  public static let postedAt = AttributeField(known: "postedAt")

  /// The fields that a new workspace declares, in this order.
  public static let standard: [AttributeField] = [
    .title, .skill, .occupation, .seniority, .company, .industry, .place, .country, .degree, .major, .licence,
    .employmentType, .remote, .language,
  ]
}

extension AttributeField: CustomStringConvertible {
  /// The name.
  public var description: String { name }
}

extension AttributeField: Codable, CodingKeyRepresentable {
  /// Decodes a name; throws when it is not one.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let name = try container.decode(String.self)
    guard let field = AttributeField(name) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: AttributeField.rule(brokenBy: name))
    }
    self = field
  }

  /// Encodes the bare name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }

  /// Lets a dictionary keyed by fields encode as an object.
  public var codingKey: any CodingKey { FieldKey(stringValue: name) }

  /// Reads a field from an object's key.
  public init?(codingKey: some CodingKey) {
    self.init(codingKey.stringValue)
  }

  /// The sentence that tells a user why a name is refused.
  public static func rule(brokenBy name: String) -> String {
    "'\(name)' is not a field name: 1 to 64 letters, digits, '_' or '-', a letter first"
  }

  private struct FieldKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}

/// Values by field, as written in the source, in the source's order.
public typealias Attributes = [AttributeField: [String]]
