import EntityStandardization
import Testing
import VectorMath

@Suite("Double-array trie")
struct DoubleArrayTrieTests {
  @Test("Known strings have their numbers, their beginnings and continuations none")
  func known() {
    let strings = ["a", "ab", "abc", "b", "ba"].map { Array($0.utf8) }
    let trie = DoubleArrayTrie(sorted: strings)
    for (number, string) in strings.enumerated() { #expect(trie.number(of: string) == Int32(number)) }
    for other in ["", "c", "abcd", "bb", "aa", "\u{ff}"] { #expect(trie.number(of: Array(other.utf8)) == -1) }
  }

  @Test("An empty trie knows nothing")
  func empty() {
    let trie = DoubleArrayTrie(sorted: [])
    #expect(trie.number(of: []) == -1)
    #expect(trie.number(of: [0]) == -1 && trie.number(of: [255]) == -1)
  }

  @Test("It answers as a dictionary does, whatever the bytes", arguments: [2, 26, 256])
  func property(letters: Int) {
    var random = SeededRandom(seed: UInt64(letters))
    func string() -> [UInt8] {
      (0..<random.uniform(in: 0...7)).map { _ in UInt8(random.uniform(below: letters)) }
    }
    let strings = Set((0..<3000).map { _ in string() }).sorted { $0.lexicographicallyPrecedes($1) }
    let numbers = Dictionary(uniqueKeysWithValues: strings.enumerated().map { ($1, Int32($0)) })
    let trie = DoubleArrayTrie(sorted: strings)
    for string in strings { #expect(trie.number(of: string) == numbers[string]) }
    for _ in 0..<5000 {
      let other = string()
      #expect(trie.number(of: other) == numbers[other] ?? -1)
    }
  }

  @Test("Nodes are packed: no more than a few a byte of the strings")
  func packed() {
    var random = SeededRandom(seed: 3)
    let strings = Set(
      (0..<20_000).map { _ in (0..<random.uniform(in: 4...20)).map { _ in UInt8(97 + random.uniform(below: 20)) } }
    ).sorted { $0.lexicographicallyPrecedes($1) }
    let total = strings.reduce(0) { $0 + $1.count }
    #expect(DoubleArrayTrie(sorted: strings).byteCount < total * 12 * 2)
  }
}
