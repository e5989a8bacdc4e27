import JobMarket

/// The phrases that are corrected, word by word, so that the longest at each word of a text is found in as many steps as it
/// has words.
struct CorrectedPhrases: Sendable {
  private struct Step: Hashable {
    var node: Int32
    var word: Int32
  }

  /// A number for every word of any phrase.
  private var words: [String: Int32] = [:]
  private var steps: [Step: Int32] = [:]
  /// The corrections of the phrases that end at each node.
  private var ends: [[Correction]] = [[]]

  /// What none of the phrases has in it.
  static let unknown: Int32 = -1

  /// Adds a phrase that is not empty. O(words).
  mutating func insert(_ correction: Correction, _ tokens: [String]) {
    var node: Int32 = 0
    for token in tokens {
      let word = words[token] ?? Int32(words.count)
      words[token] = word
      let step = Step(node: node, word: word)
      if let next = steps[step] {
        node = next
      } else {
        node = Int32(ends.count)
        steps[step] = node
        ends.append([])
      }
    }
    ends[Int(node)].append(correction)
  }

  /// The number of a word, or `unknown`.
  func number(of token: String) -> Int32 { words[token] ?? CorrectedPhrases.unknown }

  /// The longest phrase of each field that begins at a word.
  ///
  /// - Parameters:
  ///   - words: a text's words as numbers.
  ///   - work: counts the words looked at.
  ///   - body: given a correction and the number of its phrase's words, shorter ones first.
  func forEachPhrase(
    at start: Int, in words: [Int32], work: inout Int, _ body: (Correction, _ length: Int) -> Void
  ) {
    var node: Int32 = 0
    for index in start..<words.count {
      work += 1
      guard words[index] != CorrectedPhrases.unknown, let next = steps[Step(node: node, word: words[index])] else {
        return
      }
      node = next
      for correction in ends[Int(node)] { body(correction, index + 1 - start) }
    }
  }
}
