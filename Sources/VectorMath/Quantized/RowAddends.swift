/// What each row scores beside an inner product.
public struct RowAddends: Sendable {
  /// A number a row, all finite.
  public let values: [Float]
  /// The rows that may have another number than 0; `nil` where all may.
  public let said: Bitset?
  /// The greatest absolute value.
  public let greatest: Float

  /// Makes addends; rows outside `said` have 0.
  ///
  /// - Parameters:
  ///   - values: a number a row.
  ///   - said: as many bits as rows; `nil` for all of them.
  ///   - greatest: no number's absolute value is above.
  public init(_ values: [Float], said: Bitset?, greatest: Float) {
    precondition(said.map { $0.capacity == values.count } ?? true, "a bit a row")
    (self.values, self.said, self.greatest) = (values, said, greatest)
  }
}

/// A score made of an inner product and more: `score = weight · product + addend`, but for the order in which it is summed up.
///
/// A search sieves rows by the formula and scores what is left by `score`, so that an answer has the very numbers of whoever
/// sums up all rows.
public struct Fusion: Sendable {
  /// The factor of the inner product, finite and not 0.
  public var weight: Float
  /// What rows score besides; `nil` where none does.
  public var addends: RowAddends?
  /// How many roundings `score` makes on its way, and those of the addends.
  public var roundings: Int
  /// The sum of the greatest absolute values that enter a score beside the product.
  public var greatest: Double
  /// A row's score, given its inner product; from any thread.
  public var score: @Sendable (UInt32, Float) -> Float

  /// No score may come near the greatest f32 number: beyond this nothing is sieved.
  public static let greatestScore = 0x1p120

  /// Makes a fusion.
  public init(
    weight: Float, addends: RowAddends?, roundings: Int, greatest: Double,
    score: @escaping @Sendable (UInt32, Float) -> Float
  ) {
    precondition(weight.isFinite && weight != 0, "a factor that is a number, not 0")
    (self.weight, self.addends, self.roundings) = (weight, addends, roundings)
    (self.greatest, self.score) = (greatest, score)
  }
}
