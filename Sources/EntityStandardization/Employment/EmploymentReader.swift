import JobMarket

/// Reads the kind of contract.
///
/// In a title a cue is nearly sure; `contract`, `temp` and `bank` count there only where they stand apart, for a Contract
/// Manager's contract may be permanent. In an advert's text a cue is passed over where the words beside it speak of
/// something else: full-time equivalent, temporary staffing.
struct EmploymentReader: FactReader {
  let cues: [String]
  private let rules: [Rule]

  private struct Rule: Sendable {
    var types: [EmploymentType]
    /// The confidence in a title and in other texts; 0 is never.
    var title: Float
    var text: Float
    var isApart = false
  }

  init() {
    var cues: [String] = []
    var rules: [Rule] = []
    func add(_ types: [EmploymentType], title: Float, text: Float, isApart: Bool = false, _ phrases: [String]) {
      for phrase in phrases {
        cues.append(phrase)
        rules.append(Rule(types: types, title: title, text: text, isApart: isApart))
      }
    }
    add([.fullTime], title: 0.95, text: 0.7, ["full time", "fulltime", "vollzeit", "temps plein", "tiempo completo"])
    add([.partTime], title: 0.95, text: 0.7, ["part time", "parttime", "teilzeit", "temps partiel", "medio tiempo"])
    add(
      [.fullTime, .partTime], title: 0.95, text: 0.75,
      ["full or part time", "full part time", "full and part time", "part or full time", "part full time", "ft pt"])
    add(
      [.contract], title: 0.9, text: 0.75,
      [
        "contract position", "contract role", "contract to hire", "contract basis", "independent contractor",
        "corp to corp",
        "c2c", "w2 contract", "contract job", "contract assignment", "month contract", "freelance", "freelancer",
        "self employed", "contract opportunity",
      ])
    add([.contract], title: 0.85, text: 0, isApart: true, ["contract", "contractor", "1099"])
    add(
      [.temporary], title: 0.9, text: 0.75,
      [
        "fixed term", "temporary position", "temporary post", "temporary role", "temporary contract", "temporary basis",
        "temporary vacancy", "temporary assignment", "temporary job", "temporary opportunity", "maternity cover",
        "maternity leave cover", "temp to perm", "temp to hire", "seasonal position", "seasonal role", "secondment",
        "parental leave cover", "month contract", "months contract", "locum position", "locum post", "interim position",
        "befristet",
      ])
    add([.temporary], title: 0.85, text: 0, isApart: true, ["temp", "seasonal", "interim"])
    add([.temporary], title: 0.9, text: 0, ["temporary", "locum"])
    add(
      [.internship], title: 0.95, text: 0.75,
      [
        "internship program", "internship programme", "internship position", "internship opportunity",
        "summer internship",
        "paid internship", "this internship", "praktikum", "werkstudent", "working student",
      ])
    add([.internship], title: 0.95, text: 0, ["intern", "interns", "internship", "praktikant", "co op"])
    add(
      [.volunteer], title: 0.9, text: 0.75,
      [
        "volunteer position", "volunteer role", "voluntary role", "voluntary position", "volunteering role",
        "unpaid role",
      ])
    add([.volunteer], title: 0.85, text: 0, isApart: true, ["volunteer", "voluntary"])
    add(
      [.perDiem], title: 0.95, text: 0.75,
      [
        "per diem", "prn", "bank nurse", "bank staff nurse", "bank hca", "bank contract", "zero hours",
        "zero hours contract",
        "zero hour contract", "as and when required basis",
      ])
    add([.perDiem], title: 0.7, text: 0, isApart: true, ["bank", "casual", "relief", "sessional"])
    (self.cues, self.rules) = (cues, rules)
  }

  private static let otherBehind = WordHash.set(
    "equivalent equivalence education student students study studies team teams staff staffing members doctors gps colleagues"
      + " clinicians consultants workers worker course courses degree manager employee employees partners salaried salary"
      + " program programme nurses receptionist receptionists secretary admin qualification carers wte")
  private static let otherBefore = WordHash.set(
    "million another previous former one two three four five six seven 2 3 4 5 6")

  func mentions(at hits: [CueHit], in text: ScannedText, part: TextPart) -> [Mention] {
    guard part == .title || part == .description || part == .query else { return [] }
    return hits.flatMap { hit -> [Mention] in
      let rule = rules[hit.cue]
      let isTitle = part != .description
      var confidence = isTitle ? rule.title : rule.text
      guard confidence > 0 else { return [] }
      if isTitle {
        if rule.isApart, !EmploymentReader.isApart(hit.words, text) { return [] }
      } else {
        let next = hit.words.upperBound
        let isNextJoined = next < text.words.count && text.words[next].gap == .joined
        if isNextJoined, EmploymentReader.otherBehind.contains(text.words[next].hash) { return [] }
        let first = hit.words.lowerBound
        if first > 0, text.words[first].gap == .joined,
          EmploymentReader.otherBefore.contains(text.words[first - 1].hash)
        {
          return []
        }
        // "Hours: Full time", "This is a full-time position": said of the job itself.
        let isHead = text.words[first].gap >= .comma
        if isHead || isNextJoined && EmploymentReader.jobs.contains(text.words[next].hash) { confidence += 0.15 }
      }
      let isNegated = Stances.isNegated(hit.words.lowerBound, in: text, reach: 3)
      return rule.types.map { type in
        Mention(
          .employmentType, value: type.rawValue, label: EmploymentReader.labels[type] ?? type.rawValue, part: part,
          range: text.range(hit.words), confidence: confidence, method: .rule, stance: isNegated ? .negated : .stated)
      }
    }
  }

  private static let jobs = WordHash.set("position role post job vacancy opportunity contract hours permanent basis")

  private static let labels: [EmploymentType: String] = [
    .fullTime: "full-time", .partTime: "part-time", .contract: "contract", .temporary: "temporary",
    .internship: "internship", .volunteer: "volunteer", .perDiem: "per diem", .other: "other",
  ]

  /// Whether a phrase stands for itself: at an end of the title or between dashes, commas or brackets.
  static func isApart(_ words: Range<Int>, _ text: ScannedText) -> Bool {
    let isFirst = words.lowerBound == 0 || text.words[words.lowerBound].gap >= .comma
    let isLast = words.upperBound == text.words.count || text.words[words.upperBound].gap >= .comma
    return isLast && (isFirst || words.upperBound == text.words.count && words.lowerBound > 0) && text.words.count > 1
  }
}
