/// The exponential function in single precision, of additions and multiplications only: equal everywhere, and many at once.
package enum SoftmaxMath {
  /// e raised to a power of at most 0, within a relative error of 1e-6; below -80 it is e^-80.
  ///
  /// 2^t for t = k + f, the latter by its series in f ln 2.
  @inline(__always)
  package static func exp(_ power: Float) -> Float {
    let scaled = max(power, -80) * 1.442_695
    let whole = Int32(scaled)
    let rest = (scaled - Float(whole)) * 0.693_147_2
    var series = 1 + rest / 7
    series = 1 + rest / 6 * series
    series = 1 + rest / 5 * series
    series = 1 + rest / 4 * series
    series = 1 + rest / 3 * series
    series = 1 + rest / 2 * series
    series = 1 + rest * series
    return series * Float(bitPattern: UInt32(bitPattern: (whole + 127) << 23))
  }

  /// Replaces scores by the exponentials of their distance to the highest, and returns their sum. O(count).
  static func exponentiate(_ scores: inout [Float]) -> Float {
    scores.withUnsafeMutableBufferPointer { scores in
      var top = -Float.infinity
      for score in scores { top = max(top, score) }
      for index in scores.indices { scores[index] = exp(scores[index] - top) }
      var total: Float = 0
      for power in scores { total += power }
      return total
    }
  }
}
