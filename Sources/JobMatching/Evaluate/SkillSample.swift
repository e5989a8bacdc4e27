import EntityStandardization
import Foundation
import JobMarket
import VectorMath

/// Mentions of skills in real adverts that a person judged, and how they were drawn.
///
/// A mention is drawn in two steps: an advert, all of a source alike and none twice, then one of the mentions that a finder
/// has in it; adverts without a mention are passed over. A judged mention is known by its text, its bytes and its value, so
/// that the judgement stays true whatever a later finder makes of the text.
public enum SkillSample {
  /// Where texts come from.
  public enum Source: String, Sendable, CaseIterable {
    /// The descriptions of the NHS adverts.
    case nhs
    /// The lists of skills and the titles of the Dice adverts.
    case dice
  }

  /// One text of a source.
  public struct Text: Hashable, Sendable {
    /// The advert's id; of a Dice title with `/title` behind it.
    public var id: String
    /// What it is.
    public var part: TextPart
    /// What it says; the items of a list stand a line each.
    public var text: String
  }

  /// A mention drawn.
  public struct Draw: Hashable, Sendable {
    /// The text.
    public var text: Text
    /// What was found in it.
    public var mention: Mention

    /// At most 80 bytes of the text, cut at whole characters, with the mention in brackets.
    public var excerpt: String {
      let bytes = Array(text.text.utf8)
      let room = max(0, 76 - mention.range.count) / 2
      var start = max(0, mention.range.lowerBound - room)
      var end = min(bytes.count, mention.range.upperBound + room)
      while start < mention.range.lowerBound, bytes[start] & 0xC0 == 0x80 { start += 1 }
      while end > mention.range.upperBound, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
      func words(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self).replacing("\n", with: " ").replacing("\t", with: " ")
      }
      return words(start..<mention.range.lowerBound) + "[" + words(mention.range) + "]"
        + words(mention.range.upperBound..<end)
    }
  }

  /// The texts of a source, in the order of its file.
  ///
  /// - Throws: `WorkspaceError` when the file or a column is missing.
  public static func texts(
    of source: Source, data: URL, progress: @escaping StageProgress.Handler = { _ in }
  ) throws -> [[Text]] {
    let folder = DatasetFolder("postings", in: data, progress: progress)
    var texts: [[Text]] = []
    switch source {
    case .nhs:
      try folder.read("nhs_jobs_2020_11", columns: ["id", "description"]) { fields throws(UnusableField) in
        texts.append([Text(id: fields[0], part: .description, text: fields[1])])
      }
    case .dice:
      try folder.read(
        "dice_us_sample_title_skills", columns: ["Job_Id", "Designation", "Required Skills"],
        header: ["Job_Id", "Designation", "Required Skills", "Max Exp", "Max Exp 2"]
      ) { fields throws(UnusableField) in
        let items = fields[2].split(separator: ",").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
        texts.append([
          Text(id: fields[0], part: .skills, text: items.filter { !$0.isEmpty }.joined(separator: "\n")),
          Text(id: fields[0] + "/title", part: .title, text: fields[1]),
        ])
      }
    }
    return texts
  }

  /// Draws mentions of a finder, each of another advert.
  public static func draw(_ count: Int, from adverts: [[Text]], by finder: some MentionFinder, seed: UInt64) -> [Draw] {
    var random = SeededRandom(seed: seed)
    var order = Array(adverts.indices)
    random.shuffle(&order)
    var draws: [Draw] = []
    for advert in order where draws.count < count {
      let found = adverts[advert].flatMap { text in
        finder.mentions(in: text.text, part: text.part).map { Draw(text: text, mention: $0) }
      }
      if !found.isEmpty { draws.append(random.element(of: found)) }
    }
    return draws
  }
}
