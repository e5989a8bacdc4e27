/// A predicate is a JSON list of clauses; a clause of one literal is that literal, a longer one is `{"or": […]}`.
///
/// ```json
/// [{"field": "country", "anyOf": [1, 2]},
///  {"or": [{"field": "place", "within": {"center": {"latitude": 40.7, "longitude": -74.2}, "kilometers": 40}},
///          {"field": "remote", "missing": true}]}]
/// ```
extension JobPredicate: Codable {
  /// Reads the list of clauses.
  public init(from decoder: any Decoder) throws {
    clauses = try [Clause](from: decoder)
  }

  /// Writes the list of clauses.
  public func encode(to encoder: any Encoder) throws {
    try clauses.encode(to: encoder)
  }
}

extension JobPredicate.Clause: Codable {
  private enum Key: String, CodingKey {
    case or
  }

  /// Reads a literal or `{"or": […]}`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    if container.contains(.or) {
      literals = try container.decode([JobPredicate.Literal].self, forKey: .or)
    } else {
      literals = [try JobPredicate.Literal(from: decoder)]
    }
  }

  /// Writes the shortest form.
  public func encode(to encoder: any Encoder) throws {
    if literals.count == 1 {
      try literals[0].encode(to: encoder)
    } else {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(literals, forKey: .or)
    }
  }
}

extension JobPredicate.Literal: Codable {
  private enum Key: String, CodingKey {
    case field, anyOf, noneOf, missing, range, within
  }

  /// Reads one test; throws when the object names none of the five tests, or `missing` with a value other than true.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let field = try container.decode(AttributeField.self, forKey: .field)
    if container.contains(.anyOf) {
      self = .anyOf(field, try container.decode([ValueID].self, forKey: .anyOf))
    } else if container.contains(.noneOf) {
      self = .noneOf(field, try container.decode([ValueID].self, forKey: .noneOf))
    } else if container.contains(.range) {
      self = .range(field, try container.decode(NumericRange.self, forKey: .range))
    } else if container.contains(.within) {
      self = .within(field, try container.decode(Radius.self, forKey: .within))
    } else if container.contains(.missing), try container.decode(Bool.self, forKey: .missing) {
      self = .missing(field)
    } else {
      let description = "field '\(field)' needs one of anyOf, noneOf, range, within, or \"missing\": true"
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: description))
    }
  }

  /// Writes one test.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(field, forKey: .field)
    switch self {
    case .anyOf(_, let values): try container.encode(values, forKey: .anyOf)
    case .noneOf(_, let values): try container.encode(values, forKey: .noneOf)
    case .missing: try container.encode(true, forKey: .missing)
    case .range(_, let range): try container.encode(range, forKey: .range)
    case .within(_, let radius): try container.encode(radius, forKey: .within)
    }
  }
}
