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
    let k: Int
    let clauses: [JobPredicate.Clause]
    let target: Double

    private enum CodingKeys: String, CodingKey, CaseIterable {
      case k, `where`, target
      /// The share that the conditions did leave: for people to read.
      case rate
    }

    init(from decoder: any Decoder) throws {
      try Name.refuse(beyond: CodingKeys.allCases.map(\.rawValue), in: decoder)
      let keyed = try decoder.container(keyedBy: CodingKeys.self)
      k = try keyed.decode(Int.self, forKey: .k)
      guard k >= 0 else { throw WorkloadError("k is \(k), 0 or more is allowed") }
      clauses = try keyed.decodeIfPresent([Condition].self, forKey: .where)?.map(\.clause) ?? []
      target = try keyed.decodeIfPresent(Double.self, forKey: .target) ?? 1
      guard target > 0, target <= 1 else {
        throw WorkloadError("target is \(target), a share of the rows is allowed: above 0, at most 1")
      }
    }
  }

  private struct Condition: Decodable {
    let clause: JobPredicate.Clause

    private enum CodingKeys: String, CodingKey, CaseIterable {
      case field, anyOf, noneOf, or
    }

    init(from decoder: any Decoder) throws {
      try Name.refuse(beyond: CodingKeys.allCases.map(\.rawValue), in: decoder)
      let keyed = try decoder.container(keyedBy: CodingKeys.self)
      let field = try keyed.decodeIfPresent(AttributeField.self, forKey: .field)
      let anyOf = try keyed.decodeIfPresent([ValueID].self, forKey: .anyOf)
      let noneOf = try keyed.decodeIfPresent([ValueID].self, forKey: .noneOf)
      let or = try keyed.decodeIfPresent([Condition].self, forKey: .or)?.map(\.clause.literals)
      switch (field, anyOf, noneOf, or) {
      case (let field?, let values?, nil, nil): clause = JobPredicate.Clause(.anyOf(field, values))
      case (let field?, nil, let values?, nil): clause = JobPredicate.Clause(.noneOf(field, values))
      case (nil, nil, nil, let literals?) where !literals.isEmpty && literals.allSatisfy { $0.count == 1 }:
        clause = JobPredicate.Clause(literals.flatMap(\.self))
      default:
        throw WorkloadError(
          "a condition is a field with anyOf or with noneOf, or an 'or' of such, and one of them alone")
      }
    }
  }

  /// Any name in an object: one that nothing reads is a slip that would ask another question.
  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }

    static func refuse(beyond known: [String], in decoder: any Decoder) throws {
      let names = try decoder.container(keyedBy: Name.self).allKeys.map(\.stringValue).sorted()
      if let stray = names.first(where: { !known.contains($0) }) {
        throw WorkloadError("nothing is called '\(stray)' here, there are \(known.joined(separator: ", "))")
      }
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
      let line: Line
      do {
        line = try JSONDecoder().decode(Line.self, from: text)
      } catch let error as WorkloadError {
        throw WorkloadError("\(place): \(error); \(allowed)")
      } catch {
        throw WorkloadError("\(place): not a query; \(allowed)")
      }
      for literal in line.clauses.flatMap(\.literals) where !fields.contains(literal.field) {
        throw WorkloadError("\(place): there is no attr.\(literal.field).offsets.npy")
      }
      let vector = Scorer.vector(
        field: HybridWorkload.vectorField, model: HybridWorkload.vectorField, vectors.row(number))
      return WorkloadQuery(
        query: Query(
          predicate: JobPredicate(line.clauses), scorers: [WeightedScorer("vector", weight: 1, vector)], k: line.k,
          asOf: Instant(milliseconds: 0)),
        targetRate: line.target)
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

  /// Reads the answers to so many queries; none where there is no file.
  ///
  /// - Throws: `WorkloadError` naming file, row and column for a score that is no number or above the one before it.
  static func all(_ folder: URL, count: Int) throws -> [WorkloadTruth] {
    let file = folder.appending(path: "truth.scores.npy")
    guard FileManager.default.fileExists(atPath: file.path) else { return [] }
    let scores = try NPYFile<Float>(contentsOf: file.path, shape: [count, nil])
    let ids = try NPYFile<Int64>(
      contentsOf: folder.appending(path: "truth.ids.npy").path, shape: [count, scores.shape[1]])
    let width = scores.shape[1]
    guard width > 0 || count == 0 else {
      throw WorkloadError("\(file.path): no row a query; leave truth out, or give each query its best rows")
    }
    return try (0..<count).map { query in
      let known = (0..<width).prefix { ids.elements[query * width + $0] >= 0 }
      let own = known.map { scores.elements[query * width + $0] }
      let isStray = { (place: Int) in !own[place].isFinite || place > 0 && own[place] > own[place - 1] }
      if let place = own.indices.first(where: isStray) {
        let before = place > 0 ? " after \(own[place - 1])" : ""
        throw WorkloadError(
          "\(file.path): row \(query), column \(place): \(own[place])\(before); finite scores are allowed, the best first"
        )
      }
      return WorkloadTruth(scores: own, width: width)
    }
  }
}
