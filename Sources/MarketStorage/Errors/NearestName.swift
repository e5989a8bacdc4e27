/// Names that a user may have meant.
package enum NearestName {
  /// The allowed name with the fewest letters to change, if that is about a third of it at most; the first of equals.
  ///
  /// Compared without case, `_`, `-` and spaces. O(allowed × length²): for error messages only.
  package static func of(_ name: String, among allowed: [String]) -> String? {
    let wanted = folded(name)
    var best: (name: String, distance: Int)?
    for candidate in allowed {
      let distance = editDistance(wanted, folded(candidate))
      if distance <= max(1, (candidate.utf8.count + 1) / 3), distance < best?.distance ?? .max {
        best = (candidate, distance)
      }
    }
    return best?.name
  }

  /// `did you mean 'title'? Allowed: id, title, …`, the question only where a name is near.
  package static func advice(for name: String, among allowed: [String]) -> String {
    let list = "allowed: " + allowed.joined(separator: ", ")
    return of(name, among: allowed).map { "did you mean '\($0)'? \(list)" } ?? list
  }

  /// Letters and digits in lower case, so that `FULL_TIME` and `fullTime` are one spelling.
  static func folded(_ name: String) -> [UInt8] {
    name.utf8.compactMap { byte in
      switch byte {
      case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: " "): nil
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
      default: byte
      }
    }
  }

  /// Levenshtein's distance, one row at a time.
  private static func editDistance(_ first: [UInt8], _ second: [UInt8]) -> Int {
    guard first.count <= 100, second.count <= 100 else { return .max }
    var row = Array(0...second.count)
    for (i, letter) in first.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for j in second.indices {
        let changed = diagonal + (letter == second[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(changed, row[j] + 1, diagonal + 1)
      }
    }
    return row[second.count]
  }
}
