import EntityStandardization
import Evaluation

/// What a model is told of a title.
struct TitleQuestion: Hashable, Sendable {
  /// As it was written.
  var title: String
  /// Which of the learned models did not learn from it.
  var fold: Int
}

/// Parts of a set of titles by a hash of the folded title: rows that differ in case, signs and spaces stay together.
enum TitleFold {
  /// A number below `count` that depends on the words of a title alone. O(length).
  static func number(of title: String, count: Int) -> Int {
    Int(TitleTerms.words([Tokenizer().folded(title)])[0] % UInt64(count))
  }

  /// One index a distinct folded title, the first that bears it. O(titles).
  static func firsts(_ titles: [String]) -> [Int] {
    var seen: Set<String> = []
    return titles.indices.filter { seen.insert(Tokenizer().folded(titles[$0])).inserted }
  }
}
