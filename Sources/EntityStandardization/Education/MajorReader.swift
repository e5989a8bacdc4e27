/// Reads the subjects behind `degree in`: `computer science, engineering or a related field`.
enum MajorReader {
  /// A subject.
  struct Major: Hashable {
    /// In capitals as titles are written.
    var name: String
    /// Whether it is one of the subjects that the rules list.
    var isKnown: Bool
  }

  /// The subjects behind a degree, with the words they take. Reads at most thirty words.
  static func majors(behind start: Int, in text: ScannedText) -> [(Major, Range<Int>)] {
    let words = text.words
    var index = start
    // "degree (or equivalent) in": a few words may stand between.
    var skipped = 0
    while index < words.count, words[index].gap < .sentence, skipped < 4, !opening.contains(words[index].hash) {
      guard fillers.contains(words[index].hash) else { return [] }
      index += 1
      skipped += 1
    }
    guard index < words.count, words[index].gap < .sentence, opening.contains(words[index].hash) else { return [] }
    index += 1
    var found: [(Major, Range<Int>)] = []
    var first = index
    func close(_ end: Int) {
      var begin = first
      while begin < end, articles.contains(words[begin].hash) { begin += 1 }
      guard begin < end, let major = major(begin..<end, text) else { return }
      found.append((major, begin..<end))
    }
    let limit = min(words.count, index + 30)
    while index < limit {
      let word = words[index]
      if index == first, let length = linkedLength(index, text) {
        // "Health and Social Care" is one.
        close(index + length)
        index += length
        first = index
        continue
      }
      if index > first, word.gap >= .comma || links.contains(word.hash) { close(index) }
      if word.gap >= .sentence && index > first || closing.contains(word.hash) {
        if index > first, word.gap == .joined, !links.contains(word.hash) { close(index) }
        return found
      }
      if links.contains(word.hash) {
        first = index + 1
      } else if word.gap >= .comma {
        first = index
        // A clause that is no subject ends the list.
        if index > start + 1, !found.isEmpty, !isSubject(index, text) { return found }
      }
      index += 1
    }
    if index == words.count { close(index) }
    return found
  }

  /// How many words a subject with a link in it takes from a word on.
  private static func linkedLength(_ start: Int, _ text: ScannedText) -> Int? {
    guard firstWords.contains(text.words[start].hash) else { return nil }
    return (3...5).reversed().first { length in
      let range = start..<(start + length)
      guard range.upperBound <= text.words.count, range.dropFirst().allSatisfy({ text.words[$0].gap == .joined }),
        range.contains(where: { links.contains(text.words[$0].hash) })
      else { return false }
      return known[range.reduce(WordHash.empty) { WordHash.joining(text.words[$1].hash, to: $0) }] != nil
    }
  }

  private static func isSubject(_ index: Int, _ text: ScannedText) -> Bool {
    let word = text.words[index]
    return links.contains(word.hash) || word.isCapitalized || firstWords.contains(word.hash)
  }

  private static func major(_ range: Range<Int>, _ text: ScannedText) -> Major? {
    let key = range.reduce(WordHash.empty) { WordHash.joining(text.words[$1].hash, to: $0) }
    if let name = known[key] { return Major(name: name, isKnown: true) }
    guard (1...4).contains(range.count), text.range(range).count >= 4,
      range.allSatisfy({ !unfit.contains(text.words[$0].hash) && text.words[$0].range.count > 1 }),
      text.range(range).count <= 60, range.allSatisfy({ text.bytes[Int(text.words[$0].start)] >= 0x41 })
    else { return nil }
    // Subjects not listed must look like one.
    guard text.words[range.lowerBound].isCapitalized || suffixes.contains(text.words[range.upperBound - 1].hash) else {
      return nil
    }
    let name = range.map { position -> String in
      let word = text.string(text.words[position].range)
      return small.contains(text.words[position].hash)
        ? word.lowercased() : word.prefix(1).uppercased() + word.dropFirst().lowercased()
    }.joined(separator: " ")
    return Major(name: name, isKnown: false)
  }

