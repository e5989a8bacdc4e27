import VectorMath

/// Documents of hashed terms, each of length 1 by TF-IDF, in lists by term: scores a query against all at once.
///
/// A term's weight is `(1 + ln tf) · (ln((1 + n) / (1 + df)) + 1)`, as in `TextVectors`; the score is the cosine, with the
/// query's length taken over the terms the index knows.
package struct TermIndex: Sendable {
  private let rows: [UInt64: Int32]
  private let weights: [Float]
  private let starts: [Int]
  private let documents: [UInt32]
  private let values: [Float]
  /// How many documents there are.
  package let count: Int

  /// A query's terms: rows ascending, scaled to length 1.
  package struct Query: Sendable {
    fileprivate var rows: [Int32] = []
    fileprivate var values: [Float] = []
  }

  /// Indexes documents; a term that more than `commonest` of them hold is left out. O(terms · log).
  package init(_ texts: [[UInt64]], commonest: Int = .max) {
    var frequencies: [UInt64: Int32] = [:]
    let counted = texts.map(TermIndex.count(_:))
    for terms in counted { for term in terms { frequencies[term.key, default: 0] += 1 } }
    let known = frequencies.filter { $0.value <= commonest }.keys.sorted()
    rows = Dictionary(uniqueKeysWithValues: zip(known, Int32(0)...))
    let total = Double(1 + texts.count)
    weights = known.map { Float(PortableMath.log(total / Double(1 + frequencies[$0]!)) + 1) }
    var sizes = Array(repeating: 0, count: known.count + 1)
    for (row, term) in known.enumerated() { sizes[row + 1] = sizes[row] + Int(frequencies[term]!) }
    starts = sizes
    var documents = Array(repeating: UInt32(0), count: sizes[known.count])
    var values = Array(repeating: Float(0), count: sizes[known.count])
    for (document, terms) in counted.enumerated() {
      let query = TermIndex.query(terms, rows: rows, weights: weights)
      for (row, value) in zip(query.rows, query.values) {
        documents[sizes[Int(row)]] = UInt32(document)
        values[sizes[Int(row)]] = value
        sizes[Int(row)] += 1
      }
    }
    (self.documents, self.values, count) = (documents, values, texts.count)
  }

  /// A text's vector. O(terms · log terms).
  package func query(_ terms: [UInt64]) -> Query {
    TermIndex.query(TermIndex.count(terms), rows: rows, weights: weights)
  }

  /// Adds `scale` times the cosine with each document to `scores`, of `count` elements. O(lists' length).
  package func add(_ query: Query, scale: Float, to scores: inout [Float]) {
    documents.withUnsafeBufferPointer { documents in
      values.withUnsafeBufferPointer { values in
        scores.withUnsafeMutableBufferPointer { scores in
          for (row, value) in zip(query.rows, query.values) {
            let factor = value * scale
            for entry in starts[Int(row)]..<starts[Int(row) + 1] {
              scores[Int(documents[entry])] += factor * values[entry]
            }
          }
        }
      }
    }
  }

  private static func count(_ terms: [UInt64]) -> [(key: UInt64, count: Int)] {
    var result: [(key: UInt64, count: Int)] = []
    for term in terms.sorted() {
      if let last = result.last, last.key == term {
        result[result.count - 1].count += 1
      } else {
        result.append((term, 1))
      }
    }
    return result
  }

  private static func query(
    _ terms: [(key: UInt64, count: Int)], rows: [UInt64: Int32], weights: [Float]
  ) -> Query {
    var query = Query()
    var square: Float = 0
    // Terms ascend, and rows with them: one order of summing whatever the order of words.
    for term in terms {
      guard let row = rows[term.key] else { continue }
      let value = (term.count == 1 ? 1 : Float(1 + PortableMath.log(Double(term.count)))) * weights[Int(row)]
      query.rows.append(row)
      query.values.append(value)
      square += value * value
    }
    guard square > 0 else { return query }
    let factor = 1 / square.squareRoot()
    for index in query.values.indices { query.values[index] *= factor }
    return query
  }
}
