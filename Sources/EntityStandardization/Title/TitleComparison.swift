/// What titles are compared with: of every concept one vector of words and one of letters, each the weighted sum of all
/// that is known of it.
///
/// A score is linear in the title's vector, so that the parts are added once, when the index is made, and a title costs one
/// walk through the lists of its terms however many labels a concept has.
struct TitleComparison: Sendable {
  private let words: TermSpace
  private let letters: TermSpace
  private let conceptWords: TermPostings
  private let conceptLetters: TermPostings
  private let groupWords: TermPostings
  private let groups: [Int]

  /// Indexes concepts. O(total length · log).
  init(_ build: TitleMatcherBuild, weights: TitleWeights) {
    let words = TermSpace(build.texts.map { TitleTerms.words($0.together + $0.description) })
    let letters = TermSpace(build.texts.map { TitleTerms.grams($0.together) })
    (self.words, self.letters, groups) = (words, letters, build.groups)
    func vector(_ texts: [String]) -> TermVector { words.vector(of: TitleTerms.words(texts)) }
    conceptWords = TermPostings(
      build.texts.map { texts in
        TermVector.sum([
          (weights.labelWords, .maximum(texts.labels.map(vector))),
          (weights.conceptWords, vector(texts.together + texts.description)),
          (weights.descriptionWords, vector(texts.description)), (weights.relatedWords, vector(texts.related)),
        ])
      }, termCount: words.count)
    conceptLetters = TermPostings(
      build.texts.map { texts in
        TermVector.sum([
          (weights.labelLetters, .maximum(texts.labels.map { letters.vector(of: TitleTerms.grams($0)) })),
          (weights.conceptLetters, letters.vector(of: TitleTerms.grams(texts.together))),
        ])
      }, termCount: letters.count)
    groupWords = TermPostings(
      build.groupTexts.map { TermVector.sum([(weights.groupWords, vector($0))]) }, termCount: words.count)
  }

  /// Adds the scores of all concepts to `scratch.scores`. O(concepts + lists of the title's terms).
  func addScores(of title: [String], to scratch: inout TitleScratch) {
    let terms = words.vector(of: TitleTerms.words(title))
    conceptLetters.add(letters.vector(of: TitleTerms.grams(title)), scale: 1, to: &scratch.scores)
    conceptWords.add(terms, scale: 1, to: &scratch.scores)
    TitleScratch.clear(&scratch.groups, groupWords.count)
    groupWords.add(terms, scale: 1, to: &scratch.groups)
    scratch.scores.withUnsafeMutableBufferPointer { scores in
      scratch.groups.withUnsafeBufferPointer { shares in
        for concept in scores.indices { scores[concept] += shares[groups[concept]] }
      }
    }
  }
}
