/// Sparse vectors in lists by term: adds the inner products of a query with all of them to an array of scores.
package struct TermPostings: Sendable {
  private struct Entry {
    var document: UInt32
    var value: Float
  }

  private let starts: [Int]
  private let entries: [Entry]
  /// How many vectors there are.
  package let count: Int

  /// Lists vectors over a space of `termCount` terms. O(entries).
  package init(_ vectors: [TermVector], termCount: Int) {
    var starts = Array(repeating: 0, count: termCount + 1)
    for vector in vectors { for row in vector.rows { starts[Int(row) + 1] += 1 } }
    for row in 0..<termCount { starts[row + 1] += starts[row] }
    var entries = Array(repeating: Entry(document: 0, value: 0), count: starts[termCount])
    var next = starts
    for (document, vector) in vectors.enumerated() {
      for (row, value) in zip(vector.rows, vector.values) {
        entries[next[Int(row)]] = Entry(document: UInt32(document), value: value)
        next[Int(row)] += 1
      }
    }
    (self.starts, self.entries, count) = (starts, entries, vectors.count)
  }

  /// Adds `scale` times the inner product with each vector to `scores`, of `count` elements, term by term in the query's
  /// order. O(lists' length).
  package func add(_ query: TermVector, scale: Float, to scores: inout [Float]) {
    precondition(scores.count == count, "a score a vector")
    entries.withUnsafeBufferPointer { entries in
      scores.withUnsafeMutableBufferPointer { scores in
        for (row, value) in zip(query.rows, query.values) {
          let factor = value * scale
          for index in starts[Int(row)]..<starts[Int(row) + 1] {
            scores[Int(entries[index].document)] += factor * entries[index].value
          }
        }
      }
    }
  }
}
