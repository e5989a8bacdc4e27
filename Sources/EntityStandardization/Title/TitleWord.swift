/// A word of a title: folded letters and digits, and where they stand.
package struct TitleWord: Hashable, Sendable {
  /// The letters, in lower case without accents.
  package var text: String
  /// Offsets of UTF-8 bytes in the original title.
  package var range: Range<Int>
  /// How many brackets are open around it.
  package var depth: Int
  /// What stands between the word before it and this one, as far as it matters.
  package var before: Separator

  /// What parts two words.
  package enum Separator: Hashable, Sendable {
    /// Spaces, or a sign that joins words (`.`, `'`).
    case space
    /// A sign between two titles of equal rank: `/`, `|`, `;`.
    case alternative
    /// `&` or `+`.
    case ampersand
    /// A comma, a dash with a space, a bracket: what follows may be noise.
    case clause
    /// `#`, `$` or another sign that makes a number something else than a grade.
    case sign
  }
}
