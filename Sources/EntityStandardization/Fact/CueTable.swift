/// Every cue of several readers, found in one walk: the longest of each reader at each word, without overlaps.
///
/// A bitmap of the first words' hashes turns nearly all words of a text away before the table is asked.
struct CueTable: Sendable {
  private struct Cue: Sendable {
    var reader: Int
    var number: Int
    var words: [UInt64]
  }

  private var cues: [UInt64: [Cue]] = [:]
  private var bitmap = [UInt64](repeating: 0, count: 1 << 10)
  private let readers: Int

  /// Indexes the cues of each reader.
  init(_ lists: [[String]]) {
    readers = lists.count
    for (reader, list) in lists.enumerated() {
      for (number, cue) in list.enumerated() {
        let words = ScannedText(cue).words.map(\.hash)
        precondition(!words.isEmpty, "a cue has a word")
        cues[words[0], default: []].append(Cue(reader: reader, number: number, words: words))
        let bit = Int(words[0] & 0xFFFF)
        bitmap[bit >> 6] |= 1 << UInt64(bit & 63)
      }
    }
    // The longest first, so that the first that fits is it.
    for key in cues.keys {
      cues[key]?.sort { ($1.words.count, $0.reader, $0.number) < ($0.words.count, $1.reader, $1.number) }
    }
  }

  /// The cues in a text, a list a reader.
  func hits(in text: ScannedText) -> [[CueHit]] {
    var hits = [[CueHit]](repeating: [], count: readers)
    var ends = [Int](repeating: 0, count: readers)
    let words = text.words
    for index in words.indices {
      let bit = Int(words[index].hash & 0xFFFF)
      guard bitmap[bit >> 6] >> UInt64(bit & 63) & 1 == 1, let found = cues[words[index].hash] else { continue }
      for cue in found where index >= ends[cue.reader] && CueTable.stands(cue.words, at: index, in: words) {
        hits[cue.reader].append(CueHit(cue: cue.number, words: index..<(index + cue.words.count)))
        ends[cue.reader] = index + cue.words.count
      }
    }
    return hits
  }

  private static func stands(_ cue: [UInt64], at index: Int, in words: [ScannedText.Word]) -> Bool {
    guard index + cue.count <= words.count else { return false }
    for offset in 1..<max(1, cue.count) {
      let word = words[index + offset]
      guard word.hash == cue[offset], word.gap == .joined else { return false }
    }
    return true
  }
}
