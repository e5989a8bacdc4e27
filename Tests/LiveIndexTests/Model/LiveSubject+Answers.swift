import JobMarket
import Retrieval
import SearcherConformance

extension LiveSubject {
  /// What can be seen of the index whatever is asked, where it differs from what it should be.
  func violations(_ expected: NaiveIndex) -> [String] {
    var found: [String] = []
    func expect(_ isRight: Bool, _ what: @autoclosure () -> String) { if !isRight { found.append(what()) } }
    expect(index.count == expected.jobs.count, "\(index.count) jobs, not \(expected.jobs.count)")
    expect(index.keys == expected.jobs.keys.sorted(), "keys \(index.keys.map(\.rawValue))")
    expect(index.sequence == expected.sequence, "it stands at \(index.sequence), not \(expected.sequence)")
    expect(index.vectorKeys == expected.models.keys.sorted(), "models \(index.vectorKeys)")
    expect(index.servedModels == expected.served, "serves \(index.servedModels), not \(expected.served)")
    let overlays = index.overlays.map(\.field)
    expect(overlays == expected.overlays.keys.sorted(), "overlays \(overlays)")
    for field in LiveWorld.valueFields + [LiveWorld.node] {
      let (mine, right) = (index.frequencies(of: field), expected.frequencies(of: field))
      expect(mine == right, "\(field) has frequencies \(mine), not \(right)")
    }
    return found
  }

  /// Where answers differ from those by definition.
  func violations(_ question: Question, _ expected: NaiveIndex) throws -> [String] {
    var searcher = CPUSearcher(index)
    (searcher.plan, searcher.threads) = (question.plan, question.threads)
    var found: [String] = []
    func expect(_ isRight: Bool, _ what: @autoclosure () -> String) { if !isRight { found.append(what()) } }
    guard !expected.refuses(question.query) else {
      do {
        _ = try searcher.retrieve(question.query)
        return ["a vector of a model that is not there was taken"]
      } catch is IndexError { return [] }
    }
    let index = searcher.index
    let naive = NaiveSearcher(jobs: expected.ordered)
    let asked = question.query
    // Who asks for an old value means its successor.
    let query = asked.canonical(by: expected.aliases)
    let right = naive.retrieve(query)
    func compare(_ answer: RetrievalResult, _ who: String) {
      expect(answer.jobs == right.jobs, "\(who): \(answer.jobs.words), not \(right.jobs.words)")
      if query.countsMatches || answer.strategy.matched != nil {
        expect(answer.matching == right.matching, "\(who): \(answer.matching) match, not \(right.matching)")
      } else {
        expect(
          (answer.jobs.count...right.matching).contains(answer.matching),
          "\(who): \(answer.matching) known to match of \(right.matching)")
      }
    }
    if question.isInBatch {
      var other = asked
      (other.predicate, other.k) = (.all, query.k / 2)
      compare(try searcher.retrieve([other, asked, other])[1], "in a batch")
    } else {
      compare(try searcher.retrieve(asked), "alone")
    }
    if question.asksInverted { compare(try InvertedSearcher(index).retrieve(asked), "by inverted lists") }

    let count = try searcher.count(question.counted, asOf: query.asOf)
    let counted = question.counted.canonical(by: expected.aliases)
    let offered = naive.retrieve(Query(predicate: counted, scorers: [], k: 0, asOf: query.asOf)).matching
    expect(count == offered, "counts \(count), not \(offered)")

    let counts = try searcher.counts(of: [question.counted, asked.predicate, question.counted], asOf: query.asOf)
    expect(counts[0] == offered && counts[2] == offered, "counts \(counts), not \(offered) first and last")
    if !question.facets.isEmpty {
      let (facets, rightFacets) = (
        try searcher.facets(question.facets, for: asked), naive.facets(question.facets, for: query)
      )
      for (mine, right) in zip(facets, rightFacets) { expect(mine == right, "facet \(mine), not \(right)") }
    }

    var whole = query
    whole.k = .max
    let ranking = naive.retrieve(whole).jobs.map(\.key)
    for key in question.jobs + right.jobs.prefix(2).map(\.key) {
      let reposts = expected.reposts(of: key)
      let shown = query.groupsReposts ? reposts : [key]
      let (place, rightPlace) = (
        try searcher.place(of: key, in: asked),
        expected.jobs[key] == nil ? nil : ranking.firstIndex { shown.contains($0) }.map { $0 + 1 }
      )
      expect(place == rightPlace, "job \(key.rawValue) at place \(place ?? 0), not \(rightPlace ?? 0)")
      expect(index.contains(key) == (expected.jobs[key] != nil), "job \(key.rawValue) is there, or is not")
      expect(index.reposts(of: key) == reposts, "reposts \(index.reposts(of: key).map(\.rawValue))")
      let explanation = try searcher.explain(key, for: asked)
      guard let job = expected.jobs[key].map(expected.seen) else {
        // It may be explained until a merge drops it, never as one that is offered.
        let isOffered = explanation?.conditions.allSatisfy(\.holds) ?? false
        expect(!isOffered, "job \(key.rawValue) is gone, and explained as offered")
        continue
      }
      let score = naive.score(job, query)
      expect(
        explanation?.value == score, "job \(key.rawValue) explained by \(explanation?.value ?? .nan), not \(score)")
      expect(explanation?.addsUp() ?? false, "an explanation of job \(key.rawValue) that does not add up")
      var only = query
      (only.k, only.groupsReposts) = (1, false)
      let matches = NaiveIndex.matches(job, only)
      expect(
        explanation?.conditions.allSatisfy(\.holds) == matches,
        "job \(key.rawValue) \(matches ? "matches" : "does not match"), its explanation says otherwise")
      expect(index.text(of: key) == job.text, "job \(key.rawValue): other words")
      expect(index.points(of: key, field: .place) == job.points(of: .place), "job \(key.rawValue): other points")
      for field in LiveWorld.valueFields + [LiveWorld.node] {
        expect(
          index.values(of: key, field: field) == Set(job.values(of: field)).sorted(),
          "job \(key.rawValue): other values of \(field)")
      }
    }
    return found
  }
}

extension [RetrievedJob] {
  /// Short enough for a message.
  fileprivate var words: String {
    "[" + prefix(12).map { "\($0.key.rawValue) \($0.score)" }.joined(separator: ", ") + "]"
  }
}
