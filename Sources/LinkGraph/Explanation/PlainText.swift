/// A text as it may stand in a sentence: on one line, without what would steer a terminal or turn the direction of writing, and at
/// most so long. O(most).
///
/// Joiners stay, since emoji and some scripts need them.
func plainText(_ text: String, most: Int = 120) -> String {
  // Most texts are just this.
  if text.utf8.count <= most, text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
  var plain = String.UnicodeScalarView()
  var count = 0
  for scalar in text.unicodeScalars {
    if count == most {
      plain.append("…")
      break
    }
    count += 1
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate: plain.append(" ")
    case .format where scalar.value != 0x200C && scalar.value != 0x200D: plain.append(" ")
    default: plain.append(scalar)
    }
  }
  return String(plain)
}
