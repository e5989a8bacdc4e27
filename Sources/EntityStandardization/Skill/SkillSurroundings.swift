/// Words directly beside a label by which it means something else.
struct SkillSurroundings: Sendable {
  private let before: Set<[UInt8]>
  private let after: Set<[UInt8]>
  /// Whether a word with a capital directly before it, that is no adjective, makes it a name: `Bridge Street Surgery`.
  private let isPartOfNames: Bool

  private init(before: [String] = [], after: [String] = [], isPartOfNames: Bool = false) {
    self.before = Set(before.map { Array($0.utf8) })
    self.after = Set(after.map { Array($0.utf8) })
    self.isPartOfNames = isPartOfNames
  }

  /// What is known of a folded label; `nil` for most.
  static func of(_ folded: String) -> SkillSurroundings? { known[folded] }

  /// Whether a match in a text is excluded by what stands beside it. O(length of the words beside).
  func exclude(_ match: Range<Int>, in text: FoldedText) -> Bool {
    let bytes = text.bytes
    if match.lowerBound > 1, bytes[match.lowerBound - 1] == FoldedText.space {
      let end = match.lowerBound - 1
      var start = end
      while start > 0, end - start < 24, bytes[start - 1] > FoldedText.space { start -= 1 }
      let word = Array(bytes[start..<end])
      if before.contains(word) { return true }
      if isPartOfNames, isUpper(text.source[Int(text.origins[start])]),
        isUpper(text.source[Int(text.origins[match.lowerBound])]), !SkillSurroundings.isAdjective(word)
      {
        return true
      }
    }
    if match.upperBound < bytes.count, bytes[match.upperBound] == FoldedText.space {
      let start = match.upperBound + 1
      var end = start
      while end < bytes.count, end - start < 24, bytes[end] > FoldedText.space { end += 1 }
      return after.contains(Array(bytes[start..<end]))
    }
    return false
  }

  private static func isAdjective(_ word: [UInt8]) -> Bool {
    ["ic", "al", "ive", "ar", "ed", "and", "in", "of", "for", "acute"].contains {
      word.suffix($0.utf8.count).elementsEqual($0.utf8)
    }
  }

  private static let known: [String: SkillSurroundings] = [
    // A doctor's practice.
    "surgery": SkillSurroundings(
      before: [
        "the", "our", "this", "gp", "doctors", "s", "practice", "branch", "each", "a", "at", "your", "their", "an",
        "whole",
        "busy", "friendly", "every", "to", "per",
      ],
      after: ["is", "has", "team", "staff", "based", "manager", "premises", "we", "are", "located", "in"],
      isPartOfNames: true),
    "surgeries": SkillSurroundings(
      before: ["the", "our", "gp", "practice", "branch", "of", "two", "three", "four", "dental", "both", "and"]),
    // Names of bodies.
    "public health": SkillSurroundings(after: ["england", "wales", "scotland", "agency"]),
    "health education": SkillSurroundings(
      after: ["england", "and", "north", "south", "west", "east", "yorkshire", "hull", "kent", "thames", "wessex"]),
    "consultation": SkillSurroundings(
      before: ["in", "close", "after", "under", "staff", "through"], after: ["with", "by"]),
    "pregnancy": SkillSurroundings(before: ["disability", "and", "partnership"], after: ["and", "or"]),
    "orthopaedic": SkillSurroundings(before: ["royal", "national", "british"], after: ["hospital", "association"]),
    "welsh": SkillSurroundings(
      before: ["the"],
      after: ["government", "nhs", "health", "ambulance", "valleys", "national", "risk", "public", "blood"]),
    "english": SkillSurroundings(after: ["gcse", "law", "national", "heritage", "and"]),
    "rehabilitation": SkillSurroundings(after: ["of"]),
    "nutrition": SkillSurroundings(after: ["consultation", "consultations"]),
    "orthopaedics": SkillSurroundings(before: ["royal", "national", "british"], after: ["hospital", "association"]),
    "grammar": SkillSurroundings(after: ["school", "schools"]),
    "c": SkillSurroundings(before: ["grade", "grades", "vitamin", "hepatitis", "level", "type", "to", "a"]),
    "project management": SkillSurroundings(after: ["office"]),
    // Lists of benefits.
    "health and safety": SkillSurroundings(after: ["executive"]),
    "word": SkillSurroundings(after: ["of"]),
    "access": SkillSurroundings(after: ["to"]),
  ]
}
