import JobMarket
import VectorMath

/// Lays the vectors of one field down, a row a job.
struct VectorColumnBuilder: Sendable {
  let field: VectorField
  private var numbers: [Float] = []
  private var present: [Bool] = []

  init(_ field: VectorField) {
    precondition(field.isValid, VectorField.rule)
    self.field = field
  }

  /// Adds a job's vector, or a row of zeros for one without.
  ///
  /// - Throws: `IndexError` for another dimension, for a number that is infinite or none, and for a length beyond
  ///   `DenseMatrix.greatestLength`.
  mutating func append(_ vector: [Float]?, key: JobKey) throws(IndexError) {
    guard let vector else {
      numbers += repeatElement(0, count: field.dimension)
      present.append(false)
      return
    }
    guard vector.count == field.dimension else {
      throw IndexError.badQuery(
        "job \(key.rawValue): a vector of \(vector.count) numbers for '\(field.name)', which has \(field.dimension)")
    }
    if let column = vector.firstIndex(where: { !$0.isFinite }) {
      throw IndexError.notFinite(key, what: "number \(column) of the vector '\(field.name)'")
    }
    guard DenseMatrix.length(of: vector) <= DenseMatrix.greatestLength else {
      throw IndexError.badQuery(
        "job \(key.rawValue): the vector '\(field.name)' is longer than \(DenseMatrix.greatestLength)")
    }
    numbers += vector
    present.append(true)
  }

  /// The column. O(rows × dimension).
  func finish() -> VectorColumn? {
    guard let matrix = try? DenseMatrix(numbers, dimension: field.dimension) else { return nil }
    let bits =
      present.allSatisfy(\.self)
      ? nil : Bitset(capacity: present.count, present.indices.filter { present[$0] })
    return VectorColumn(model: field.model, matrix: matrix, present: bits)
  }
}
