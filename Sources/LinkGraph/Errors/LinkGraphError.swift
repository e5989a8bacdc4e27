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

  static func share(_ name: String, _ found: Double) -> LinkGraphError {
    LinkGraphError("\(name) is \(found); 0 to 1 is allowed")
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

  static func option(_ name: String, _ found: String, allowed: String) -> LinkGraphError {
    LinkGraphError("\(name) is \(found.prefix(160)); \(allowed) is allowed")
  }

  static func noPairs() -> LinkGraphError {
    LinkGraphError("there is no pair to weigh links by; give hires, and applications that came to none")
  }

  static func oneClass(pairs: Int, areHires: Bool) -> LinkGraphError {
    LinkGraphError(
      "all \(pairs) pairs are \(areHires ? "hires" : "no-hires"), so nothing tells links apart; add pairs that are "
        + (areHires ? "no-hires: applications that came to nothing, or sampled ones" : "hires"))
  }

  static func noLinks() -> LinkGraphError {
    LinkGraphError(
      "there is no link to weigh; lower the minimum support, name more templates, or keep links of more no-hires than hires"
    )
  }

  static func tooFewToChoose(heldOut: Int, hires: Int, noHires: Int) -> LinkGraphError {
    LinkGraphError(
      "too few seekers to choose a cost by: \(heldOut) pair(s) are held out, and \(hires) hire(s) and \(noHires) no-hire(s) "
        + "are left to learn from where 1 or more of each are needed; give more pairs, or one cost alone")
  }

  static func sheet(_ file: String, _ line: Int, _ why: String) -> LinkGraphError {
    LinkGraphError("\(file):\(line): \(why)")
  }
}
