/// Sets aside what in a job title does not name the occupation.
///
/// ```swift
/// let normalizer = TitleNormalizer(places: ["penang"])
/// let title = normalizer.normalize("URGENT!! Snr. QA Engineers #12345 (m/f/d) in PENANG")
/// title.core       // "quality assurance engineer"
/// title.seniority  // .senior
/// ```
public struct TitleNormalizer: Sendable {
  /// How many bytes of a title are read; the rest is cut, and `NormalizedTitle.wasCut` says so.
  public static let byteLimit = 512

  private let places: Set<String>
  private let employers: Set<String>
  private let longestName: Int

  /// Takes names to set aside, as `Tokenizer.folded` writes them: places count after a comma, dash, bracket, `in` or
  /// `at` and at the end; employers count anywhere. Neither empties a title.
  public init(places: Set<String> = [], employers: Set<String> = []) {
    (self.places, self.employers) = (places, employers)
    let lengths = (places.lazy.map { $0 }).map { $0.utf8.count { $0 == 0x20 } + 1 }
    let others = employers.map { $0.utf8.count { $0 == 0x20 } + 1 }
    longestName = min(6, max(lengths.max() ?? 0, others.max() ?? 0))
  }

  /// Reads a title. O(length · longest name), and never more than `byteLimit` bytes.
  ///
  /// - Parameter employer: who offers the job, as written; such a name is set aside like a known employer's, but one
  ///   word alone only where a place would be: the title of Care Ltd's care assistant is no assistant's.
  public func normalize(_ title: String, employer: String = "") -> NormalizedTitle {
    // Cutting may split a letter of several bytes: the rest of it is dropped with the cut.
    var bytes = Array(title.utf8.prefix(TitleNormalizer.byteLimit))
    let wasCut = bytes.count < title.utf8.count
    if wasCut { while let last = bytes.last, last & 0xC0 == 0x80 { bytes.removeLast() } }
    if wasCut, let last = bytes.last, last >= 0x80 { bytes.removeLast() }
    let words = TitleScanner().words(in: bytes)
    var marks: [SeniorityMark] = []
    var isKept = keep(words, employer, marks: &marks)
    if !words.indices.contains(where: { isKept[$0] }) {
      // All of it is noise: "Intern" alone is still the best that is known.
      isKept = words.map { word in !word.text.utf8.contains { (0x30...0x39).contains($0) } }
    }
    let parts = self.parts(words, isKept: isKept)
    let kept = words.indices.filter { isKept[$0] }
    let range = kept.isEmpty ? 0..<0 : words[kept[0]].range.lowerBound..<words[kept[kept.count - 1]].range.upperBound
    return NormalizedTitle(
      folded: words.map(\.text).joined(separator: " "), words: expand(words, kept), range: range, seniorities: marks,
      parts: parts, wasCut: wasCut)
  }

  /// The words of a label as matching compares them. O(length).
  package static func labelWords(_ label: String) -> [String] {
    let words = TitleScanner().words(in: Array(label.utf8.prefix(byteLimit)))
    let kept = words.indices.filter { !TitleVocabulary.joining.contains(words[$0].text) && words[$0].text != "s" }
    return (kept.isEmpty ? Array(words.indices) : kept).flatMap { index -> [String] in
      let text = words[index].text
      // Spellings only: what a label abbreviates stays as the taxonomy wrote it.
      if let one = TitleVocabulary.expansions[text], one.count == 1 { return [TitleStem.singular(one[0])] }
      return [TitleStem.singular(text)]
    }
  }

