extension String {
  /// The text cut to so many bytes of UTF-8, at the end of the last whole character (Unicode scalar) that fits.
  ///
  /// ```swift
  /// "añb".prefix(bytes: 2)  // "a"
  /// ```
  ///
  /// O(count).
  package func prefix(bytes count: Int) -> String {
    guard utf8.count > count else { return self }
    var end = utf8.index(utf8.startIndex, offsetBy: count)
    while end > startIndex, utf8[end] & 0xC0 == 0x80 { end = utf8.index(before: end) }
    return String(self[..<end])
  }
}
