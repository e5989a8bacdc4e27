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
  /// For each distinct folded phrase the first phrase given that folds to it.
  private let phrases: [Int32]

  /// One phrase found.
  public struct Match: Hashable, Sendable {
    /// The phrase's place among those given; of several that fold alike the first.
    public var phrase: Int
    /// Where it stands: offsets of UTF-8 bytes.
    public var range: Range<Int>
  }

  /// Indexes phrases; one without a word is never found. O(total length · log).
  public init(_ phrases: [String]) {
    var keyed: [(key: [UInt8], phrase: Int32, isWhole: Bool)] = []
    keyed.reserveCapacity(phrases.count * 2)
    for (number, phrase) in phrases.enumerated() {
      var key = FoldedText(phrase).bytes
      while let last = key.last, last == FoldedText.space || last == FoldedText.wall { key.removeLast() }
      guard !key.isEmpty else { continue }
      keyed.append((key, Int32(number), true))
      if let singular = PhraseMatcher.singular(key) { keyed.append((singular, Int32(number), false)) }
    }
    // What is a phrase itself goes before what is only the singular of one.
    keyed.sort { first, second in
      if first.key != second.key { return first.key.lexicographicallyPrecedes(second.key) }
      return first.isWhole != second.isWhole ? first.isWhole : first.phrase < second.phrase
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
    matches(in: FoldedText(text))
  }

  /// The same in a text already folded.
  func matches(in text: FoldedText) -> [Match] {
    var found: [Match] = []
    let bytes = text.bytes
    trie.withNodes { nodes in
      bytes.withUnsafeBufferPointer { bytes in
        var start = 0
        while start < bytes.count {
          let best = PhraseMatcher.longest(in: bytes, from: start, nodes)
          if let best {
            let first = Int(text.origins[start])
            found.append(
              Match(phrase: Int(phrases[Int(best.number)]), range: first..<PhraseMatcher.end(of: best.end, text)))
            start = best.end
          }
          while start < bytes.count, bytes[start] > FoldedText.space { start += 1 }
          while start < bytes.count, bytes[start] <= FoldedText.space { start += 1 }
        }
      }
    }
    return found
  }

  @inline(__always)
  private static func longest(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ nodes: DoubleArrayTrie.NodesHandle
  ) -> (number: Int32, end: Int)? {
    var node = DoubleArrayTrie.root
    var index = start
    var best: (number: Int32, end: Int)?
    while index < bytes.count {
      let byte = bytes[index]
      let next = nodes.child(of: node, by: byte)
      if byte <= FoldedText.space || next < 0 {
        let value = nodes.value(of: node)
        if value >= 0 {
          if byte <= FoldedText.space {
            best = (value, index)
          } else if byte == UInt8(ascii: "s"), index + 1 == bytes.count || bytes[index + 1] <= FoldedText.space {
            best = (value, index + 1)
          }
        }
        if next < 0 { return best }
      }
      node = next
      index += 1
    }
    let value = nodes.value(of: node)
    return value >= 0 ? (value, index) : best
  }

  /// The original offset behind the character that a match's last byte comes from.
  private static func end(of folded: Int, _ text: FoldedText) -> Int {
    Int(text.origins[folded - 1]) + Int(text.widths[folded - 1])
  }

  /// A phrase whose last word ends in one s, without it.
  private static func singular(_ key: [UInt8]) -> [UInt8]? {
    let word = key.reversed().prefix { $0 > FoldedText.space }
    guard word.count > 4, key[key.count - 1] == UInt8(ascii: "s"), key[key.count - 2] != UInt8(ascii: "s") else {
      return nil
    }
    return Array(key.dropLast())
  }
}
