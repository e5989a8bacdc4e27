/// What the words of a sentence say about something named in it.
struct Stances: Sendable {
  private static let negations = WordHash.set(
    "no not non without never neither nor cannot isnt arent dont doesnt wont unable except")
  private static let required = WordHash.set(
    "essential required require requires must mandatory necessary minimum prerequisite requirement requirements need needs"
  )
  private static let preferred = WordHash.set(
    "desirable preferred preferably preference advantage advantageous plus ideally ideal beneficial bonus nice desired"
      + " welcome useful helpful asset")
  private static let negatable = WordHash.set("required necessary essential needed mandatory requirement")
  private static let not = WordHash.set("not no isnt arent non")

  /// Whether one of the few words before says no to what stands at a word.
  static func isNegated(_ word: Int, in text: ScannedText, reach: Int = 4) -> Bool {
    var index = word
    while index > 0, word - index < reach, text.words[index].gap < .comma {
      index -= 1
      if negations.contains(text.words[index].hash) {
        // "not only", "no longer than" deny nothing.
        return !(index + 1 < text.words.count && passing.contains(text.words[index + 1].hash))
      }
    }
    return false
  }

  private static let passing = WordHash.set("only just less later fewer limited matter problem")

  /// What the sentence says of the words: needed, welcome, not needed, or nothing.
  ///
  /// "Essential" and its like count in the same sentence, up to twelve words off; what is said nearest wins.
  static func stance(of words: Range<Int>, in text: ScannedText) -> Mention.Stance {
    if isNegated(words.lowerBound, in: text) { return .negated }
    let start = text.sentenceStart(of: words.lowerBound, limit: 12)
    let end = text.sentenceEnd(of: words.upperBound - 1, limit: 13)
    var best: (distance: Int, stance: Mention.Stance)?
    for index in start..<end where !words.contains(index) {
      let hash = text.words[index].hash
      let distance = index < words.lowerBound ? words.lowerBound - index : index - words.upperBound + 1
      guard distance < best?.distance ?? .max else { continue }
      if preferred.contains(hash) {
        best = (distance, .preferred)
      } else if required.contains(hash) {
        let isDenied =
          negatable.contains(hash)
          && (index > 0 && not.contains(text.words[index - 1].hash)
            || index > 1 && not.contains(text.words[index - 2].hash) && text.words[index - 1].gap == .joined)
        // "French is not needed, German is": the first clause says nothing of the second.
        if isDenied, index < words.lowerBound, text.words[words.lowerBound].gap >= .comma { continue }
        best = (distance, isDenied ? .negated : .required)
      }
    }
    return best?.stance ?? .stated
  }
}
