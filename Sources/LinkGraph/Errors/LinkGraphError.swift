import VectorMath

/// What a user gave that links cannot be learned, read or edited from: where, what was found, what is allowed.
public struct LinkGraphError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The whole message.
  public let description: String

  private init(_ description: String) { self.description = description }

  static func template(_ text: String, _ why: String) -> LinkGraphError {
    LinkGraphError(
      "link template '\(text)': \(why); write SEEKERFIELD:JOBFIELD, two attribute fields of 1 to 64 letters, digits, '_' "
        + "or '-', such as title:title")
  }

  static func repeatedTemplate(_ template: String) -> LinkGraphError {
    LinkGraphError("link template '\(template)' stands twice; name each once")
  }

  static func noTemplate() -> LinkGraphError {
    LinkGraphError("no link template is named; name 1 or more, such as title:title")
  }

  static func tooManyTemplates(_ count: Int, most: Int) -> LinkGraphError {
    LinkGraphError("\(count) link templates are named; 1 to \(most) are allowed")
  }

  static func unknownField(_ field: String, side: String, template: String, known: [String]) -> LinkGraphError {
    let known = known.isEmpty ? "none" : known.joined(separator: ", ")
    return LinkGraphError(
      "link template '\(template)' names the \(side) field '\(field)', which no \(side) has; \(side) fields are: \(known)"
    )
  }

  static func undeclaredField(_ field: String, known: [String]) -> LinkGraphError {
    LinkGraphError("values of field '\(field)' in a table whose fields are: \(known.joined(separator: ", "))")
  }

  static func option(_ name: String, _ found: Int, allowed: ClosedRange<Int>) -> LinkGraphError {
    LinkGraphError("\(name) is \(found); \(allowed.lowerBound) to \(allowed.upperBound) is allowed")
  }

  static func memory(_ step: String, limit: Int, needed: Int) -> LinkGraphError {
    LinkGraphError(
      "a memory limit of \(limit) bytes is too small for \(step): it takes at least \(needed) bytes; raise the limit, take "
        + "fewer threads, a smaller maximum size, a higher minimum support or fewer meta links a pair")
  }

  static func tooManyRows(_ rows: Int) -> LinkGraphError {
    LinkGraphError(
      "the pairs have \(rows) meta links of enough support between them; \(UInt32.max - 1) is the most; raise the minimum "
        + "support or take fewer meta links a pair")
  }

  static func damaged(_ file: String, _ reason: String) -> LinkGraphError {
    LinkGraphError("\(file): \(reason); learn the links again")
  }

  static func refused(_ refusal: FileDamage) -> LinkGraphError { LinkGraphError("\(refusal)") }

  static func noWeights() -> LinkGraphError {
    LinkGraphError(
      "links cannot be ranked by regression: none was fitted with them; rank by ratio, or learn them again")
  }

  static func quality(_ name: String, _ found: Float, allowed: String) -> LinkGraphError {
    LinkGraphError("\(name) is \(found); \(allowed) is allowed")
  }

  static func edit(_ why: String) -> LinkGraphError { LinkGraphError(why) }

  static func sheet(_ file: String, _ line: Int, _ why: String) -> LinkGraphError {
    LinkGraphError("\(file):\(line): \(why)")
  }
}
