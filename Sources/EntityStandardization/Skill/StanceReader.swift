import JobMarket

/// Reads what a text says of the skills it names, going through it once from its start to its end.
///
/// The cue in the mention's own clause counts, the nearest first; without one, the heading above in a list: what stands
/// below `Essential:` is required until another heading, or a paragraph, ends the list.
struct StanceReader {
  private let text: FoldedText
  private let cues: StanceCues
  /// The sentence that was read last, in folded bytes.
  private var sentence = 0..<0
  private var found: [Cue] = []
  private var headings: HeadingReader

  /// A cue in the sentence.
  private struct Cue {
    var kind: StanceCues.Kind
    var range: Range<Int>
  }

  /// Begins at the text's start.
  init(_ text: FoldedText) {
    (self.text, cues) = (text, StanceCues.shared)
    headings = HeadingReader(text)
  }

  /// The stance of the text at a mention; mentions must rise. Linear in the text over all of them.
  mutating func stance(at mention: Range<Int>) -> Mention.Stance {
    if mention.lowerBound >= sentence.upperBound { readSentence(with: mention.lowerBound) }
    let heading = headings.stance(at: mention.lowerBound)
    guard !found.isEmpty else { return heading }
    return stanceBehindCue(mention) ?? heading
  }

  /// Goes on to the sentence that holds a folded offset, and finds its cues.
  private mutating func readSentence(with offset: Int) {
    let bytes = text.bytes
    var start = max(sentence.upperBound, 0)
    var end = start
    while true {
      while end < bytes.count, !(FoldedText.sentence...FoldedText.line).contains(bytes[end]) { end += 1 }
      if end > offset || end == bytes.count { break }
      end += 1
      start = end
    }
    sentence = start..<max(end, start)
    found.removeAll(keepingCapacity: true)
    cues.matcher.forEachMatch(in: text, part: sentence) { match in
      found.append(Cue(kind: cues.kinds[match.phrase], range: match.folded))
      return true
    }
  }

  /// How many cues on each side are looked at: sentences have few, and made-up ones must not cost more than they are long.
  private static let limit = 6

  /// How far, in bytes, `without` reaches: `without experience of care`.
  private static let reach = 30

  private func stanceBehindCue(_ mention: Range<Int>) -> Mention.Stance? {
    var low = 0
    var high = found.count
    while low < high {
      let middle = (low + high) / 2
      if found[middle].range.lowerBound < mention.lowerBound { low = middle + 1 } else { high = middle }
    }
    let before = stanceBefore(mention, from: low)
    if before?.stance == .negated { return .negated }
    let after = stanceAfter(mention, from: low)
    guard let before else { return after?.stance }
    guard let after else { return before.stance }
    // `Must have Java, and Python is a plus`: across a comma, what stands before governs.
    return after.isAcrossWall ? before.stance : after.stance
  }

  /// What the cues before a mention say of what follows them.
  private func stanceBefore(_ mention: Range<Int>, from next: Int) -> (stance: Mention.Stance, cue: Int)? {
    for number in stride(from: next - 1, through: max(0, next - StanceReader.limit), by: -1) {
      let cue = found[number]
      // `required skills` itself names some.
      guard cue.range.upperBound <= mention.lowerBound else { continue }
      // A long way is read for one cue only when the cues are few.
      guard mention.lowerBound - cue.range.upperBound < 400,
        !holds(FoldedText.clause, cue.range.upperBound..<mention.lowerBound)
      else { return nil }
      switch cue.kind {
      case .negatesBehind: return (.negated, number)
      case .negatesNext:
        let between = cue.range.upperBound..<mention.lowerBound
        if between.count <= StanceReader.reach, !holdsWall(between) { return (.negated, number) }
      case .requiresBehind: return (.required, number)
      case .prefersBehind: return (.preferred, number)
      case .requiresBefore, .prefersBefore:
        // A cue that ends a thought begins a list when a colon follows.
        guard isBeforeColon(cue) else { return nil }
        return (cue.kind == .requiresBefore ? .required : .preferred, number)
      case .turns, .negatesBefore: return nil
      case .nothing: continue
      }
    }
    return nil
  }

  /// What the cues behind a mention say of what precedes them.
  private func stanceAfter(_ mention: Range<Int>, from next: Int) -> (stance: Mention.Stance, isAcrossWall: Bool)? {
    for number in next..<min(found.count, next + StanceReader.limit) {
      let cue = found[number]
      guard cue.range.lowerBound >= mention.upperBound else { continue }
      guard cue.range.lowerBound - mention.upperBound < 400,
        !holds(FoldedText.clause, mention.upperBound..<cue.range.lowerBound)
      else { return nil }
      let isAcrossWall = holdsWall(mention.upperBound..<cue.range.lowerBound)
      switch cue.kind {
      case .requiresBefore: return isBeforeColon(cue) ? nil : (.required, isAcrossWall)
      case .prefersBefore: return isBeforeColon(cue) ? nil : (.preferred, isAcrossWall)
      case .negatesBefore:
        // `not essential but an advantage`.
        let isWelcome = found[(number + 1)...].prefix(2).contains { $0.kind == .prefersBefore }
        return (isWelcome ? .preferred : .negated, isAcrossWall)
      case .negatesBehind, .requiresBehind, .prefersBehind, .turns: return nil
      case .nothing, .negatesNext: continue
      }
    }
    return nil
  }

  private func isBeforeColon(_ cue: Cue) -> Bool {
    let end = cue.range.upperBound
    return end < text.bytes.count && text.bytes[end] <= FoldedText.line
      && text.source[Int(text.origins[end])] == UInt8(ascii: ":")
  }

  private func holds(_ separator: UInt8, _ range: Range<Int>) -> Bool {
    range.contains { text.bytes[$0] == separator }
  }

  private func holdsWall(_ range: Range<Int>) -> Bool {
    range.contains { text.bytes[$0] < FoldedText.space }
  }
}
