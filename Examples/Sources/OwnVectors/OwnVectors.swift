// Searches vectors and attributes of your own, made in memory: conditions and nearness in one exact answer.
//
//     swift run -c release --package-path Examples OwnVectors
//
// Prints, a query each, what was asked, what the engine did, and the best jobs.
import JobMarket
import Retrieval

@main
enum OwnVectors {
  static let dimension = 64
  static let towns = ["Leeds", "York", "Hull", "Bath"]
  static let town = AttributeField.place
  static let level = AttributeField.seniority

  static func main() throws {
    // 1. Jobs: a vector each, of any model, and attribute values as numbers of a vocabulary of yours.
    let field = VectorField(name: "organic", model: "my-model-1", dimension: dimension)
    let jobs = (0..<20_000).map { number in
      var job = IndexedJob(key: JobKey(rawValue: Int64(number)))
      job.vectors[field.key] = vector(seed: UInt64(number))
      job.values = [town: [ValueID(number % towns.count)], level: [ValueID(number / 7 % 5)]]
      return job
    }

    // 2. An index. It has no texts here, so no text model.
    let index = try JobIndex(jobs, textModel: "", termCount: 0, vectorFields: [field])
    let searcher = CPUSearcher(index)

    // 3. Queries: a vector, conditions, k.
    let member = vector(seed: 20_000_001)
    let questions: [(String, JobPredicate)] = [
      ("anywhere", JobPredicate([])),
      ("in Leeds or York", JobPredicate([.init(.anyOf(town, [0, 1]))])),
      (
        "in Hull, of level 3 or 4, not in Bath",
        JobPredicate([.init(.anyOf(town, [2])), .init(.anyOf(level, [3, 4])), .init(.noneOf(town, [3]))])
      ),
    ]
    for (words, predicate) in questions {
      let scorer = Scorer.vector(field: field.name, model: field.model, member)
      let query = Query(
        predicate: predicate, scorers: [WeightedScorer("nearness", weight: 1, scorer)], k: 3,
        asOf: Instant(milliseconds: 0))
      let result = try searcher.retrieve(query)
      print("\(words): \(result.matching) of \(index.count) jobs match\n  \(result.strategy)")
      for job in result.jobs {
        let places = index.values(of: job.key, field: town).map { towns[Int($0)] }
        print("  job \(job.key.rawValue) in \(places.joined(separator: ", ")): \(job.score)")
      }
    }
  }

  /// A unit vector, in the place of one that a model made: the same for the same seed.
  static func vector(seed: UInt64) -> [Float] {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    let numbers = (0..<dimension).map { _ -> Float in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(Int32(truncatingIfNeeded: state >> 32)) / Float(Int32.max)
    }
    let length = numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return numbers.map { $0 / length }
  }
}
