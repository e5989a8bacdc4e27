import JobMarket

/// Reads the languages that a job asks for, as their English names.
///
/// A language's name counts beside words of command: `fluent in`, `speaking`, `bilingual`, `must speak`; an English
/// department, a French chef and a GCSE in English ask for none. Languages in a list share what is said of one of them.
struct LanguageReader: FactReader {
  let cues: [String]
  private let names: [String]

  init() {
    var cues: [String] = []
    var names: [String] = []
    for row in LanguageReader.languages {
      for cue in row {
        cues.append(cue.lowercased())
        names.append(row[0])
      }
    }
    (self.cues, self.names) = (cues, names)
  }

  /// English names, with other spellings behind.
  private static let languages: [[String]] = [
    ["English", "englisch", "anglais"], ["German", "deutsch"], ["French", "français"],
    ["Spanish", "español"], ["Italian"], ["Portuguese"], ["Dutch"], ["Polish"],
    ["Russian"], ["Ukrainian"], ["Czech"], ["Slovak"], ["Hungarian"], ["Romanian"], ["Bulgarian"], ["Greek"],
    ["Turkish"],
    ["Arabic"], ["Hebrew"], ["Farsi", "persian"], ["Urdu"], ["Hindi"], ["Bengali"], ["Punjabi"], ["Gujarati"],
    ["Tamil"],
    ["Telugu"], ["Mandarin", "mandarin chinese", "putonghua"], ["Cantonese"], ["Chinese"], ["Japanese"], ["Korean"],
    ["Vietnamese"], ["Thai"], ["Indonesian", "bahasa indonesia"], ["Malay", "bahasa malaysia", "bahasa melayu"],
    ["Tagalog", "filipino"],
    ["Swedish"], ["Norwegian"], ["Danish"], ["Finnish"], ["Icelandic"], ["Welsh"], ["Irish"], ["Gaelic"], ["Croatian"],
    ["Serbian"], ["Slovenian"], ["Lithuanian"], ["Latvian"], ["Estonian"], ["Albanian"], ["Somali"], ["Swahili"],
    ["Amharic"],
    ["Haitian Creole"], ["Hmong"], ["Nepali"], ["Catalan"], ["British Sign Language", "bsl"],
    ["American Sign Language", "asl"],
  ]

  private static let before = WordHash.set(
    "fluent fluency fluently proficient proficiency speak speaks speaking spoken written write read reading native bilingual"
      + " trilingual multilingual conversational command knowledge language languages communicate communication level"
      + " verbal oral understand understanding business professional good excellent strong skills")
  private static let strong = WordHash.set(
    "fluent fluency fluently proficient proficiency speak speaks speaking spoken native bilingual trilingual multilingual"
      + " conversational language languages written speaker speakers mother tongue sprachkenntnisse command")
  private static let behind = WordHash.set(
    "speaking speaker speakers language fluency proficiency required desirable essential preferred skills spoken written fluent"
      + " speech native mandatory")
  private static let others = WordHash.set(
    "gcse gcses maths mathematics math literature department teacher teachers tutor lecturer breakfast heritage cuisine chef"
      + " restaurant food government nationals citizen citizens market team companies company law history football studies"
      + " grade grades functional academy council equivalent ielts toefl class curriculum civil doctor"
      + " riviera army ambulance nhs population island islands community office bank embassy region school sea")
  private static let links = WordHash.set("and or und et")

  func mentions(at hits: [CueHit], in text: ScannedText, part: TextPart) -> [Mention] {
    var weights = hits.map { confidence(of: $0, in: text, part) }
    spread(&weights, over: hits, in: text)
    var mentions: [Mention] = []
    var last: (words: Range<Int>, stance: Mention.Stance)?
    for (hit, weight) in zip(hits, weights) where weight > 0 {
      var stance = Stances.stance(of: hit.words, in: text)
      if stance == .stated, asks(hit, text) { stance = .required }
      if stance == .stated, let last, isList(last.words, hit.words, text) { stance = last.stance }
      last = (hit.words, stance)
      mentions.append(
        Mention(
          .language, value: names[hit.cue], label: names[hit.cue], part: part, range: text.range(hit.words),
          confidence: weight, method: .rule, stance: stance))
    }
    return mentions
  }

  /// "must speak", "fluent in" ask by themselves.
  private func asks(_ hit: CueHit, _ text: ScannedText) -> Bool {
    let start = text.sentenceStart(of: hit.words.lowerBound, limit: 4)
    return (start..<hit.words.lowerBound).contains { LanguageReader.asking.contains(text.words[$0].hash) }
  }

  private static let asking = WordHash.set("fluent fluency proficient must")

  private func confidence(of hit: CueHit, in text: ScannedText, _ part: TextPart) -> Float {
    let (first, next) = (hit.words.lowerBound, hit.words.upperBound)
    // A name begins with a capital in all but sloppy texts; polish and french polish do not.
    guard text.words[first].isCapitalized || part == .query || part == .skills else { return 0 }
    if next < text.words.count, text.words[next].gap == .joined, LanguageReader.others.contains(text.words[next].hash) {
      return 0
    }
    if first > 0, text.words[first].gap <= .comma, LanguageReader.others.contains(text.words[first - 1].hash) {
      return 0
    }
    if next + 1 < text.words.count, text.words[next].gap == .joined, text.words[next + 1].gap == .joined,
      LanguageReader.links.contains(text.words[next].hash), LanguageReader.others.contains(text.words[next + 1].hash)
    {
      return 0
    }
    if part == .skills { return 0.9 }
    if part == .title, EmploymentReader.isApart(hit.words, text) { return 0.6 }
    var (isWeak, index) = (false, first)
    while index > 0, first - index < 4, text.words[index].gap < .sentence {
      index -= 1
      if LanguageReader.strong.contains(text.words[index].hash) { return 0.9 }
      if LanguageReader.before.contains(text.words[index].hash) { isWeak = true }
    }
    index = next
    while index < text.words.count, index - next < 3, text.words[index].gap < .sentence {
      if LanguageReader.strong.contains(text.words[index].hash) { return 0.9 }
      if LanguageReader.behind.contains(text.words[index].hash) { isWeak = true }
      index += 1
    }
    return isWeak ? 0.7 : 0
  }

  /// A language beside one that counts, with nothing but a comma or `and` between, counts as well.
  private func spread(_ weights: inout [Float], over hits: [CueHit], in text: ScannedText) {
    func isList(_ first: CueHit, _ second: CueHit) -> Bool { self.isList(first.words, second.words, text) }
    for index in hits.indices.dropFirst() where weights[index] == 0 && weights[index - 1] > 0 {
      if isList(hits[index - 1], hits[index]), text.words[hits[index].words.lowerBound].isCapitalized {
        weights[index] = weights[index - 1] * 0.95
      }
    }
    for index in hits.indices.dropLast().reversed() where weights[index] == 0 && weights[index + 1] > 0 {
      if isList(hits[index], hits[index + 1]), text.words[hits[index].words.lowerBound].isCapitalized {
        weights[index] = weights[index + 1] * 0.95
      }
    }
  }

  /// Whether nothing but a comma, `and` or `or` stands between two names.
  private func isList(_ first: Range<Int>, _ second: Range<Int>, _ text: ScannedText) -> Bool {
    let between = first.upperBound..<max(first.upperBound, second.lowerBound)
    return between.count <= 1 && between.allSatisfy { LanguageReader.links.contains(text.words[$0].hash) }
      && text.words[second.lowerBound].gap <= .comma
  }
}
