import JobMarket
import Retrieval
import VectorMath

extension SearcherConformance {
  /// Jobs, an index of them, and a searcher over it beside the naive one.
  struct Subject {
    let jobs: [IndexedJob]
    let searcher: any Searcher
    let naive: NaiveSearcher

    /// Compares one answer with the one by definition.
    func violations(_ query: Query, _ place: String) throws -> [String] {
      let (found, expected) = (try searcher.retrieve(query), naive.retrieve(query))
      let (matching, known) = (expected.matching, found.matching)
      let isCounted = query.countsMatches || found.strategy.matched != nil
      let isRight = isCounted ? known == matching : known >= found.jobs.count && known <= matching
      return SearcherConformance.difference(found.jobs, expected.jobs, place)
        + (isRight ? [] : ["\(place): \(known) match, not \(matching)"])
        + (isCounted && found.strategy.matched != matching
          ? ["\(place): the strategy tells of \(found.strategy.matched ?? -1) matches"] : [])
        + (found.strategy.description.isEmpty ? ["\(place): no strategy"] : [])
    }
  }

  func subject(
    _ jobs: [IndexedJob], closed: Set<JobKey> = [], threads: Int = 1, field: VectorField = RandomWorld.vectorField
  ) throws -> Subject {
    let index = try JobIndex(jobs, textModel: "m", termCount: RandomWorld.termCount, vectorFields: [field])
    return Subject(
      jobs: jobs, searcher: try make(index, closed, threads), naive: NaiveSearcher(jobs: jobs, closed: closed))
  }

  /// The first place at which two answers differ.
  static func difference(_ found: [RetrievedJob], _ expected: [RetrievedJob], _ place: String) -> [String] {
    guard found != expected else { return [] }
    if let first = zip(found, expected).enumerated().first(where: { $0.element.0 != $0.element.1 }) {
      let (mine, right) = first.element
      return [
        "\(place): at place \(first.offset + 1) job \(mine.key.rawValue) with \(mine.score), "
          + "not \(right.key.rawValue) with \(right.score)"
      ]
    }
    return ["\(place): \(found.count) jobs, not \(expected.count)"]
  }
}
