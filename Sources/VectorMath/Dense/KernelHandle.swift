import CVectorKernels

/// The one place where vectors meet the kernels' pointers; callers have checked the lengths.
enum KernelHandle {
  static func dot(_ first: Span<Float>, _ second: Span<Float>) -> Float {
    first.withUnsafeBufferPointer { first in
      second.withUnsafeBufferPointer { jm_dot_f32(first.baseAddress, $0.baseAddress, first.count) }
    }
  }

  static func dotRows(_ rows: Span<Float>, _ vector: Span<Float>, into scores: inout MutableSpan<Float>) {
    rows.withUnsafeBufferPointer { rows in
      vector.withUnsafeBufferPointer { vector in
        scores.withUnsafeMutableBufferPointer {
          jm_dense_rows_dot(rows.baseAddress, $0.count, vector.count, vector.baseAddress, $0.baseAddress)
        }
      }
    }
  }

  static func sparseRowsDot(
    offsets: [Int64], columns: [UInt32], values: [Float], firstRow: Int, vector: Span<Float>,
    into scores: inout MutableSpan<Float>
  ) {
    offsets.withUnsafeBufferPointer { offsets in
      columns.withUnsafeBufferPointer { columns in
        values.withUnsafeBufferPointer { values in
          vector.withUnsafeBufferPointer { vector in
            scores.withUnsafeMutableBufferPointer {
              jm_sparse_rows_dot(
                offsets.baseAddress, columns.baseAddress, values.baseAddress, firstRow, $0.count, vector.baseAddress,
                $0.baseAddress)
            }
          }
        }
      }
    }
  }
}
