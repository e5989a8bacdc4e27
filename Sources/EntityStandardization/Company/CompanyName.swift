/// The name of an employer as names are compared: `Acme, Inc.` and `ACME LLC` are one.
public enum CompanyName {
  /// A name without case, accents, punctuation, legal form, leading `the`, `and` and `&`; initials stand together.
  ///
  /// ```swift
  /// CompanyName.folded("The Acme Widget Co., Ltd.")           // "acme widget"
  /// CompanyName.folded("Müller & Söhne GmbH & Co. KG")        // "muller sohne"
  /// CompanyName.folded("J.P. Morgan")                         // "jp morgan", as of "JP Morgan"
  /// CompanyName.folded("Barts Health NHS Trust")              // "barts health nhs trust": no legal form
  /// CompanyName.folded("The Limited")                         // "limited": a name never folds to nothing
  /// ```
  ///
  /// What was once another name is dropped: `(formerly known as …)`, `t/a …`, `d/b/a …`. Two companies of one name in
  /// different legal forms fold alike; nothing here tells them apart. The fold of a fold is itself. O(length).
  ///
  /// - Returns: words between single spaces; empty only for a name without a letter or digit.
  public static func folded(_ name: String) -> String {
    let whole = Tokenizer().tokens(in: name)
    var words = whole
    if let cut = otherName(in: words), cut > 0 { words = Array(words[..<cut]) }
    let joined = words.filter { $0 != "and" && $0 != "und" }
    if !joined.isEmpty { words = joined }
    var isChanged = true
    while isChanged {
      isChanged = false
      if words.count > 1, words[0] == "the" {
        words.removeFirst()
        isChanged = true
      }
      if let length = legalFormLength(words) {
        words.removeLast(length)
        isChanged = true
      }
      let initials = joiningInitials(words)
      if initials != words {
        words = initials
        isChanged = true
      }
    }
    return words.joined(separator: " ")
  }

  /// Where another name of the company begins.
  private static func otherName(in words: [String]) -> Int? {
    words.indices.dropFirst().first { index in
      let rest = words[index...]
      return otherNames.contains { rest.starts(with: $0) }
    }
  }

  /// How many of the last words are a legal form that leaves a name before it.
  private static func legalFormLength(_ words: [String]) -> Int? {
    for length in (1...5).reversed() where length < words.count {
      if legalForms.contains(words.suffix(length).joined(separator: " ")) { return length }
    }
    return nil
  }

  /// Single letters in a row as one word: `j p morgan` is `jp morgan`.
  private static func joiningInitials(_ words: [String]) -> [String] {
    var result: [String] = []
    var isInitials = false
    for word in words {
      let isInitial = word.unicodeScalars.count == 1 && word.unicodeScalars.allSatisfy { $0.properties.isAlphabetic }
      if isInitial, isInitials {
        result[result.count - 1] += word
      } else {
        result.append(word)
      }
      isInitials = isInitial
    }
    return result
  }

  private static let otherNames: [[String]] = [
    ["formerly"], ["previously", "known"], ["trading", "as"], ["doing", "business", "as"], ["dba"], ["d", "b", "a"],
    ["t", "a"], ["also", "known", "as"], ["aka"],
  ]

  /// Legal forms as their words stand behind a name; those of letters also spelled apart.
  private static let legalForms: Set<String> = {
    let letters = [
      "inc", "llc", "ltd", "gmbh", "ag", "sa", "spa", "bv", "nv", "plc", "corp", "co", "kg", "kgaa", "lp", "llp",
      "lllp",
      "pllc", "ab", "oy", "oyj", "as", "asa", "aps", "srl", "sarl", "sas", "sasu", "se", "ug", "ohg", "mbh", "ev",
      "gbr", "eg",
      "sl", "slu", "sprl", "bvba", "kft", "zrt", "nyrt", "doo", "dd", "ooo", "oao", "cic", "cio", "kk", "gk", "cv",
      "vof", "ks",
      "is", "ehf", "hf", "snc", "eurl", "scs", "sc", "pc", "na",
    ]
    var forms: Set = [
      "incorporated", "limited", "corporation", "company", "companies", "pty", "pty ltd", "pty limited",
      "proprietary limited",
      "private limited", "pvt ltd", "pvt", "pte ltd", "pte", "sdn bhd", "bhd", "sdn", "berhad", "sendirian berhad",
      "gmbh co kg",
      "gmbh co", "ag co kg", "sa de cv", "s a de c v", "sp z o o", "sp zoo", "spzoo", "ltda", "cia ltda", "lda",
      "limitada",
      "aktiengesellschaft", "unlimited", "co ltd", "tbk", "a s", "s r o", "sro", "public limited company", "ooo",
      "limited liability company", "limited liability partnership", "limited partnership",
    ]
    // "is", "pc", "sc", "na" and "dd" end names too: they count only spelled with stops, as letters apart.
    forms.formUnion(letters.filter { !["is", "pc", "sc", "na", "dd", "eg", "ev", "gk", "ks"].contains($0) })
    forms.formUnion(letters.map { $0.map(String.init).joined(separator: " ") })
    return forms
  }()
}
