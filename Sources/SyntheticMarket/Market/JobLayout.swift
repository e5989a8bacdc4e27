import VectorMath

/// Which occupation and city each job has, and in reverse which jobs an occupation has in a city, without any index: the
/// jobs are laid out by (occupation, city), and a keyed permutation maps a job's number to its position there and back.
///
/// That is what keeps memory bounded for any number of jobs: a seeker's search asks for positions, not for a list.
struct JobLayout: Sendable {
  let count: Int
  /// Where each cell begins; cell = occupation × cities + city.
  private let boundaries: [Int]
  private let permutation: KeyedPermutation
  private static let cities = CityCatalog.all.count

  init(count: Int, random: SeededRandom) {
    self.count = count
    permutation = KeyedPermutation(count: count, random: random.split(0))
    var affinities = random.split(1)
    let occupations = OccupationCatalog.all.count
    var weights: [Double] = []
    for occupation in 0..<occupations {
      let demand = PortableMath.exp(0.5 * affinities.normal())
      for city in CityCatalog.all {
        weights.append(demand * city.size * PortableMath.exp(0.4 * affinities.normal()))
      }
      if occupation == occupations - 1 { break }
    }
    let total = weights.reduce(0, +)
    var sum = 0.0
    boundaries =
      [0]
      + weights.map { weight in
        sum += weight
        return min(count, Int((sum / total * Double(count)).rounded()))
      }
  }

  /// The positions of one occupation's jobs in one city.
  func positions(occupation: Int, city: Int) -> Range<Int> {
    let cell = occupation * JobLayout.cities + city
    return boundaries[cell]..<boundaries[cell + 1]
  }

  /// The positions of a range of occupations.
  func positions(occupations: Range<Int>) -> Range<Int> {
    boundaries[occupations.lowerBound * JobLayout.cities]..<boundaries[occupations.upperBound * JobLayout.cities]
  }

  /// The occupation and city at a position, and the range of positions that share them. O(log cells).
  func cell(at position: Int) -> (occupation: Int, city: Int, positions: Range<Int>) {
    var (low, high) = (0, boundaries.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if boundaries[middle] <= position { low = middle } else { high = middle }
    }
    return (low / JobLayout.cities, low % JobLayout.cities, boundaries[low]..<boundaries[low + 1])
  }

  func position(of job: Int) -> Int { permutation.forward(job) }

  func job(at position: Int) -> Int { permutation.backward(position) }
}

/// A one-to-one map of 0 ..< count onto itself that looks random: a four-round Feistel network on the next even power of
/// two, walked until it lands inside (Black and Rogaway 2002, doi:10.1007/3-540-45760-7_9).
struct KeyedPermutation: Sendable {
  private let count: UInt64
  private let halfBits: UInt64
  private let mask: UInt64
  private let keys: [UInt64]

  init(count: Int, random: SeededRandom) {
    var random = random
    self.count = UInt64(count)
    let bits = max(2, 64 - UInt64(max(count - 1, 1)).leadingZeroBitCount)
    halfBits = UInt64((bits + 1) / 2)
    mask = (1 << halfBits) - 1
    keys = (0..<4).map { _ in random.next() }
  }

  func forward(_ value: Int) -> Int {
    var value = UInt64(value)
    repeat {
      var (left, right) = (value >> halfBits, value & mask)
      for key in keys { (left, right) = (right, left ^ round(right, key)) }
      value = left << halfBits | right
    } while value >= count
    return Int(value)
  }

  func backward(_ value: Int) -> Int {
    var value = UInt64(value)
    repeat {
      var (left, right) = (value >> halfBits, value & mask)
      for key in keys.reversed() { (left, right) = (right ^ round(left, key), left) }
      value = left << halfBits | right
    } while value >= count
    return Int(value)
  }

  private func round(_ half: UInt64, _ key: UInt64) -> UInt64 {
    var mixed = (half ^ key) &* 0x9e37_79b9_7f4a_7c15
    mixed ^= mixed >> 32
    mixed = mixed &* 0xd6e8_feb8_6659_fd93
    return (mixed ^ mixed >> 32) & mask
  }
}