  private func keep(_ words: [TitleWord], _ employer: String, marks: inout [SeniorityMark]) -> [Bool] {
    var isKept = Array(repeating: true, count: words.count)
    for (index, word) in words.enumerated() {
      let text = word.text
      if let seniority = TitleVocabulary.seniorities[text] {
        marks.append(SeniorityMark(seniority: seniority, range: word.range))
        isKept[index] = false
      } else if let seniority = TitleVocabulary.standings[text] {
        // "Nursing staff" is no staff engineer, and a head chef no director.
        let isHead = text == "staff" && index > 0 || text == "head" && !follows(words, index, "of")
        if !isHead { marks.append(SeniorityMark(seniority: seniority, range: word.range)) }
      } else if text == "entry", follows(words, index, "level") {
        marks.append(
          SeniorityMark(seniority: .junior, range: word.range.lowerBound..<words[index + 1].range.upperBound))
        isKept[index] = false
      } else if text == "night" || text == "day" || text == "evening" {
        isKept[index] = !(follows(words, index, "shift") || follows(words, index, "shifts"))
      } else if text != "2d", text != "3d", text.utf8.contains(where: { (0x30...0x39).contains($0) }) {
        isKept[index] = false
      } else if TitleVocabulary.genders.contains(text), isGenderNote(words, index) {
        isKept[index] = false
      } else if TitleVocabulary.noise.contains(text) || TitleVocabulary.joining.contains(text) || text == "s" {
        isKept[index] = false
      }
    }
    dropNames(words, employer, &isKept)
    return isKept
  }

  private func follows(_ words: [TitleWord], _ index: Int, _ text: String) -> Bool {
    index + 1 < words.count && words[index + 1].text == text
  }

  /// Whether a letter stands beside another letter of the kind: `m/f/d`, `(M/W)`.
  private func isGenderNote(_ words: [TitleWord], _ index: Int) -> Bool {
    let next = index + 1
    if next < words.count, words[next].before == .alternative, TitleVocabulary.genders.contains(words[next].text) {
      return true
    }
    return index > 0 && words[index].before == .alternative && TitleVocabulary.genders.contains(words[index - 1].text)
  }

  private func dropNames(_ words: [TitleWord], _ employer: String, _ isKept: inout [Bool]) {
    var own: Set<String> = []
    if !employer.isEmpty { own = [Tokenizer().folded(employer), CompanyName.folded(employer)] }
    let longestName = max(longestName, min(6, own.map { $0.utf8.count { $0 == 0x20 } + 1 }.max() ?? 0))
    guard longestName > 0 else { return }
    var start = 0
    while start < words.count {
      var taken = 0
      for length in stride(from: min(longestName, words.count - start), through: 1, by: -1) {
        let name = words[start..<start + length].map(\.text).joined(separator: " ")
        let isAtEnd = start + length == words.count
        let isMarked =
          start > 0
          && (words[start].before == .clause || words[start].depth > 0
            || ["in", "at", "based"].contains(words[start - 1].text) || isAtEnd)
        if employers.contains(name) || own.contains(name) && (length > 1 || isMarked)
          || isMarked && places.contains(name)
        {
          taken = length
          break
        }
      }
      let range = start..<start + taken
      if taken > 0, words.indices.contains(where: { isKept[$0] && !range.contains($0) }) {
        for index in range { isKept[index] = false }
      }
      start += max(1, taken)
    }
  }

  private func parts(_ words: [TitleWord], isKept: [Bool]) -> [TitlePart] {
    var parts: [TitlePart] = []
    var current: [Int] = []
    func close() {
      if let first = current.first, let last = current.last {
        let range = words[first].range.lowerBound..<words[last].range.upperBound
        parts.append(TitlePart(words: expand(words, current), range: range))
      }
      current = []
    }
    for (index, word) in words.enumerated() {
      let isParting = word.before != .space && word.before != .sign || TitleVocabulary.partings.contains(word.text)
      // "R&D" is one word in two.
      if isParting, pair(words, index) == nil { close() }
      if isKept[index] { current.append(index) }
    }
    close()
    return parts
  }

  /// The phrase that a letter, `&` and a letter stand for, when the second stands at `index`.
  private func pair(_ words: [TitleWord], _ index: Int) -> [String]? {
    guard index > 0, words[index].before == .ampersand, words[index].text.utf8.count == 1,
      words[index - 1].text.utf8.count == 1
    else { return nil }
    return TitleVocabulary.pairs[words[index - 1].text + words[index].text]
  }

  private func expand(_ words: [TitleWord], _ kept: [Int]) -> [String] {
    var result: [String] = []
    for index in kept {
      if let phrase = pair(words, index) {
        if result.last == words[index - 1].text { result.removeLast() }
        result += phrase.map(TitleStem.singular)
      } else if let expansion = TitleVocabulary.expansions[words[index].text] {
        result += expansion.map(TitleStem.singular)
      } else {
        result.append(TitleStem.singular(words[index].text))
      }
    }
    return result
  }
}
