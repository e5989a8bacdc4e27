/// The terms of a title: hashes of its words and of the letters within them.
package enum TitleTerms {
  /// One hash a word. O(length).
  package static func words(_ words: [String]) -> [UInt64] { words.map { hash(Array($0.utf8)[...]) } }

  /// One hash for each run of 3 to 5 bytes within a word and a space on either side; a shorter word stands whole.
  /// O(length).
  package static func grams(_ words: [String]) -> [UInt64] {
    var result: [UInt64] = []
    var padded: [UInt8] = []
    for word in words {
      padded.removeAll(keepingCapacity: true)
      padded.append(0x20)
      padded += word.utf8
      padded.append(0x20)
      for length in 3...5 {
        if padded.count <= length {
          result.append(hash(padded[...]))
          break
        }
        for start in 0...(padded.count - length) { result.append(hash(padded[start..<start + length])) }
      }
    }
    return result
  }

  /// FNV-1a (Fowler, Noll, Vo), the same on every system; two words of one hash are as good as one.
  private static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }
}
