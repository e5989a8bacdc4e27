import JobMarket

/// The rows that match a predicate, found the conventional way.
///
/// The plan: a clause that only names values has a list of its rows, rarest clause first. The rarest proposes a row, each
/// other one skips to it and either agrees or proposes a later one. What all agree on is asked the clauses without a list
/// (negations, ranges, places, missing values), a column test a row.
struct CandidateWalk {
  private let cursors: [any RowCursor]
  private let tests: [[RowTest]]

  /// Values of a clause beyond which its lists are joined beforehand.
  static let mostParts = 16

  /// Plans a walk, good for one pass. O(values), and O(rows of a clause) for one of many values.
  init(_ predicate: JobPredicate, index: IndexSegment, postings: [AttributeField: PostingColumn]) {
    var cursors: [any RowCursor] = []
    var tests: [[RowTest]] = []
    for clause in predicate.clauses {
      if let cursor = CandidateWalk.cursor(of: clause, postings: postings, rowCount: index.count) {
        cursors.append(cursor)
      } else {
        tests.append(clause.literals.map { RowTest($0, to: index) })
      }
    }
    if cursors.isEmpty { cursors = [EveryRowCursor(rowCount: index.count)] }
    self.cursors = cursors.sorted { $0.mostRows < $1.mostRows }
    self.tests = tests
  }

  private static func cursor(
    of clause: JobPredicate.Clause, postings: [AttributeField: PostingColumn], rowCount: Int
  ) -> (any RowCursor)? {
    var parts: [PostingCursor] = []
    for literal in clause.literals {
      guard case .anyOf(let field, let values) = literal else { return nil }
      guard let column = postings[field] else { continue }
      parts += Set(values).sorted().filter { column.count(of: $0) > 0 }.map { PostingCursor($0, in: column) }
    }
    if parts.count == 1 { return parts[0] }
    return parts.count > mostParts ? BitsetCursor(parts, rowCount: rowCount) : UnionCursor(parts)
  }

  /// How many rows the rarest clause has at most: the rows that can be proposed.
  var mostRows: Int { cursors[0].mostRows }

  /// What the walk is made of, in words.
  var description: String {
    let lists = cursors[0] is EveryRowCursor ? "no list" : cursors.count == 1 ? "1 list" : "\(cursors.count) lists"
    return tests.isEmpty ? lists : "\(lists) and \(tests.count) column tests"
  }

  /// Calls `body` with each row that matches, rising, until it returns false.
  func forEachRow(_ body: (_ row: Int) -> Bool) {
    var row: UInt32 = 0
    while true {
      let proposed = agreement(from: row)
      guard proposed != RowCursors.end else { return }
      let passes = tests.allSatisfy { clause in clause.contains { $0.passes(Int(proposed)) } }
      if passes, !body(Int(proposed)) { return }
      row = proposed + 1
    }
  }

  /// The least row from `start` on that every list has.
  private func agreement(from start: UInt32) -> UInt32 {
    var proposed = cursors[0].advance(to: start)
    var place = 1
    while place < cursors.count, proposed != RowCursors.end {
      let next = cursors[place].advance(to: proposed)
      if next == proposed {
        place += 1
      } else {
        proposed = cursors[0].advance(to: next)
        place = 1
      }
    }
    return proposed
  }
}
