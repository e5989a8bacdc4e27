import EntityStandardization
import Foundation

/// The sample of hand-judged mentions of skills that the library carries: `Samples/skill_mentions.csv`.
package struct JudgedMentions {
  /// The judged mentions, in the file's order.
  package let mentions: [Judged]

  /// One judged mention.
  package struct Judged: Hashable, Sendable {
    /// Which finder's mentions it was drawn from: `rules` or `plain`.
    package var finder: String
    /// `nhs` or `dice`.
    package var source: String
    /// The text's id.
    package var id: String
    /// Offsets of UTF-8 bytes.
    package var range: Range<Int>
    /// The concept's value.
    package var value: String
    /// Whether the text means that concept there.
    package var isRight: Bool
  }

  /// Reads the file's bytes.
  ///
  /// - Throws: `WorkspaceError` for a row that cannot be used, by its line.
  package init(csv bytes: [UInt8]) throws {
    var lines = JudgedMentions.rows(String(decoding: bytes, as: UTF8.self))
    let columns = ["finder", "source", "id", "start", "end", "value", "label", "excerpt", "verdict", "remark"]
    guard lines.first == columns else {
      throw WorkspaceError("skill_mentions.csv: the columns are \(columns.joined(separator: ","))")
    }
    lines.removeFirst()
    mentions = try lines.enumerated().map { number, fields in
      guard fields.count == columns.count, let start = Int(fields[3]), let end = Int(fields[4]), start < end,
        ["right", "wrong"].contains(fields[8]), ["rules", "plain"].contains(fields[0])
      else {
        throw WorkspaceError("skill_mentions.csv:\(number + 2): ten fields, a range, and right or wrong are needed")
      }
      return Judged(
        finder: fields[0], source: fields[1], id: fields[2], range: start..<end, value: fields[5],
        isRight: fields[8] == "right")
    }
  }

  /// The rows of comma-separated values, quotes doubled within quotes; none holds a line break.
  private static func rows(_ text: String) -> [[String]] {
    text.split(separator: "\n").map { line in
      var fields = [""]
      var isQuoted = false
      for character in line {
        if character == "\"" {
          // A quote within quotes stands twice: leaving and entering again adds it.
          if !isQuoted, line.first != nil, fields[fields.count - 1].last != nil {
            fields[fields.count - 1].append("\"")
          }
          isQuoted.toggle()
        } else if character == ",", !isQuoted {
          fields.append("")
        } else {
          fields[fields.count - 1].append(character)
        }
      }
      return fields
    }
  }
}
