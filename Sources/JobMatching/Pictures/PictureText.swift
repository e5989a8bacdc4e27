/// Words and numbers as they may stand in a picture.
package enum PictureText {
  /// The most characters that any text of a picture has; what lies beyond is cut.
  package static let most = 400

  /// A text as XML shows it: markup means nothing, and control characters, which XML cannot hold, and what turns the direction of
  /// writing are gone. O(`most`).
  ///
  /// Joiners stay, since emoji and some scripts need them.
  package static func escaped(_ text: String) -> String {
    var escaped = ""
    for (place, scalar) in text.unicodeScalars.enumerated() {
      if place == most { return escaped + "…" }
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "\t", "\n", "\r", "\u{2028}", "\u{2029}": escaped += " "
      default: if isShown(scalar) { escaped.unicodeScalars.append(scalar) }
      }
    }
    return escaped
  }

  private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control: false
    case .format: scalar.value == 0x200C || scalar.value == 0x200D
    default: !scalar.properties.isNoncharacterCodePoint
    }
  }

  /// A text cut with an ellipsis where it would be wider than this many points; before it is escaped. O(width).
  package static func cut(_ text: String, to width: Double, size: Double) -> String {
    let room = width / size
    let ellipsis = 1.0
    var (used, kept, last) = (0.0, "", "")
    for character in text.prefix(most) {
      used += PictureText.width(of: character)
      if used > room { return last.trimmedEnd + "…" }
      kept.append(character)
      if used + ellipsis <= room { last = kept }
    }
    return kept.utf8.count < text.utf8.count ? last.trimmedEnd + "…" : kept
  }

  /// About how wide a character of a sans-serif font is, in heights of the font; rather too wide than too narrow.
  private static func width(of character: Character) -> Double {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar.value {
    case 0..<0x20: return 0
    default: break
    }
    guard scalar.isASCII else {
      let isWide =
        (0x1100...0x115F).contains(scalar.value) || (0x2E80...0xFFDC).contains(scalar.value)
        || scalar.value >= 0x1F000
      return isWide ? 1.1 : 0.65
    }
    switch character {
    case "i", "j", "l", "t", "f", "I", ".", ",", ":", ";", "'", "|", "!", " ", "(", ")", "[", "]", "/": return 0.36
    case "m", "w", "M", "W", "@", "%": return 0.95
    case "A"..."Z", "&": return 0.72
    default: return 0.6
    }
  }

  /// A length with one decimal, whatever the language of the system.
  package static func number(_ value: Double) -> String { decimal(value, 1) }

  /// A number with so many decimals, 0 to 4.
  package static func decimal(_ value: Double, _ decimals: Int) -> String {
    var factor = 1.0
    for _ in 0..<decimals { factor *= 10 }
    let scaled = (abs(value) * factor).rounded()
    guard scaled < 1e15 else { return "\(value)" }
    let digits = String(Int(scaled))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = value < 0 && scaled > 0 ? "-" : ""
    return sign + padded.dropLast(decimals) + (decimals > 0 ? "." + padded.suffix(decimals) : "")
  }

  /// `1,234,567`.
  package static func grouped(_ number: Int) -> String {
    var grouped = ""
    let digits = String(number.magnitude)
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place).isMultiple(of: 3) { grouped.append(",") }
      grouped.append(digit)
    }
    return (number < 0 ? "-" : "") + grouped
  }

  /// `1 job`, `2,000 jobs`.
  package static func counted(_ number: Int, _ noun: String) -> String {
    "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
