import EntityStandardization

/// Ids for technologies, which O*NET gives none.
enum TechnologyID {
  /// An id for every name: its words in lower case between dashes, `+` and `#` spelled out; equal ones are told apart by a
  /// number, in bytewise order of the names, so that the order of a file's rows does not matter.
  static func ids(of names: [String], avoiding taken: Set<String>) -> [String: String] {
    var taken = taken
    var ids: [String: String] = [:]
    for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      let base = slug(name)
      var id = base
      var number = 2
      while !taken.insert(id).inserted {
        id = "\(base)-\(number)"
        number += 1
      }
      ids[name] = id
    }
    return ids
  }

  /// `C++` becomes `c-plus-plus`, `Microsoft Excel` becomes `microsoft-excel`.
  static func slug(_ name: String) -> String {
    let spelled = name.replacing("+", with: " plus ").replacing("#", with: " sharp ")
    let words = Tokenizer().tokens(in: spelled)
    return words.isEmpty ? "technology" : words.joined(separator: "-")
  }
}

/// What else a technology is called, derived from O*NET's manner of naming: maker first, initials last, `software` behind.
package enum TechnologyName {
  /// Other names, without the name itself.
  ///
  /// ```swift
  /// TechnologyName.alternates(of: "Structured query language SQL")  // ["Structured query language", "SQL"]
  /// TechnologyName.alternates(of: "Amazon Web Services AWS software")  // ["Amazon Web Services", "AWS"]
  /// TechnologyName.alternates(of: "Adobe Systems Adobe Acrobat")    // ["Adobe Acrobat"]
  /// ```
  package static func alternates(of name: String) -> [String] {
    var words = name.split(separator: " ")
    guard let first = words.first, words.count > 2 else { return [] }
    if let again = words.dropFirst().lastIndex(of: first), again < words.count - 1 {
      return [words[again...].joined(separator: " ")]
    }
    if words.last == "software", words.count > 3 { words.removeLast() }
    guard let last = words.last, isInitials(String(last), of: words.dropLast().joined(separator: " ")) else {
      return []
    }
    return [words.dropLast().joined(separator: " "), String(last)]
  }

  /// Whether capitals stand in a text in their order, the first of them at its beginning or right behind: `XML` in
  /// `Extensible markup language`.
  private static func isInitials(_ word: String, of text: String) -> Bool {
    guard (2...6).contains(word.utf8.count), word.utf8.allSatisfy({ (65...90).contains($0) }),
      text.contains(where: \.isLowercase)
    else { return false }
    let letters = Array(text.lowercased().utf8)
    var position = 0
    for (number, letter) in word.lowercased().utf8.enumerated() {
      guard let next = letters[position...].firstIndex(of: letter), number > 0 || next < 2 else { return false }
      position = next + 1
    }
    return true
  }
}
