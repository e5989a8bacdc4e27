/// Documents of hashed terms, each of length 1 by TF-IDF, in lists by term: the cosine of a text with all at once.
package struct TermIndex: Sendable {
  private let space: TermSpace
  private let postings: TermPostings
  /// How many documents there are.
  package var count: Int { postings.count }

  /// Indexes documents. O(terms · log).
  package init(_ documents: [[UInt64]]) {
    let space = TermSpace(documents)
    self.space = space
    postings = TermPostings(documents.map(space.vector(of:)), termCount: space.count)
  }

  /// A text's vector. O(terms · log terms).
  package func query(_ terms: [UInt64]) -> TermVector { space.vector(of: terms) }

  /// Adds `scale` times the cosine with each document to `scores`, of `count` elements. O(lists' length).
  package func add(_ query: TermVector, scale: Float, to scores: inout [Float]) {
    postings.add(query, scale: scale, to: &scores)
  }
}
