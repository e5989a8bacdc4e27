extension SeededRandom {
  /// A number uniform in [0, 1): one of the 2^53 multiples of 2^−53. O(1).
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A number uniform in [`range.lowerBound`, `range.upperBound`], up to rounding. O(1).
  public mutating func uniform(in range: ClosedRange<Double>) -> Double {
    range.lowerBound + uniform() * (range.upperBound - range.lowerBound)
  }

  /// A whole number uniform in 0 ..< `bound`, without bias. `bound` must be positive. Expected O(1).
  ///
  /// Lemire 2019, "Fast Random Integer Generation in an Interval", doi:10.1145/3230636.
  public mutating func uniform(below bound: Int) -> Int {
    precondition(bound > 0, "the bound of a random number must be positive")
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let least = (0 &- bound) % bound
      while product.low < least {
        product = next().multipliedFullWidth(by: bound)
      }
    }
    return Int(product.high)
  }

  /// A whole number uniform in a range that is not empty. Expected O(1).
  public mutating func uniform(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + uniform(below: range.upperBound - range.lowerBound + 1)
  }

  /// `true` with a probability of `probability`: never for 0 or less, always for 1 or more. O(1).
  public mutating func bernoulli(_ probability: Double) -> Bool {
    uniform() < probability
  }

  /// One element, each as likely as the others; the collection must not be empty. O(1).
  public mutating func element<Element>(of elements: [Element]) -> Element {
    elements[uniform(below: elements.count)]
  }

  /// Puts the elements into an order that is uniform among all orders (Fisher and Yates, from the end). O(count).
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, uniform(below: last + 1))
    }
  }

  /// `size` different numbers of 0 ..< `count`, each set as likely as any other, in rising order. `size` must be at most
  /// `count`. O(size log size), independent of `count`.
  ///
  /// Floyd's algorithm (Bentley and Floyd 1987, doi:10.1145/30401.315746).
  public mutating func sample(_ size: Int, of count: Int) -> [Int] {
    precondition(size >= 0 && size <= count, "cannot draw more numbers than there are")
    var chosen = Set<Int>(minimumCapacity: size)
    for last in count - size..<count {
      let candidate = uniform(below: last + 1)
      if !chosen.insert(candidate).inserted { chosen.insert(last) }
    }
    return chosen.sorted()
  }
}