  private static let opening = WordHash.set("in within")
  private static let fillers = WordHash.set(
    "degree degrees or and equivalent level qualification preferred required preferably with educated a hons honours diploma"
      + " experience the relevant an masters master bachelors bachelor phd ms msc mba ba bs")
  private static let articles = WordHash.set("a an the either relevant related")
  private static let links = WordHash.set("or and")
  private static let closing = WordHash.set(
    "with from plus required preferred is are at to field fields discipline disciplines subject subjects area areas equivalent"
      + " related relevant similar other another who that which you experience including such as for on by would will"
      + " desirable essential must have through degree bsc msc mpharm bpharm pharmd diploma hons fdsc level qualification"
  )
  private static let unfit = WordHash.set(
    "field related relevant equivalent experience years year degree work working same addition order any following this these"
      + " our your their its an one least similar another all england uk wales scotland place line role you we us"
      + " university exchange full part time progress process good accordance january july august"
      + " september 2020 2021 practice setting programmes programme training mphil mres hnc hnd cot dcr")
  private static let small = WordHash.set("of and the for in")
  private static let suffixes = WordHash.set(
    "science sciences engineering studies management administration design technology economics education law arts health"
      + " psychology nursing marketing finance accounting mathematics statistics physics chemistry biology therapy work medicine"
      + " policy relations communications communication development systems")

  private static let names = [
    "Computer Science", "Computer Engineering", "Software Engineering", "Information Technology", "Information Systems",
    "Data Science", "Mathematics", "Statistics", "Physics", "Chemistry", "Biology", "Biochemistry",
    "Biomedical Science",
    "Biomedical Sciences", "Biomedical Engineering", "Engineering", "Electrical Engineering", "Mechanical Engineering",
    "Civil Engineering", "Chemical Engineering", "Industrial Engineering", "Aerospace Engineering", "Economics",
    "Finance",
    "Accounting", "Business", "Business Administration", "Business Management", "Management", "Marketing", "Psychology",
    "Clinical Psychology", "Sociology", "Social Work", "Social Science", "Social Sciences", "Political Science",
    "International Relations", "Law", "Criminal Justice", "Criminology", "Education", "Nursing", "Public Health",
    "Medicine",
    "Pharmacy", "Dentistry", "Physiotherapy", "Occupational Therapy", "Speech Therapy", "Speech and Language Therapy",
    "Radiography", "Diagnostic Radiography", "Nutrition", "Dietetics", "Nutrition and Dietetics", "Graphic Design",
    "Design",
    "Architecture", "Journalism", "Communications", "Communication", "English", "History", "Philosophy", "Fine Arts",
    "Human Resources", "Human Resource Management", "Supply Chain", "Supply Chain Management", "Logistics",
    "Environmental Science", "Geography", "Geology", "Agriculture", "Hospitality", "Hospitality Management",
    "Counseling",
    "Counselling", "Science", "Technology", "Health Science", "Health Sciences", "Life Sciences", "Life Science",
    "Midwifery", "Mental Health Nursing", "Paramedic Science", "Optometry", "Podiatry", "Audiology",
    "Public Administration",
    "Healthcare Administration", "Health Administration", "Project Management", "Construction Management",
    "Operations Research",
    "Cybersecurity", "Cyber Security", "Actuarial Science", "Early Childhood Education", "Special Education",
    "Liberal Arts",
    "Applied Mathematics", "Molecular Biology", "Genetics", "Microbiology", "Immunology", "Neuroscience", "Linguistics",
    "Translation", "Library Science", "Music", "Art", "Theology", "Divinity", "Urban Planning", "Real Estate",
    "Sports Science",
    "Management Information Systems", "Electronics", "Artificial Intelligence", "Machine Learning", "Bioinformatics",
    "Maths", "Health and Social Care", "Medical Physics",
    "Clinical Physiology", "Clinical Science", "Diagnostic Radiology", "Virology", "Respiratory Physiology",
  ]

  private static let known: [UInt64: String] = {
    var known: [UInt64: String] = [:]
    for name in names {
      let words = ScannedText(name).words
      known[words.reduce(WordHash.empty) { WordHash.joining($1.hash, to: $0) }] = name == "Maths" ? "Mathematics" : name
    }
    return known
  }()

  private static let firstWords = Set(names.map { ScannedText($0).words[0].hash })
}
