import JobMarket
import Retrieval

extension NaiveSearcher {
  /// Facets by definition: every job asked one at a time, every value counted.
  package func facets(_ requests: [FacetRequest], for query: Query) -> [FacetCounts] {
    requests.map { request in
      let field = request.field
      var relaxed = query
      relaxed.predicate.clauses.removeAll { clause in
        !clause.literals.isEmpty && !clause.literals.contains { $0.field != field }
      }
      (relaxed.k, relaxed.groupsReposts) = (0, false)
      let matching = self.matching(relaxed)
      var counts: [ValueID: Int] = [:]
      for job in matching { for value in Set(job.values(of: field)) { counts[value, default: 0] += 1 } }
      let values = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      return FacetCounts(
        field, matching: matching.count,
        values: values.prefix(request.limit ?? values.count).map { .init($0.key, $0.value) }, distinct: values.count,
        ranges: request.ranges.map { range in
          .init(range, matching.count { $0.number(of: field).map(range.contains) ?? false })
        },
        missing: matching.count {
          $0.values(of: field).isEmpty && $0.number(of: field) == nil && $0.points(of: field).isEmpty
        })
    }
  }
}
