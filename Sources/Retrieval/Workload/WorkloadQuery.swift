import Foundation
import JobMarket
import VectorMath

/// One query of a workload.
public struct WorkloadQuery: Sendable {
  /// The query: conditions, one vector scorer of weight 1, k.
  public var query: Query
  /// The share of rows that its conditions were made to leave; 1 where the file does not say.
  public var targetRate: Double

  private struct Line: Decodable {
    var k: Int
    var `where`: [Condition]?
    var target: Double?
  }

  private struct Condition: Decodable {
    var field: AttributeField?
    var anyOf: [ValueID]?
    var noneOf: [ValueID]?
    var or: [Condition]?

    var clause: JobPredicate.Clause? {
      if let or, field == nil { return JobPredicate.Clause(or.compactMap(\.literal)) }
      return literal.map { JobPredicate.Clause($0) }
    }

    var literal: JobPredicate.Literal? {
      guard let field else { return nil }
      return anyOf.map { .anyOf(field, $0) } ?? noneOf.map { .noneOf(field, $0) }
    }
  }

  static func all(_ file: URL, vectors: DenseMatrix, fields: Set<AttributeField>) throws -> [WorkloadQuery] {
    guard let data = try? Data(contentsOf: file) else { throw WorkloadError("\(file.path): cannot be read") }
    let lines = data.split(separator: 10)
    guard lines.count == vectors.rowCount else {
      throw WorkloadError("\(file.path): \(lines.count) lines, queries.npy has \(vectors.rowCount) rows")
    }
    return try lines.enumerated().map { number, text in
      let place = "\(file.path):\(number + 1)"
      let allowed = "write {\"k\":10,\"where\":[{\"field\":\"country\",\"anyOf\":[1,2]}]}"
      guard let line = try? JSONDecoder().decode(Line.self, from: text), line.k >= 0 else {
        throw WorkloadError("\(place): not a query; \(allowed)")
      }
      let clauses = try (line.where ?? []).map { condition in
        guard let clause = condition.clause, clause.literals.count == max(1, condition.or?.count ?? 1) else {
          throw WorkloadError("\(place): a condition without a field, or without anyOf or noneOf; \(allowed)")
        }
        for literal in clause.literals where !fields.contains(literal.field) {
          throw WorkloadError("\(place): there is no attr.\(literal.field).offsets.npy")
        }
        return clause
      }
      let vector = Scorer.vector(
        field: HybridWorkload.vectorField, model: HybridWorkload.vectorField, vectors.row(number))
      return WorkloadQuery(
        query: Query(
          predicate: JobPredicate(clauses), scorers: [WeightedScorer("vector", weight: 1, vector)], k: line.k,
          asOf: Instant(milliseconds: 0)),
        targetRate: line.target ?? 1)
    }
  }
}

/// The right answer to one query, as far as recall needs it.
public struct WorkloadTruth: Sendable {
  /// The scores of its rows, the best first.
  public var scores: [Float]
  /// How many rows an answer of the file may have; fewer where fewer match.
  public var width: Int

  /// How many rows the answer has.
  public var count: Int { scores.count }
  /// The least score among them; infinity for an answer without rows.
  public var leastScore: Float { scores.last ?? .infinity }
  /// The mean of its scores; 0 for an answer without rows.
  public var meanScore: Double {
    scores.isEmpty ? 0 : scores.reduce(0) { $0 + Double($1) } / Double(scores.count)
  }

  /// The right answer to the same query with another k: all that is known where k is greater than the file's. O(k).
  public func best(_ k: Int) -> WorkloadTruth {
    WorkloadTruth(scores: Array(scores.prefix(k)), width: min(width, k))
  }

  /// By how much the mean score of a result is below that of the right answer; 0 for a result without jobs. What a result
  /// has beyond the answer's width does not count.
  public func scoreLost(by result: [RetrievedJob]) -> Double {
    let judged = result.prefix(max(1, width))
    return judged.isEmpty ? 0 : meanScore - judged.reduce(0) { $0 + Double($1.score) } / Double(judged.count)
  }

  /// The share of the right answer that a result has: a row counts if its score is within 1e-5 of the least or above.
  public func recall(of result: [RetrievedJob]) -> Double {
    count == 0 ? 1 : Double(min(count, result.count { $0.score >= leastScore - 1e-5 })) / Double(count)
  }

  static func all(_ folder: URL, count: Int) throws -> [WorkloadTruth] {
    let file = folder.appending(path: "truth.scores.npy")
    guard FileManager.default.fileExists(atPath: file.path) else { return [] }
    let scores = try NPYFile<Float>(contentsOf: file.path, shape: [count, nil])
    let ids = try NPYFile<Int64>(
      contentsOf: folder.appending(path: "truth.ids.npy").path, shape: [count, scores.shape[1]])
    let width = scores.shape[1]
    return (0..<count).map { query in
      let known = (0..<width).prefix { ids.elements[query * width + $0] >= 0 }
      return WorkloadTruth(scores: known.map { scores.elements[query * width + $0] }, width: width)
    }
  }
}
