import JobMarket

/// Reads the degrees that a text asks for, and the subjects they are asked in.
///
/// The ladder is `highSchool`, `associate`, `bachelor`, `master`, `doctorate`; `professional` is a degree that admits to a
/// profession (J.D., M.D.). A degree without a name of its own is a bachelor's. A master's or doctor's named behind a lower
/// one is one more that will do. A subject is what stands behind `degree in`, up to what ends it.
struct DegreeReader: FactReader {
  let cues: [String]
  private let rules: [Rule]

  private struct Rule: Sendable {
    var value: String
    var label: String
    var confidence: Float
    /// Written in capitals or mixed case only: `BA`, `MS`, `MA`.
    var isCased = false
    /// Needs a word of degrees near it.
    var needsCompany = false
  }

  init() {
    var cues: [String] = []
    var rules: [Rule] = []
    func add(
      _ value: String, _ label: String, _ confidence: Float, isCased: Bool = false, needsCompany: Bool = false,
      _ phrases: [String]
    ) {
      for phrase in phrases {
        cues.append(phrase)
        rules.append(
          Rule(value: value, label: label, confidence: confidence, isCased: isCased, needsCompany: needsCompany))
      }
    }
    add(
      "highSchool", "high school", 0.9,
      [
        "high school diploma", "high school degree", "ged", "high school graduate", "hs diploma",
        "secondary school diploma",
        "high school education", "high school or ged", "abitur", "high school diploma or equivalent",
      ])
    add(
      "associate", "associate degree", 0.9,
      [
        "associate degree", "associates degree", "associate s degree", "foundation degree", "hnd",
        "associates of science",
        "associate of science", "associate of arts", "aas degree", "2 year degree", "two year degree",
      ])
    add(
      "bachelor", "bachelor's degree", 0.95,
      [
        "bachelors degree", "bachelor degree", "bachelors", "bachelor", "bachelor of science", "bachelor of arts",
        "undergraduate degree", "bsc", "b sc", "beng", "bachelor of engineering", "b eng", "b tech", "btech",
        "bachelor of nursing",
        "4 year degree", "four year degree", "honours degree", "hons degree", "university degree", "college degree",
        "first degree", "b a degree", "b s degree", "bs degree", "ba degree", "llb", "bsn", "bba", "hochschulabschluss",
        "bcom", "b com",
        "bachelor of commerce", "ba bs", "bs ba", "bs ms", "bs or ms", "bs or ba", "ba or bs", "b s or m s", "b s",
        "b a", "bsc hons", "graduate degree level",
      ])
    add(
      "bachelor", "bachelor's degree", 0.75, ["degree", "degree level", "degree educated", "educated to degree level"])
    add("bachelor", "bachelor's degree", 0.8, isCased: true, needsCompany: true, ["ba", "bs"])
    add(
      "master", "master's degree", 0.95,
      [
        "masters degree", "master degree", "masters", "master s degree", "master of science", "master of arts", "msc",
        "m sc",
        "mba", "master of business administration", "postgraduate degree", "graduate degree", "advanced degree", "meng",
        "masters level", "mphil", "msw", "mph", "m tech", "mtech", "msn", "ms degree", "ma degree", "m s degree",
        "post graduate degree", "higher degree", "master of public health",
      ])
    add("master", "master's degree", 0.8, isCased: true, needsCompany: true, ["ms", "ma", "m s", "m a"])
    add(
      "doctorate", "doctorate", 0.95,
      [
        "phd", "ph d", "doctorate", "doctoral degree", "dphil", "doctorate degree", "doctoral", "edd",
        "doctorate level", "dclinpsy", "dclinpsych",
      ])
    add(
      "professional", "professional degree", 0.9,
      [
        "juris doctor", "j d degree", "jd degree", "j d", "doctor of medicine", "mbbs", "mb bs", "mbchb", "mb chb",
        "medical degree",
        "law degree", "pharmd", "pharm d", "doctor of pharmacy", "dds", "dmd", "doctor of dental surgery",
        "doctor of veterinary medicine", "dvm", "doctor of nursing practice", "md or do", "md degree",
      ])
    (self.cues, self.rules) = (cues, rules)
  }

  /// Words before a degree that is offered, not asked for.
  private static let offers = WordHash.set(
    "completing undertake undertaking supported supporting funded fund funding access pursue supervise supervising thriving"
      + " apprenticeship leading sponsor sponsored")
  private static let others = WordHash.set(
    "apprenticeship apprenticeships apprentice student students programme programmes program programs course courses training"
      + " thesis supervision project projects placements funded office celsius angle certificate modules research"
      + " fellow fellowship candidates candidate funding")
  private static let passing = WordHash.set("high some certain great large varying reasonable considerable significant")

  func mentions(at hits: [CueHit], in text: ScannedText, part: TextPart) -> [Mention] {
    guard part == .description || part == .title || part == .query else { return [] }
    var mentions: [Mention] = []
    for hit in hits {
      let rule = rules[hit.cue]
      guard var confidence = confidence(of: hit, rule, text) else { continue }
      if part == .title { confidence *= 0.8 }
      let stance = Stances.stance(of: hit.words, in: text)
      mentions.append(
        Mention(
          .degree, value: rule.value, label: rule.label, part: part, range: text.range(hit.words),
          confidence: confidence,
          method: .rule, stance: stance))
      for (major, range) in MajorReader.majors(behind: hit.words.upperBound, in: text) {
        mentions.append(
          Mention(
            .major, value: major.name, label: major.name, part: part, range: text.range(range),
            confidence: major.isKnown ? 0.85 : 0.5, method: major.isKnown ? .label : .rule, stance: stance))
      }
    }
    return mentions
  }

  private func confidence(of hit: CueHit, _ rule: Rule, _ text: ScannedText) -> Float? {
    let (first, next) = (hit.words.lowerBound, hit.words.upperBound)
    let behind = next < text.words.count && text.words[next].gap == .joined ? text.words[next].hash : nil
    if let behind, DegreeReader.others.contains(behind) { return nil }
    if first > 0, text.words[first].gap == .joined {
      let before = text.words[first - 1].hash
      // "a high degree of", "scrum master"
      if DegreeReader.passing.contains(before) { return nil }
      if rule.value == "master", DegreeReader.roles.contains(before) { return nil }
    }
    if let behind, behind == DegreeReader.of, rule.confidence < 0.8 { return nil }
    if rule.isCased {
      guard text.bytes[text.range(hit.words)].contains(where: { (65...90).contains($0) }),
        text.bytes[text.range(hit.words)].dropFirst().allSatisfy({ !(97...122).contains($0) || $0 == 115 })
      else { return nil }
    }
    let start = text.sentenceStart(of: first, limit: 5)
    if (start..<first).contains(where: { DegreeReader.offers.contains(text.words[$0].hash) }) { return nil }
    if rule.needsCompany {
      let near = (max(0, first - 2)..<min(text.words.count, next + 3)).filter { !hit.words.contains($0) }
      // "in" and "or" alone are company of anything.
      guard near.contains(where: { DegreeReader.strongCompany.contains(text.words[$0].hash) }) else { return nil }
    }
    return rule.confidence
  }

  private static let of = WordHash.of("of")
  private static let roles = WordHash.set("scrum web post head grand station quiz harbour")
  private static let strongCompany = WordHash.set(
    "degree degrees bachelor bachelors master masters msc bsc phd mba doctorate diploma hons honours")
}
