import JobMarket
import VectorMath

/// The dense vectors of one named field: a row a job, of one model.
///
/// A job without a vector has a row of zeros: it scores 0, still matches terms, and is left out where the scorer is required.
struct VectorColumn: Sendable {
  /// The id of the model that made the vectors; a query of another is refused, even of the same dimension.
  let model: String
  /// The vectors with their codes.
  let search: CertifiedSearch
  /// Rows with a vector; `nil` when every row has one.
  let present: Bitset?

  /// Codes vectors, on all processors. O(rows × dimension).
  ///
  /// - Parameter progress: told how many rows are coded.
  init(model: String, matrix: DenseMatrix, present: Bitset? = nil, progress: (Int) -> Void = { _ in }) {
    self.init(model: model, matrix: matrix, codes: QuantizedMatrix(matrix, progress: progress), present: present)
  }

  /// Pairs vectors with their codes.
  init(model: String, matrix: DenseMatrix, codes: QuantizedMatrix, present: Bitset?) {
    (self.model, self.present) = (model, present)
    search = CertifiedSearch(matrix: matrix, codes: codes)
  }

  /// The first damage that anybody met in the files, if any.
  var damage: FileDamage? { search.matrix.damage ?? search.codes.damage }

  /// How many numbers a vector has.
  var dimension: Int { search.matrix.dimension }

  /// The codes' bytes a row, the f32 vectors apart.
  var byteCount: Int { search.codes.byteCount }
}
