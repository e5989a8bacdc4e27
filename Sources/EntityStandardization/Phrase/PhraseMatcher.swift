/// Finds phrases in texts: the longest that starts at each word, from left to right, without overlaps.
///
/// ```swift
/// let matcher = PhraseMatcher(["machine learning", "C++", "learning"])
/// matcher.matches(in: "Machine-learning in C++")  // [(0, 0..<16), (1, 20..<23)]
/// ```
///
/// Phrases match whole words without regard to case, accents and punctuation within (`FoldedText`), their last word with or
/// without the s of a plural. The phrases are a double-array trie; as a match can only start where a word does, it is walked
/// from every word, which needs no failure links: O(text × words of the longest phrase) at worst, linear for what people
/// write.
public struct PhraseMatcher: Sendable {
  private let trie: DoubleArrayTrie
  /// For each distinct folded phrase the first phrase given that folds to it; negative (−1 − number) for one that matches as
  /// it is only.
  private let phrases: [Int32]

  /// One phrase found.
  public struct Match: Hashable, Sendable {
    /// The phrase's place among those given; of several that fold alike the first.
    public var phrase: Int
    /// Where it stands: offsets of UTF-8 bytes.
    public var range: Range<Int>

    package init(phrase: Int, range: Range<Int>) {
      (self.phrase, self.range) = (phrase, range)
    }
  }

  /// Indexes phrases; one without a word is never found. O(total length · log).
  ///
  /// - Parameter inflects: whether a phrase, by its number, is also found with and without the s of a plural. The default is
  ///   that all are.
  public init(_ phrases: [String], inflects: (Int) -> Bool = { _ in true }) {
    var keyed: [(key: [UInt8], phrase: Int32, isWhole: Bool)] = []
    keyed.reserveCapacity(phrases.count * 3 / 2)
    for (number, phrase) in phrases.enumerated() {
      let key = FoldedText.key(phrase)
      guard !key.isEmpty else { continue }
      let isInflected = inflects(number)
      keyed.append((key, isInflected ? Int32(number) : -1 - Int32(number), true))
      if isInflected, let singular = PhraseMatcher.singular(key) { keyed.append((singular, Int32(number), false)) }
    }
    // What is a phrase itself goes before what is only the singular of one.
    keyed.sort { first, second in
      if first.key != second.key { return first.key.lexicographicallyPrecedes(second.key) }
      if first.isWhole != second.isWhole { return first.isWhole }
      return PhraseMatcher.number(first.phrase) < PhraseMatcher.number(second.phrase)
    }
    var strings: [[UInt8]] = []
    var numbers: [Int32] = []
    for entry in keyed where entry.key != strings.last {
      strings.append(entry.key)
      numbers.append(entry.phrase)
    }
    trie = DoubleArrayTrie(sorted: strings)
    self.phrases = numbers
  }

  /// How many bytes the phrases take in memory.
  public var byteCount: Int { trie.byteCount + phrases.count * 4 }

  /// The phrases in a text, by where they stand.
  public func matches(in text: String) -> [Match] {
    let folded = FoldedText(text)
    var found: [Match] = []
    forEachMatch(in: folded) { match in
      found.append(Match(phrase: match.phrase, range: folded.range(of: match.folded)))
      return true
    }
    return found
  }

  /// How many steps from node to node a search through a text takes: what its time is proportional to.
  package func stepCount(in text: String) -> Int {
    forEachMatch(in: FoldedText(text)) { _ in true }
  }

  /// A phrase found in a folded text.
  struct FoldedMatch {
    var phrase: Int
    /// Offsets of folded bytes.
    var folded: Range<Int>
  }

  /// Hands over the matches in a part of a folded text, from left to right; returns how many steps that took.
  ///
  /// - Parameters:
  ///   - part: begins and ends where a word does.
  ///   - take: whether a match counts; the search goes on behind one that does, else at the next word.
  @discardableResult
  func forEachMatch(in text: FoldedText, part: Range<Int>? = nil, _ take: (FoldedMatch) -> Bool) -> Int {
    let bytes = text.bytes.span
    let end = part?.upperBound ?? bytes.count
    return trie.withNodes { nodes in
      var steps = 0
      var start = part?.lowerBound ?? 0
      while start < end {
        let (number, stop) = PhraseMatcher.longest(in: bytes, from: start, to: end, nodes, phrases, &steps)
        if number >= 0, take(FoldedMatch(phrase: PhraseMatcher.number(phrases[number]), folded: start..<stop)) {
          start = stop
        }
        while start < end, bytes[start] > FoldedText.space { start += 1 }
        while start < end, bytes[start] <= FoldedText.space { start += 1 }
      }
      return steps
    }
  }

  private static func number(_ phrase: Int32) -> Int { Int(phrase < 0 ? -1 - phrase : phrase) }

  /// The longest phrase that starts at a word, as its number among the distinct ones, and where it ends; -1 for none.
  @inline(__always)
  private static func longest(
    in bytes: Span<UInt8>, from start: Int, to limit: Int, _ nodes: borrowing DoubleArrayTrie.NodesHandle,
    _ phrases: [Int32], _ steps: inout Int
  ) -> (number: Int, end: Int) {
    var node = DoubleArrayTrie.root
    var parent = node
    var index = start
    var best: (number: Int, end: Int) = (-1, start)
    while index < limit {
      let byte = bytes[index]
      if byte <= FoldedText.space {
        let number = ending(at: node, parent, lastByte: bytes[index - 1], nodes, phrases)
        if number >= 0 { best = (number, index) }
      }
      let next = nodes.child(of: node, by: byte)
      if next < 0 {
        if byte == UInt8(ascii: "s"), index + 1 == limit || bytes[index + 1] <= FoldedText.space {
          let number = plural(of: node, nodes, phrases)
          if number >= 0 { best = (number, index + 1) }
        }
        steps += index - start + 1
        return best
      }
      parent = node
      node = next
      index += 1
    }
    steps += index - start
    let number = ending(at: node, parent, lastByte: bytes[index - 1], nodes, phrases)
    return number >= 0 ? (number, index) : best
  }

  /// The phrase that a word's end completes, as it is or by the s of a plural; -1 for none.
  @inline(__always)
  private static func ending(
    at node: Int32, _ parent: Int32, lastByte: UInt8, _ nodes: borrowing DoubleArrayTrie.NodesHandle, _ phrases: [Int32]
  ) -> Int {
    let value = nodes.value(of: node)
    return value < 0 && lastByte == UInt8(ascii: "s") ? plural(of: parent, nodes, phrases) : Int(value)
  }

  @inline(__always)
  private static func plural(
    of node: Int32, _ nodes: borrowing DoubleArrayTrie.NodesHandle, _ phrases: [Int32]
  ) -> Int {
    let value = Int(nodes.value(of: node))
    return value >= 0 && phrases[value] >= 0 ? value : -1
  }

  /// A phrase whose last word ends in one s, without it.
  private static func singular(_ key: [UInt8]) -> [UInt8]? {
    guard key.count > 4, key[key.count - 1] == UInt8(ascii: "s"), key[key.count - 2] != UInt8(ascii: "s"),
      key.suffix(5).allSatisfy({ $0 > FoldedText.space })
    else { return nil }
    return Array(key.dropLast())
  }
}
