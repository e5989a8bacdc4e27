/// Makes English plurals singular, roughly, and the same way on both sides of a match.
package enum TitleStem {
  /// The singular of a folded word. O(length).
  package static func singular(_ word: String) -> String {
    let bytes = Array(word.utf8)
    guard bytes.count > 3, bytes[bytes.count - 1] == 0x73, bytes.allSatisfy({ $0 < 0x80 }) else { return word }
    let before = bytes[bytes.count - 2]
    if before == 0x65, bytes[bytes.count - 3] == 0x69 { return String(word.dropLast(3)) + "y" }
    // Boxes and coaches lose two letters, classes too, but nurses and courses one.
    let isDoubled = bytes.count > 4 && bytes[bytes.count - 3] == 0x73 && bytes[bytes.count - 4] == 0x73
    if before == 0x65, bytes.count > 4, [0x78, 0x68].contains(bytes[bytes.count - 3]) || isDoubled {
      return String(word.dropLast(2))
    }
    return before == 0x73 || before == 0x75 ? word : String(word.dropLast())
  }
}
