/// The names of artifacts: a rising number of four digits or more, a dash, and a checksum of the content in eight hexadecimal
/// digits, `0003-9f3c2a10`.
enum ArtifactID {
  /// Whether a text is one: also what keeps a user's word from naming a file elsewhere.
  static func isID(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: 0x2D, omittingEmptySubsequences: false)
    return parts.count == 2 && parts[0].count >= 4 && parts[1].count == 8
      && parts[0].allSatisfy { (0x30...0x39).contains($0) }
      && parts[1].allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  /// Names that are ids, by number.
  static func sorted(_ names: [String]) -> [String] {
    names.filter(isID).sorted { (number($0), $0) < (number($1), $1) }
  }

  /// The id that follows all others.
  static func next(after names: [String], checksum: UInt32) -> String {
    padded((sorted(names).last.map(number) ?? 0) + 1) + "-" + hexadecimal(checksum)
  }

  /// The rising part of an id.
  private static func number(_ id: String) -> Int {
    id.split(separator: "-").first.flatMap { Int($0) } ?? 0
  }

  private static func padded(_ number: Int) -> String {
    String(repeating: "0", count: max(0, 4 - String(number).count)) + String(number)
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
