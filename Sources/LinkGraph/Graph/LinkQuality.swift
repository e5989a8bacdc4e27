/// Which number says how good a link is (PAPER 2.5): both are kept, one ranks.
public enum LinkQuality: String, Hashable, Codable, Sendable, CaseIterable {
  /// Hires for each no-hire, smoothed (`LinkRatio`).
  case ratio
  /// The link's weight in the L1 logistic regression of hire or no-hire.
  case regression
}

/// Hires for each no-hire (PAPER 2.5 a).
public enum LinkRatio {
  /// (hires + smoothing) ÷ (noHires + smoothing): 1 where nothing is known, and finite without a no-hire. O(1).
  ///
  /// ```swift
  /// LinkRatio.smoothed(hires: 31, noHires: 9)   // 3.2
  /// ```
  ///
  /// - Parameter smoothing: how many of both are counted beside those that were seen, above 0.
  public static func smoothed(hires: Int, noHires: Int, smoothing: Float = 1) -> Float {
    (Float(hires) + smoothing) / (Float(noHires) + smoothing)
  }
}
