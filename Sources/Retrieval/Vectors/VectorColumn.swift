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
  /// Codes of one bit a number, for approximate search; none unless asked for.
  var binaryCodes: [BinaryCodes.Kind: BinaryCodes] = [:]

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
  var byteCount: Int { binaryCodes.values.reduce(search.byteCount) { $0 + $1.byteCount } }

  /// The approximate search of a mode; `nil` for the exact one and where there are no such codes.
  func coarseSearch(_ mode: SearchMode) -> CoarseSearch? {
    guard case .coarse(let kind, let rule) = mode, let codes = binaryCodes[kind] else { return nil }
    return CoarseSearch(search, codes: codes, rule: rule)
  }
}
