import CVectorKernels

extension QuantizedMatrix {
  /// Which codes an estimate is made of.
  package enum Stage: CaseIterable, Sendable {
    /// The upper four bits of each code and 8 bits a number of the query.
    case coarse
    /// All eight bits and 14 of the query.
    case fine
  }

  /// What a search takes each row's inner product to be, and by how much that may be wrong at most: the promise that its
  /// exactness stands on, in a form that a test can hold against the truth.
  ///
  /// - Parameter query: finite numbers, as many as a row stands for.
  /// - Returns: for every row, rising, `|⟨query, row⟩ − estimate| ≤ error`, for the product in exact arithmetic and for that
  ///   of `DenseDot`. O(rows × dimension).
  package func bounds(for query: [Float], stage: Stage) -> [(estimate: Float, error: Float)] {
    precondition(query.count == dimension, "a query of \(query.count) numbers for rows of \(dimension)")
    let coded = QuantizedQuery(query, for: self)
    var rows = (0..<rowCount).map { UInt32($0) } + [UInt32](repeating: 0, count: 16)
    var estimates = [Float](repeating: 0, count: rows.count)
    var errors = estimates
    let list = rows
    rows.withUnsafeMutableBufferPointer { rows in
      estimates.withUnsafeMutableBufferPointer { estimates in
        errors.withUnsafeMutableBufferPointer { errors in
          switch stage {
          case .coarse:
            let out = jm_survivors(
              rows: rows.baseAddress, estimates: estimates.baseAddress, errors: errors.baseAddress)
            let kept = jm_nibble_scan(
              coarse.elements, rowBytes, scalars.elements, 0, rowCount, nil, coded.coarse.elements, -.infinity, out)
            precondition(kept == rowCount, "a scan without a threshold keeps every row")
          case .fine:
            withUnsafePointer(to: coded.fine) {
              jm_byte_estimates(
                coarse.elements, fine.elements, rowBytes, scalars.elements, fineErrors.elements, list, rowCount, $0,
                estimates.baseAddress, errors.baseAddress)
            }
          }
        }
      }
    }
    return (0..<rowCount).map { (estimates[$0], errors[$0]) }
  }
}
