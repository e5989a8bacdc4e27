import JobMarket

/// Reads the licences, registrations and certificates that a text asks for.
///
/// The names of registers, councils and examinations count wherever they are written as such; words of general use
/// (`forklift`, `bar`) only together with `licence`, `certified`, `admission`. A fee paid for a registration, and a document
/// to be shown at an interview, ask for none.
struct LicenceReader: FactReader {
  let cues: [String]
  private let rules: [Rule]

  private struct Rule: Sendable {
    var value: String
    var label: String
    var confidence: Float
    /// In capitals only.
    var isCased: Bool
    /// Needs a word of licences near it.
    var needsCompany: Bool
  }

  init() {
    var cues: [String] = []
    var rules: [Rule] = []
    for entry in LicenceReader.entries {
      for phrase in entry.phrases {
        cues.append(phrase)
        rules.append(
          Rule(
            value: entry.value, label: entry.label, confidence: entry.confidence, isCased: entry.isCased,
            needsCompany: entry.needsCompany))
      }
    }
    (self.cues, self.rules) = (cues, rules)
  }

  private static let company = WordHash.set(
    "registration registered register pin licence license licensed licensure certified certification certificate certificates"
      + " qualified qualification qualifications membership member chartered accredited accreditation current valid active hold"
      + " holds holding holder full fully unrestricted required essential desirable preferred must admitted admission cct"
      + " registrant part chartership clearance eligible eligibility enrolled nurse practitioner entry obtain with")
  private static let others = WordHash.set(
    "fee fees code codes guidelines standards guidance payment paid paying renewal renewals cover reimbursement revalidation"
      + " passport utility identification identity conduct requirements number framework proficiencies approved")
  private static let documents = WordHash.set(
    "passport utility identification identity bill proof documents fees fee pays paid")

  private static let articles = WordHash.set("the our all other for or of")
  private static let support = WordHash.set("supervision support supports supporting assist assisting under call")

  private func isOfOthers(_ words: Range<Int>, _ text: ScannedText) -> Bool {
    let start = text.sentenceStart(of: words.lowerBound, limit: 6)
    guard start < words.lowerBound else { return false }
    return LicenceReader.articles.contains(text.words[words.lowerBound - 1].hash)
      || (start..<words.lowerBound).contains { LicenceReader.support.contains(text.words[$0].hash) }
  }

  func mentions(at hits: [CueHit], in text: ScannedText, part: TextPart) -> [Mention] {
    guard part != .company, part != .places, part != .industry else { return [] }
    return hits.compactMap { hit in
      let rule = rules[hit.cue]
      let bytes = text.range(hit.words)
      if rule.isCased, !text.bytes[bytes].allSatisfy({ !(97...122).contains($0) }) { return nil }
      let start = text.sentenceStart(of: hit.words.lowerBound, limit: 6)
      let end = text.sentenceEnd(of: hit.words.upperBound - 1, limit: 6)
      let near = (start..<end).filter { !hit.words.contains($0) }
      if near.contains(where: { LicenceReader.documents.contains(text.words[$0].hash) }) { return nil }
      let next = hit.words.upperBound
      if next < text.words.count, text.words[next].gap == .joined, LicenceReader.others.contains(text.words[next].hash)
      {
        return nil
      }
      var confidence = rule.confidence
      // "supports the registered nurse" asks for none.
      if confidence < 0.7, part == .description, isOfOthers(hit.words, text) { return nil }
      if rule.needsCompany, part == .description {
        guard near.contains(where: { LicenceReader.company.contains(text.words[$0].hash) }) else { return nil }
      }
      if part == .title { confidence *= 0.9 }
      return Mention(
        .licence, value: rule.value, label: rule.label, part: part, range: bytes, confidence: confidence, method: .rule,
        stance: Stances.stance(of: hit.words, in: text))
    }
  }
}
