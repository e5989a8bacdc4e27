import EntityStandardization
import Foundation
import JobMatching

/// Draws the mentions that a person judges: 100 of the rules and 50 of the plain match from each source.
struct SkillDraw {
  let texts: TextStandardizer
  let data: URL

  /// Prints them as rows of `skill_mentions.csv` without verdicts.
  func print(seed: UInt64) throws {
    Swift.print("finder,source,id,start,end,value,label,excerpt,verdict,remark")
    for source in SkillSample.Source.allCases {
      let adverts = try SkillSample.texts(of: source, data: data)
      show("rules", source, SkillSample.draw(100, from: adverts, by: texts.skills, seed: seed))
      show("plain", source, SkillSample.draw(50, from: adverts, by: texts.plainSkills, seed: seed))
    }
  }

  private func show(_ finder: String, _ source: SkillSample.Source, _ draws: [SkillSample.Draw]) {
    for draw in draws {
      let fields = [
        finder, source.rawValue, draw.text.id, "\(draw.mention.range.lowerBound)", "\(draw.mention.range.upperBound)",
        draw.mention.value, draw.mention.label, draw.excerpt.split(separator: " ").joined(separator: " "), "", "",
      ]
      Swift.print(fields.map(quoted).joined(separator: ","))
    }
  }

  private func quoted(_ field: String) -> String {
    guard field.contains(where: { ",\"\n".contains($0) }) else { return field }
    return "\"\(field.replacingOccurrences(of: "\"", with: "\"\""))\""
  }
}
