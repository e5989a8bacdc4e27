import EntityStandardization
import JobMarket
import MarketStorage
import Retrieval

/// Makes of a recorded job what an index keeps of it: one way for all jobs of a market and for the one that has just changed.
///
/// A pure function of the job, its entities and the models that an index was built with; so an index that followed its record
/// is the one that would be built anew with the same models.
struct JobLayout: Sendable {
  /// The text model.
  let words: TextVectors
  let facts: JobFacts

  /// A job before its values have numbers.
  struct Laid: Sendable {
    var job: IndexedJob
    var values: Attributes
    /// Whether it names places, and of none of them is known where it is.
    var isNowhere: Bool
  }

  /// Lays one job out. O(text).
  ///
  /// - Parameters:
  ///   - entities: what standardization found; `nil` where nothing is standardized.
  ///   - memo: places looked up already, of the same gazetteer.
  func layOut(_ stored: StoredJob, entities: Attributes?, _ memo: inout PlaceMemo) -> Laid {
    let places = facts.places(of: stored.job, &memo)
    let points = facts.points(of: stored.job, at: places)
    var job = IndexedJob(key: stored.key)
    job.numbers = facts.numbers(of: stored.job, entities: entities ?? [:])
    if !points.isEmpty { job.points = [.place: points] }
    job.text = words.vector(of: facts.document(of: stored.job))
    job.expiresAt = stored.job.status == .closed ? Instant(milliseconds: .min) : stored.job.expiresAt
    job.repostGroup = facts.repostGroup(of: stored.job)
    return Laid(
      job: job, values: facts.values(of: stored.job, at: places, entities: entities),
      isNowhere: points.isEmpty && stored.job.places.contains { !$0.text.isEmpty })
  }
}
