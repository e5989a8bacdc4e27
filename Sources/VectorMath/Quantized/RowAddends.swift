/// What each row scores beside an inner product.
public struct RowAddends: Sendable {
  let numbers: RowNumbersHandle
  /// The rows that may have another number than 0; `nil` where all may.
  public let said: Bitset?
  /// The greatest absolute value; infinite where one is no finite number.
  public let greatest: Float

  /// Makes addends of a number a row. O(rows).
  public init(_ values: [Float]) {
    let numbers = RowNumbersHandle(rowCount: values.count, pool: nil)
    numbers.set(values)
    self.init(numbers)
  }

  /// Makes addends, looking for the greatest. O(rows).
  package init(_ numbers: RowNumbersHandle) {
    var greatest: Float = 0
    for row in 0..<numbers.memory.count {
      let number = abs(numbers.memory.elements[row])
      // A number that is none is beyond any bound too.
      if !(number <= greatest) { greatest = number.isFinite ? number : .infinity }
    }
    self.init(numbers, said: nil, greatest: greatest)
  }

  init(_ numbers: RowNumbersHandle, said: Bitset?, greatest: Float) {
    (self.numbers, self.said, self.greatest) = (numbers, said, greatest)
  }

  /// A row's number. O(1).
  public subscript(row: Int) -> Float {
    precondition(row >= 0 && row < numbers.memory.count, "a row lies below the count")
    return numbers.memory.elements[row]
  }

  /// The sums of two, rounded. O(rows that either may have a number for).
  package func adding(_ other: RowAddends, pool: RowNumbersPool?) -> RowAddends {
    let count = numbers.memory.count
    let sums = RowNumbersHandle(rowCount: count, pool: pool)
    let (mine, theirs, target) = (numbers.memory.elements, other.numbers.memory.elements, sums.memory.elements)
    guard let said = said.flatMap({ mine in other.said.map(mine.union) }) else {
      for row in 0..<count { target[row] = mine[row] + theirs[row] }
      return RowAddends(sums, said: nil, greatest: greatest + other.greatest)
    }
    said.withWordBuffer { words in
      for index in words.indices {
        RowSumsHandle.forEachBit(of: words[index], index) { target[$0] = mine[$0] + theirs[$0] }
      }
    }
    sums.limit(to: said)
    return RowAddends(sums, said: said, greatest: greatest + other.greatest)
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
