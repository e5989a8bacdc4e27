/// A 64-bit name of a folded word (FNV-1a), by which rules know words without making strings of them.
///
/// Two words of one hash would be taken for each other; among the few thousand words of rules and the words of a language
/// that is as good as impossible, and a text made to do so gets a wrong mention, no worse.
struct WordHash {
  static let empty: UInt64 = 0xcbf2_9ce4_8422_2325

  /// The hash with one more byte.
  @inline(__always)
  static func adding(_ byte: UInt8, to hash: UInt64) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }

  /// The hash of a word that is folded already.
  static func of(_ word: String) -> UInt64 { word.utf8.reduce(empty) { adding($1, to: $0) } }

  /// The hashes of words between spaces.
  static func set(_ words: String) -> Set<UInt64> { Set(words.split(separator: " ").map { of(String($0)) }) }

  /// The hash of a sequence of words' hashes.
  @inline(__always)
  static func joining(_ word: UInt64, to hash: UInt64) -> UInt64 {
    (hash.byteSwapped ^ word) &* 0x9E37_79B9_7F4A_7C15
  }
}
