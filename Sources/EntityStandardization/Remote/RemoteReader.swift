import JobMarket

/// Reads where the work may be done: remote, hybrid or on site.
///
/// Adverts speak of remote sites, remote monitoring, home-based care and interviews held remotely, so the bare words count
/// in titles and places only; in other texts they need a word beside them that speaks of the job. Remote work that is only
/// possible at times, or for some, counts as hybrid and with little confidence.
struct RemoteReader: FactReader {
  let cues: [String]
  private let rules: [Rule]

  private struct Rule: Sendable {
    var value: RemoteWork
    /// The confidence in titles and places, and in other texts; 0 is never.
    var title: Float
    var text: Float
  }

  init() {
    var cues: [String] = []
    var rules: [Rule] = []
    func add(_ value: RemoteWork, title: Float, text: Float, _ phrases: [String]) {
      for phrase in phrases {
        cues.append(phrase)
        rules.append(Rule(value: value, title: title, text: text))
      }
    }
    add(.remote, title: 0.95, text: 0, ["remote", "remotely", "anywhere"])
    add(
      .remote, title: 0.98, text: 0.85,
      [
        "fully remote", "100 remote", "100 percent remote", "remote position", "remote role", "remote job",
        "remote first",
        "remote opportunity", "remote only", "work from anywhere", "permanently remote", "fully home based",
        "remote eligible",
        "remote friendly", "completely remote", "entirely remote",
      ])
    add(
      .remote, title: 0.95, text: 0.6,
      [
        "remote working", "remote work", "work remotely", "working remotely", "work from home", "working from home",
        "wfh",
        "home based", "homebased", "homeworking", "home working", "telecommute", "telecommuting", "telework",
        "teleworking",
      ])
    add(.hybrid, title: 0.95, text: 0, ["hybrid", "partly remote", "part remote"])
    add(
      .hybrid, title: 0.95, text: 0.85,
      [
        "hybrid working", "hybrid work", "hybrid role", "hybrid position", "hybrid schedule", "hybrid model",
        "hybrid remote",
        "remote hybrid", "partially remote", "hybrid basis", "hybrid home",
      ])
    add(.onsite, title: 0.9, text: 0, ["on site", "onsite", "in office", "in person"])
    add(
      .onsite, title: 0.9, text: 0.8,
      [
        "on site position", "onsite position", "on site role", "onsite role", "on site only", "onsite only",
        "fully on site",
        "fully onsite", "100 onsite", "100 on site", "on site job", "office based role", "work on site", "work onsite",
      ])
    (self.cues, self.rules) = (cues, rules)
  }

  private static let otherBehind = WordHash.set(
    "sensing support monitoring control access site sites area areas consultation consultations location locations patient"
      + " desktop infrastructure care treatment treatments service services therapy interventions intervention carers"
      + " intensive exercise exercises communities community assessment assessments clinics clinic systems server team"
      + " rehabilitation nursing parenteral island islands regions parts assistance visits package packages"
      + " delivery learning training event events fertilizer vehicle vehicles cloud parking nursery restaurant gym"
      + " reality assistant classroom health medicine wards ward teams")
  private static let maybe = WordHash.set(
    "some occasional occasionally sometimes option options flexible flexibility partly partially combination part mix mixture"
      + " may considered consider possible opportunity opportunities ability able potential potentially element days day"
      + " where discussed negotiable when if needed required blend elements"
      + " occasion flexibly between onsite office sharing compressed share")
  private static let passing = WordHash.set(
    "currently covid covid19 pandemic moment interview interviews interviewed interviewing temporarily lockdown coronavirus"
      + " allowance equipment present foreseeable")
  private static let denials = WordHash.set("no not isnt unavailable cannot never")

  private static let job = WordHash.set(
    "role post position job you your postholder holder this location based work vacancy opportunity clinician contract hours"
  )
  private static let (yes, no) = (WordHash.of("yes"), WordHash.of("no"))

  func mentions(at hits: [CueHit], in text: ScannedText, part: TextPart) -> [Mention] {
    guard part == .title || part == .description || part == .places || part == .query else { return [] }
    return hits.compactMap { hit in
      let rule = rules[hit.cue]
      var value = rule.value
      var confidence = part == .description ? rule.text : rule.title
      let next = hit.words.upperBound
      // "Full-time, hybrid, central London": an item by itself says what a word in a sentence does not.
      let isItem =
        text.words[hit.words.lowerBound].gap >= .comma && (next == text.words.count || text.words[next].gap >= .comma)
      if confidence == 0, isItem { confidence = 0.7 }
      guard confidence > 0 else { return nil }
      let isNextJoined = next < text.words.count && text.words[next].gap == .joined
      if isNextJoined, RemoteReader.otherBehind.contains(text.words[next].hash) { return nil }
      // "Location: Remote / Home based" says it plainly.
      let isHead = text.words[hit.words.lowerBound].gap >= .comma
      let answer = answer(behind: hit.words, text)
      let isNegated = answer == RemoteReader.no || answer == nil && isNegated(hit.words, text)
      if answer == RemoteReader.yes { confidence = max(confidence, 0.85) }
      if part == .description, !isNegated {
        let sentence =
          text.sentenceStart(of: hit.words.lowerBound, limit: 10)..<text.sentenceEnd(of: next - 1, limit: 10)
        let hashes = sentence.lazy.filter { !hit.words.contains($0) }.map { text.words[$0].hash }
        if hashes.contains(where: RemoteReader.passing.contains) { return nil }
        if value == .remote, !isHead, confidence < 0.8, hashes.contains(where: RemoteReader.maybe.contains) {
          value = .hybrid
          confidence = 0.5
        } else if !isHead, confidence < 0.8, !hashes.contains(where: RemoteReader.job.contains) {
          return nil
        }
      }
      return Mention(
        .remote, value: value.rawValue, label: RemoteReader.labels[value] ?? value.rawValue, part: part,
        range: text.range(hit.words), confidence: confidence, method: .rule, stance: isNegated ? .negated : .stated)
    }
  }

  /// The word behind a colon, as in forms: "Work remotely: No".
  private func answer(behind words: Range<Int>, _ text: ScannedText) -> UInt64? {
    let end = Int(text.words[words.upperBound - 1].end)
    guard words.upperBound < text.words.count, end < text.bytes.count, text.bytes[end] == UInt8(ascii: ":") else {
      return nil
    }
    let hash = text.words[words.upperBound].hash
    return hash == RemoteReader.yes || hash == RemoteReader.no ? hash : nil
  }

  private static let labels: [RemoteWork: String] = [.remote: "remote", .hybrid: "hybrid", .onsite: "on site"]

  /// "no remote work", "this is not a remote position", "remote work is not possible", "Remote: no".
  private func isNegated(_ words: Range<Int>, _ text: ScannedText) -> Bool {
    if Stances.isNegated(words.lowerBound, in: text) { return true }
    var index = words.upperBound
    while index < text.words.count, index - words.upperBound < 4, text.words[index].gap <= .comma {
      let word = text.words[index]
      if word.gap == .comma, index > words.upperBound { break }
      if RemoteReader.denials.contains(word.hash) { return true }
      index += 1
    }
    return false
  }
}
