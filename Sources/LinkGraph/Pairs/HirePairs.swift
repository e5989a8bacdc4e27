import JobMarket

/// Who applied to which job and whether it came to a hire: what links are learned from (PAPER 2.1).
///
/// ```swift
/// var pairs = HirePairs(seekers: seekers, jobs: jobs)
/// pairs.append(seeker: 0, job: 3, isHire: true)
/// pairs.append(seeker: 0, job: 5, isHire: false)
/// pairs.hireCount   // 1
/// ```
///
/// A pair is two row numbers and a bit, so that a seeker of ten applications has its values once: 9 bytes a pair. Nothing is
/// promised or asked of the order; a pair that stands twice counts twice.
public struct HirePairs: Hashable, Sendable {
  /// The seekers' values.
  public let seekers: AttributeTable
  /// The jobs' values.
  public let jobs: AttributeTable
  /// The seeker's row of each pair.
  public private(set) var seekerRows: [UInt32] = []
  /// The job's row of each pair.
  public private(set) var jobRows: [UInt32] = []
  /// Whether each pair is a hire.
  public private(set) var hires: [Bool] = []
  /// How many pairs are hires.
  public private(set) var hireCount = 0

  /// No pair yet. O(1).
  public init(seekers: AttributeTable, jobs: AttributeTable) {
    (self.seekers, self.jobs) = (seekers, jobs)
  }

  /// How many pairs there are.
  public var count: Int { hires.count }

  /// Adds a pair of rows of the two tables. Amortized O(1).
  public mutating func append(seeker: Int, job: Int, isHire: Bool) {
    precondition(
      (0..<seekers.rowCount).contains(seeker) && (0..<jobs.rowCount).contains(job), "a pair names rows of the tables")
    precondition(count < Int(UInt32.max), "at most 2^32 - 1 pairs")
    seekerRows.append(UInt32(seeker))
    jobRows.append(UInt32(job))
    hires.append(isHire)
    if isHire { hireCount += 1 }
  }
}
