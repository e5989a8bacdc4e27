/// What the values of one field are worth to a seeker: the weights of a `weightedTerms` scorer.
///
/// A value weighs its rarity among all jobs times how strongly the seeker has it: 1 for the profile, 1 for the latest job
/// engaged with and 0.8 times as much for each one before. A value related to those weighs 0.3 of the strongest of them, and
/// its own rarity. All weights together are 1, so that no job scores above 1 and a job scores the share of the seeker that it
/// meets.
///
/// ```swift
/// let interest = EntityInterest(history: [[4]], profile: [], related: { _ in [7] }, rarity: { _ in 2 })
/// interest.weights      // [4: 0.77, 7: 0.23]
/// interest.origins[7]   // 4
/// ```
///
/// The rarity is an inverse document frequency (Spärck Jones 1972, doi:10.1108/eb026526).
public struct EntityInterest: Hashable, Sendable {
  /// How much each value of a job counts, above 0; together 1, or none.
  public let weights: [ValueID: Float]
  /// The seeker's value that each related one is related to.
  public let origins: [ValueID: ValueID]
  /// All values of history and profile, whether or not a job has them.
  public let own: Set<ValueID>

  /// What a job engaged with counts against the next one.
  public static let recency = 0.8
  /// What a related value counts against the one it is related to.
  public static let relatedWeight = 0.3
  /// How many related values of each one count, the nearest.
  public static let relatedCount = 10

  /// Weighs values.
  ///
  /// - Parameters:
  ///   - history: the values of each job engaged with, the oldest first.
  ///   - profile: the values of the profile.
  ///   - related: the values beside one, nearest first, `relatedCount` at most.
  ///   - rarity: how much a value tells, in nats; `nil` or 0 for one that tells nothing.
  ///
  /// O(values log values).
  public init(
    history: [[ValueID]], profile: [ValueID], related: (ValueID) -> [ValueID] = { _ in [] },
    rarity: (ValueID) -> Double?
  ) {
    var strengths: [ValueID: Double] = [:]
    for value in Set(profile) { strengths[value] = 1 }
    var strength = 1.0
    for values in history.reversed() {
      for value in Set(values) { strengths[value, default: 0] += strength }
      strength *= EntityInterest.recency
    }
    own = Set(strengths.keys)
    // By rising value, so that equal strengths and sums come out the same in every run.
    var origins: [ValueID: ValueID] = [:]
    var beside: [ValueID: Double] = [:]
    for value in own.sorted() {
      guard let strength = strengths[value].map({ $0 * EntityInterest.relatedWeight }) else { continue }
      for other in related(value) where !own.contains(other) && strength > beside[other] ?? 0 {
        (beside[other], origins[other]) = (strength, value)
      }
    }
    let weighed = strengths.merging(beside) { first, _ in first }.sorted { $0.key < $1.key }
      .compactMap { value, strength in rarity(value).map { (value: value, weight: strength * $0) } }
      .filter { $0.weight > 0 }
    let total = weighed.reduce(0) { $0 + $1.weight }
    let weights = Dictionary(uniqueKeysWithValues: weighed.map { ($0.value, Float($0.weight / total)) })
    self.weights = weights
    self.origins = origins.filter { weights[$0.key] != nil }
  }
}
