import JobMarket
import VectorMath

/// Counts many predicates, evaluating once what several have in common.
///
/// The plan: equal predicates are counted once. Of each other one the clause that the fewest predicates have is taken apart;
/// those whose remaining clauses are the same form a group, for which these are evaluated once, and each one's own clause is
/// counted within. A thousand skills within one country and one distance take one evaluation of country and distance, and a
/// pass over one set a skill. A predicate that shares nothing is counted by itself.
struct SharedCounts {
  private let groups: [Group]
  /// The predicate that each one is equal to.
  private let distinctPlaces: [Int]
  private let distinctCount: Int

  /// Predicates with some clauses in common.
  private struct Group {
    var shared: JobPredicate
    /// The clause of its own, and which of the distinct predicates it is.
    var members: [(own: JobPredicate, place: Int)]
  }

  /// Finds out what is shared. O(clauses of all, hashed).
  init(_ predicates: [JobPredicate]) {
    var distinct: [[JobPredicate.Clause]] = []
    var known: [Set<JobPredicate.Clause>: Int] = [:]
    var frequencies: [JobPredicate.Clause: (count: Int, first: Int)] = [:]
    distinctPlaces = predicates.map { predicate in
      let clauses = Set(predicate.clauses)
      if let place = known[clauses] { return place }
      known[clauses] = distinct.count
      // In the order written, each once: a set's own order is another in every run.
      var seen: Set<JobPredicate.Clause> = []
      let ordered = predicate.clauses.filter { seen.insert($0).inserted }
      for clause in ordered {
        let first = frequencies.count
        frequencies[clause, default: (0, first)].count += 1
      }
      distinct.append(ordered)
      return distinct.count - 1
    }
    distinctCount = distinct.count
    var groups: [Group] = []
    var places: [[JobPredicate.Clause]: Int] = [:]
    for (number, clauses) in distinct.enumerated() {
      let ranked = clauses.map { ($0, frequencies[$0] ?? (1, 0)) }
        .sorted { ($1.1.count, $0.1.first) < ($0.1.count, $1.1.first) }.map(\.0)
      let shared = Array(ranked.dropLast())
      let place = places[shared] ?? groups.count
      if place == groups.count {
        places[shared] = place
        groups.append(Group(shared: JobPredicate(shared), members: []))
      }
      groups[place].members.append((JobPredicate(Array(ranked.suffix(1))), number))
    }
    self.groups = groups
  }

  /// How many rows of a segment that are offered match each predicate, in the order given.
  func counts(in segment: IndexSegment, asOf: Instant) -> [Int] {
    let offered = segment.offeredRows(asOf: asOf)
    let all = PredicateCompiler(index: segment, within: offered)
    var counts = [Int](repeating: 0, count: distinctCount)
    for group in groups {
      guard group.members.count > 1, !group.shared.clauses.isEmpty else {
        for (own, place) in group.members { counts[place] = all.count(matching: group.shared.and(own)) }
        continue
      }
      let rows = all.rows(matching: group.shared)
      if rows.count == 0 { continue }
      let bits = rows.bits(capacity: segment.count)
      let within: RowBitmap? = if case .all = rows { nil } else { RowBitmap(bits) }
      let compiler = PredicateCompiler(index: segment, within: within)
      for (own, place) in group.members {
        counts[place] =
          own.clauses.first.flatMap { SharedCounts.count($0, in: segment, among: rows, bits) }
          ?? compiler.count(matching: own)
      }
    }
    return distinctPlaces.map { counts[$0] }
  }

  /// How many rows have the one value that a clause comes down to: nothing is joined; `nil` for any other clause.
  private static func count(
    _ clause: JobPredicate.Clause, in segment: IndexSegment, among rows: MatchedRows, _ bits: Bitset
  ) -> Int? {
    let compiled = CompiledClause(clause, index: segment)
    guard !compiled.isAlways, compiled.tests.isEmpty, compiled.unions.count == 1, let union = compiled.unions.first,
      !union.isInverted, union.bitmaps.count + union.lists.count == 1
    else { return nil }
    if let list = union.lists.first { return bits.intersectionCount(list) }
    if case .list(let few) = rows {
      return RowConjunction(capacity: segment.count, clauses: [[union]]).filtered(few).count
    }
    return union.bitmaps.first.map { bits.intersectionCount($0) }
  }
}
