/// A generator of random numbers that gives the same sequence for a seed on every machine and in every release.
///
/// It is xoshiro256** 1.0, seeded by SplitMix64 as its authors advise (Blackman and Vigna 2021, "Scrambled Linear
/// Pseudorandom Number Generators", doi:10.1145/3460772). Every method on it is defined here down to the last bit, the
/// logarithms included, and none of it calls the standard library's `random(in:using:)`, whose way of drawing may change.
///
/// ```swift
/// var random = SeededRandom(seed: 42)
/// random.next()               // 1546998764402558742, here and everywhere
/// var jobs = random.split(1)  // a stream of its own, whatever has been drawn from `random`
/// ```
///
/// Not for secrets: its state can be worked out from what it gave.
public struct SeededRandom: RandomNumberGenerator, Hashable, Sendable {
  private let seed: UInt64
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// Makes a generator; equal seeds give equal sequences. O(1).
  public init(seed: UInt64) {
    self.seed = seed
    var mixer = SplitMix64(state: seed)
    state = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
  }

  /// A generator that is independent of this one and of every other stream, and depends only on this one's seed and
  /// the stream's number: not on what has been drawn. O(1).
  ///
  /// Streams nest, so that row i of table t can be `root.split(t).split(i)` and be made in any order, on any thread.
  public func split(_ stream: UInt64) -> SeededRandom {
    SeededRandom(seed: SplitMix64.mix(SplitMix64.mix(seed ^ 0x6a09_e667_f3bc_c908) &+ stream &* SplitMix64.step))
  }

  /// The next 64 random bits. O(1).
  public mutating func next() -> UInt64 {
    let product = state.1 &* 5
    let result = (product << 7 | product >> 57) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = state.3 << 45 | state.3 >> 19
    return result
  }

  /// Equal generators give equal sequences and equal splits.
  public static func == (first: SeededRandom, second: SeededRandom) -> Bool {
    first.seed == second.seed && first.state == second.state
  }

  /// Hashes the seed and the place in the sequence.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(seed)
    hasher.combine(state.0)
    hasher.combine(state.1)
    hasher.combine(state.2)
    hasher.combine(state.3)
  }
}

/// Steele, Lea and Flood 2014, "Fast Splittable Pseudorandom Number Generators", doi:10.1145/2660193.2660195.
struct SplitMix64 {
  static let step: UInt64 = 0x9e37_79b9_7f4a_7c15
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= SplitMix64.step
    return SplitMix64.mix(state)
  }

  static func mix(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }
}
