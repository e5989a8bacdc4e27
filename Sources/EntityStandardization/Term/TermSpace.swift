import VectorMath

/// The terms of documents with their weights: turns hashed terms into vectors of length 1.
///
/// A term's weight is `(1 + ln tf) · (ln((1 + n) / (1 + df)) + 1)`, as in `TextVectors`; a term that no document holds
/// counts for nothing, also in the length.
package struct TermSpace: Sendable {
  private let table: TermTable
  private let weights: [Float]

  /// How many terms there are.
  package var count: Int { weights.count }

  /// Knows the terms that at least so many documents hold. O(terms · log).
  package init(_ documents: [[UInt64]], leastDocuments: Int32 = 1) {
    var frequencies: [UInt64: Int32] = [:]
    for document in documents { for term in TermSpace.counted(document) { frequencies[term.key, default: 0] += 1 } }
    let known = frequencies.filter { $0.value >= leastDocuments }.keys.sorted()
    table = TermTable(known)
    let total = Double(1 + documents.count)
    weights = known.map { Float(PortableMath.log(total / Double(1 + frequencies[$0]!)) + 1) }
  }

  /// The vector of a text's terms, of length 1 or zero. O(terms · log terms).
  package func vector(of terms: [UInt64]) -> TermVector {
    var vector = TermVector()
    var square: Float = 0
    // Terms ascend, and rows with them: one order of summing whatever the order of words.
    for term in TermSpace.counted(terms) {
      let row = table.row(of: term.key)
      guard row >= 0 else { continue }
      let value = (term.count == 1 ? 1 : Float(1 + PortableMath.log(Double(term.count)))) * weights[Int(row)]
      vector.rows.append(row)
      vector.values.append(value)
      square += value * value
    }
    guard square > 0 else { return vector }
    let factor = 1 / square.squareRoot()
    for index in vector.values.indices { vector.values[index] *= factor }
    return vector
  }

  private static func counted(_ terms: [UInt64]) -> [(key: UInt64, count: Int)] {
    var result: [(key: UInt64, count: Int)] = []
    result.reserveCapacity(terms.count)
    for term in terms.sorted() {
      if let last = result.last, last.key == term {
        result[result.count - 1].count += 1
      } else {
        result.append((term, 1))
      }
    }
    return result
  }
}
