import Evaluation
import JobMarket
import LinkGraph
import VectorMath

/// Hires of people who had a job before, each with sampled no-hires: the occupations of other hires of the same year and region.
///
/// The survey has nobody who applied in vain. An occupation is drawn as often as people were hired into it then and there, so a
/// link's hires against its no-hires tell how much more often than usual it ends in a hire.
package struct OccupationPairs: Sendable {
  /// The pairs, hires and no-hires of a person after each other; a row of jobs an occupation.
  package let pairs: HirePairs
  /// How many no-hires were drawn for each hire; drawn occupations that equal the hire's are left out.
  package let noHiresAHire: Int

  /// Draws. O(hires · noHiresAHire).
  package init(_ hires: [ObservedHire], fields: OccupationFields, noHiresAHire: Int, seed: UInt64) throws {
    struct Market: Hashable {
      let year: Int
      let region: String?
    }
    var drawn: [Market: [Int]] = [:]
    for hire in hires {
      drawn[Market(year: hire.history.year, region: hire.history.region), default: []].append(hire.occupation)
    }
    var (seekers, jobs) = (
      AttributeTable(fields: OccupationFields.seekerFields), AttributeTable(fields: OccupationFields.jobFields)
    )
    for job in fields.jobs { try jobs.append(job) }
    let asked = hires.filter { $0.history.previousOccupation != nil }
    for hire in asked { try seekers.append(fields.seeker(hire.history).mapValues { $0.map(\.value) }) }
    var pairs = HirePairs(seekers: seekers, jobs: jobs)
    var random = SeededRandom(seed: seed)
    for (row, hire) in asked.enumerated() {
      pairs.append(seeker: row, job: hire.occupation, isHire: true)
      let others = drawn[Market(year: hire.history.year, region: hire.history.region)] ?? []
      for _ in 0..<noHiresAHire {
        let other = random.element(of: others)
        if other != hire.occupation { pairs.append(seeker: row, job: other, isHire: false) }
      }
    }
    (self.pairs, self.noHiresAHire) = (pairs, noHiresAHire)
  }
}
