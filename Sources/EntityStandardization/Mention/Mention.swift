import JobMarket

/// One entity that a text names: what it is, where it stands, how sure that is and how it was found.
public struct Mention: Hashable, Sendable {
  /// What it is: an occupation, a skill, a place.
  public var field: AttributeField
  /// The value by which the record and the index know it: `esco:<id>`, `Chicago, Illinois, US`, `fullTime`.
  public var value: String
  /// The value as people read it.
  public var label: String
  /// The text it stands in.
  public var part: TextPart
  /// Where it stands in that text: offsets of UTF-8 bytes.
  public var range: Range<Int>
  /// How sure the match is, above 0 to 1.
  public var confidence: Float
  /// How it was found.
  public var method: Method
  /// What the text says about it.
  public var stance: Stance

  /// Makes a mention.
  public init(
    _ field: AttributeField, value: String, label: String, part: TextPart, range: Range<Int>, confidence: Float,
    method: Method, stance: Stance = .stated
  ) {
    (self.field, self.value, self.label) = (field, value, label)
    (self.part, self.range, self.confidence) = (part, range, confidence)
    (self.method, self.stance) = (method, stance)
  }

  /// How a mention was found.
  public enum Method: String, Hashable, Sendable, Codable, CaseIterable {
    /// The text is a preferred label.
    case label
    /// The text is another label of the concept.
    case alternateLabel
    /// The text is a label once its case, order, plurals, abbreviations or noise are set aside.
    case normalized
    /// The text is near a label: letters in common, weighed.
    case fuzzy
    /// Learned from labelled examples.
    case learned
    /// A rule reads it: pay, dates, `m/w/d`.
    case rule
    /// The source gave the value in a column of its own.
    case given
    /// A person said so.
    case correction
  }

  /// What a text says about an entity.
  public enum Stance: String, Hashable, Sendable, Codable, CaseIterable {
    /// Nothing: it is named.
    case stated
    /// It must be there.
    case required
    /// It is welcome.
    case preferred
    /// It is said not to be needed; such a mention never becomes a value.
    case negated
  }
}

/// A text of a job, seeker or search in which entities are mentioned.
public enum TextPart: String, Hashable, Sendable, Codable, CaseIterable {
  case title, company, industry, seniority, skills, places, description, query
}
