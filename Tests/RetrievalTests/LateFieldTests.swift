import JobMarket
import Retrieval
import SearcherConformance
import Testing

/// A field that the configuration did not have when the older segments were written.
@Suite("A field added later")
struct LateFieldTests {
  /// Random predicates ask about `degree`; the other two hold numbers and points.
  private static let (values, numbers, points) = (AttributeField.degree, AttributeField.seniority, AttributeField.major)

  private static func prepare(_ job: inout IndexedJob, _ world: inout RandomWorld) {
    if world.random.bernoulli(0.8) { job.values[values] = [ValueID(world.random.uniform(below: 7)), 1] }
    if world.random.bernoulli(0.8) { job.numbers[numbers] = Double(world.random.uniform(below: 9)) }
    if world.random.bernoulli(0.8) { job.points[points] = [world.point()] }
  }

  /// Asks about the late fields by every kind of literal, alone and in disjunctions, and by weights, distance and requirements.
  private static func adjust(_ query: inout Query, _ world: inout RandomWorld) {
    let wanted = [ValueID(world.random.uniform(below: 7))]
    let field = world.random.element(of: [values, numbers, points])
    let literals: [JobPredicate.Literal] = [
      .anyOf(values, wanted), .noneOf(values, wanted), .missing(field), .anyOf(numbers, wanted),
      .range(numbers, NumericRange(lower: Double(wanted[0]))), .range(values, NumericRange()),
      .within(points, Radius(center: world.point(), kilometers: 150)), .noneOf(field, []),
    ]
    query.predicate = query.predicate.and(
      JobPredicate([
        .init((0..<world.random.uniform(in: 1...2)).map { _ in world.random.element(of: literals) })
      ]))
    for place in query.scorers.indices {
      switch query.scorers[place].scorer {
      case .weightedTerms(_, let weights, let least, let combination):
        query.scorers[place].scorer = .weightedTerms(
          field: values, weights: weights, minimumMatches: least, combining: combination)
      case .proximity(_, let centers, let scale):
        query.scorers[place].scorer = .proximity(field: points, centers: centers, scale: scale)
      default: break
      }
    }
  }

  @Test("Old segments answer missing, and a merge of old and new ones as an index built whole")
  func missing() throws {
    for seed in 0..<8 as Range<UInt64> {
      var world = try LiveWorld(seed: 80 + seed, count: [2, 20, 65, 300][Int(seed % 4)])
      #expect(try world.violations(10, "world \(seed), none", adjust: LateFieldTests.adjust) == [])
      try world.change(0.3, prepare: LateFieldTests.prepare)
      #expect(try world.violations(25, "world \(seed), some", adjust: LateFieldTests.adjust) == [])
      let old = try #require(world.index.segments.first)
      #expect(!old.fields.contains(LateFieldTests.values) && !old.isNumeric(LateFieldTests.numbers))
      var merged = try world.merged()
      #expect(try merged.violations(25, "world \(seed), merged", adjust: LateFieldTests.adjust) == [])
      let anew = try JobIndex(
        world.expected, textModel: "m", termCount: RandomWorld.termCount, vectorFields: [RandomWorld.vectorField])
      let (mine, whole) = (try IndexFolder(merged.index), try IndexFolder(anew))
      // Written, both are the same bytes; columns of nothing are no difference of answers, and may be there. Vectors are another
      // test's, since bounds of their codes need not be the least.
      let (mineState, wholeState) = (try FolderState(mine.url), try FolderState(whole.url))
      for (name, file) in wholeState.files
      where name != "checksums.txt" && name != "layout.json" && !name.hasPrefix("vectors.") {
        #expect(mineState.files[name]?.bytes == file.bytes, "world \(seed): \(name)")
      }
    }
  }

  @Test("Every literal over a field that a segment lacks, by itself")
  func literals() throws {
    let index = try JobIndex([IndexedJob(key: JobKey(rawValue: 1))], textModel: "m", termCount: 0)
    let center = try #require(Coordinate(latitude: 0, longitude: 0))
    let answers: [(JobPredicate.Literal, Int)] = [
      (.anyOf(.degree, [1]), 0), (.noneOf(.degree, [1]), 0), (.noneOf(.degree, []), 0), (.missing(.degree), 1),
      (.range(.degree, NumericRange()), 0), (.within(.degree, Radius(center: center, kilometers: 20_040)), 0),
    ]
    for (literal, count) in answers {
      for searcher in [CPUSearcher(index), InvertedSearcher(index)] as [any JobCounter] {
        #expect(try searcher.count(JobPredicate([.init(literal)]), asOf: Instant(seconds: 0)) == count, "\(literal)")
      }
    }
    #expect(index.frequencies(of: .degree).isEmpty && !index.fields.contains(.degree))
  }
}
