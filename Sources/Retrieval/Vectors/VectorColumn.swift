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
  init(model: String, matrix: DenseMatrix, present: Bitset? = nil) {
    (self.model, self.present) = (model, present)
    search = CertifiedSearch(matrix: matrix, codes: QuantizedMatrix(matrix))
  }

  /// How many numbers a vector has.
  var dimension: Int { search.matrix.dimension }

  /// The codes' bytes a row, the f32 vectors apart.
  var byteCount: Int { search.byteCount }
}
