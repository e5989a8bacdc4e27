import JobMarket
import LinkGraph
import Synchronization

/// Jobs with their nodes, counted one by one, and how often somebody asked.
final class CountedJobs: JobCounter {
  static let now = Instant(milliseconds: 1_000)

  struct Job: AttributeReader {
    var nodes: [ValueID]
    var country: ValueID = 0

    func values(of field: AttributeField) -> [ValueID] {
      field == LinkField.link ? nodes : field == .country ? [country] : []
    }
    func number(of field: AttributeField) -> Double? { nil }
    func points(of field: AttributeField) -> [Coordinate] { [] }
  }

  struct WrongMoment: Error {}

  let jobs: [Job]
  private let asked = Mutex(0)

  init(_ jobs: [Job]) { self.jobs = jobs }

  var questions: Int { asked.withLock { $0 } }

  func count(_ predicate: JobPredicate, asOf: Instant) throws -> Int {
    guard asOf == CountedJobs.now else { throw WrongMoment() }
    asked.withLock { $0 += 1 }
    return jobs.count { predicate.matches($0) }
  }

  func facets(_ requests: [FacetRequest], for query: Query) throws -> [FacetCounts] { [] }
}

enum LinkField {
  static let link = AttributeField("link") ?? .title
}
