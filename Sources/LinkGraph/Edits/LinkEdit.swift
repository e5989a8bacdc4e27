import Foundation
import JobMarket

/// One thing that somebody decided about a link, with who, when and why (PAPER 2.8).
///
/// ```swift
/// try LinkEdit(.pin, link, at: now, author: "maria", reason: "we hire them every autumn")
/// ```
public struct LinkEdit: Hashable, Sendable {
  /// What was decided.
  public let action: Action
  /// The link, by the texts of its values, rising, each meta link once.
  public let link: [NamedMetaLink]
  /// When.
  public let at: Instant
  /// Who.
  public let author: String
  /// Why.
  public let reason: String

  /// What can be decided.
  public enum Action: Hashable, Sendable {
    /// It serves whatever its quality, and first; no longer banned.
    case pin
    /// It does not serve; no longer pinned.
    case ban
    /// Its quality is this number, 0 or more.
    case weigh(Float)
    /// Somebody wrote this about it; an empty text takes the note away.
    case note(String)
    /// All that was decided before is void.
    case clear
  }

  /// The longest author, in bytes.
  public static let longestAuthor = 200
  /// The longest reason and note, in bytes.
  public static let longestText = 4000
  /// The greatest weight set by hand.
  public static let greatestWeight: Float = 1_000_000
  /// The most meta links of a link that is named.
  public static let mostMetaLinks = 64

  /// Makes an edit.
  ///
  /// - Throws: `LinkGraphError` for no author or reason, a text too long, no meta link or too many, and a weight that is no number
  ///   of 0 or more.
  public init(_ action: Action, _ link: [NamedMetaLink], at: Instant, author: String, reason: String) throws {
    func check(_ what: String, _ text: String, most: Int, mayBeBlank: Bool = false) throws {
      guard text.utf8.count <= most else {
        throw LinkGraphError.edit("the \(what) of an edit has \(text.utf8.count) bytes; at most \(most) are allowed")
      }
      guard mayBeBlank || text.contains(where: { !$0.isWhitespace }) else {
        throw LinkGraphError.edit("an edit has no \(what); say \(what == "author" ? "who" : "why")")
      }
    }
    try check("author", author, most: LinkEdit.longestAuthor)
    try check("reason", reason, most: LinkEdit.longestText)
    switch action {
    case .note(let note): try check("note", note, most: LinkEdit.longestText, mayBeBlank: true)
    case .weigh(let weight):
      guard weight >= 0, weight <= LinkEdit.greatestWeight else {
        throw LinkGraphError.edit(
          "the weight of an edit is \(weight); a number of 0 or more, at most \(LinkEdit.greatestWeight), is allowed")
      }
    case .pin, .ban, .clear: break
    }
    guard (1...LinkEdit.mostMetaLinks).contains(link.count) else {
      throw LinkGraphError.edit(
        "the link of an edit has \(link.count) meta links; 1 to \(LinkEdit.mostMetaLinks) are allowed")
    }
    (self.action, self.link) = (action, Set(link).sorted())
    (self.at, self.author, self.reason) = (at, author, reason)
  }
}

/// As a line of the log: an object with `at` in ISO 8601, `author`, `reason`, `action`, `weight` or `note` where it has one, and
/// `link`.
extension LinkEdit: Codable {
  private enum Key: String, CodingKey {
    case at, author, reason, action, weight, note, link
  }

  private static let actions = ["pin", "ban", "weigh", "note", "clear"]

  /// Reads an object.
  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
    let time = try fields.decode(String.self, forKey: .at)
    guard let at = Instant(iso8601: time) else {
      throw LinkGraphError.edit("'at' is '\(plainText(time))'; a time such as 2026-11-24T20:00:00Z is allowed")
    }
    let name = try fields.decode(String.self, forKey: .action)
    let action: Action
    switch name {
    case "pin": action = .pin
    case "ban": action = .ban
    case "weigh": action = .weigh(try fields.decode(Float.self, forKey: .weight))
    case "note": action = .note(try fields.decode(String.self, forKey: .note))
    case "clear": action = .clear
    default:
      throw LinkGraphError.edit(
        "'action' is '\(plainText(name))'; \(LinkEdit.actions.joined(separator: ", ")) are allowed")
    }
    try self.init(
      action, fields.decode([NamedMetaLink].self, forKey: .link), at: at,
      author: fields.decode(String.self, forKey: .author), reason: fields.decode(String.self, forKey: .reason))
  }

  /// Writes the object.
  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: Key.self)
    try fields.encode(at.iso8601, forKey: .at)
    try fields.encode(author, forKey: .author)
    try fields.encode(reason, forKey: .reason)
    switch action {
    case .pin: try fields.encode("pin", forKey: .action)
    case .ban: try fields.encode("ban", forKey: .action)
    case .weigh(let weight):
      try fields.encode("weigh", forKey: .action)
      try fields.encode(weight, forKey: .weight)
    case .note(let note):
      try fields.encode("note", forKey: .action)
      try fields.encode(note, forKey: .note)
    case .clear: try fields.encode("clear", forKey: .action)
    }
    try fields.encode(link, forKey: .link)
  }
}
