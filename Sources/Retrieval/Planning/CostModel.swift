import JobMarket

/// What each step of a search costs, in nanoseconds, and what a plan costs by it.
///
/// With N rows of which m match (share s = m / N), k asked for, and b bytes of 4-bit codes a row:
///
/// - **terms** = Σ over literals: `word` · N / 64 for each frequent value, `insert` for each row of a rare one; `number` · N for
///   a range or a missing value, `point` · N for a radius. Once clauses leave few rows, each literal is `test` a row of them.
/// - **terms first** = terms + `member` · m to list the rows + (`walkRow` + `walkByte` · b) · m
/// - **mixed** = terms + N · (`skip` + p · (`scanRow` + `scanByte` · b) + 4 p (1 − p) · `gap`), where p = 1 − (1 − s)¹⁶: sixteen
///   rows are read together where one of them is wanted, and where some are and some are not, memory cannot be read ahead
/// - **vectors first** = (`scanRow` + `scanByte` · b) · N + asking · tests, where tests = min(N, `raised` · log₂(N / 8192) ·
///   k / s + `settled`): candidates asked while the threshold rises, and in the end; asking is `bit` for a literal of frequent
///   values, else `test`, and a clause is asked only where those before it passed
///
/// The rest, raising the threshold and scoring what stays in f32, is the same for all. The defaults were measured by
/// `jobmatch bench costs` at a million rows of 128 dimensions on one x86-64 machine.
public struct CostModel: Hashable, Sendable, Codable {
  /// Joining one word of 64 rows of a frequent value.
  public var word = 0.16
  /// Setting one row of a rare value.
  public var insert = 0.82
  /// Testing one number of a column.
  public var number = 0.2
  /// Testing one row's points.
  public var point = 8.7
  /// Asking one row one literal of its own list, far from the row before.
  public var test = 190.0
  /// Asking one row one literal of bitmaps.
  public var bit = 24.0
  /// Putting one row of a set on a list.
  public var member = 0.28
  /// Walking to one listed row's codes.
  public var walkRow = 6.5
  /// Reading one byte of a listed row's codes.
  public var walkByte = 0.01
  /// Reading on to the next row's codes.
  public var scanRow = 1.8
  /// Reading one byte of the next row's codes.
  public var scanByte = 0.02
  /// Passing one row that is not wanted.
  public var skip = 0.075
  /// What a row costs more where half of the groups of sixteen are passed.
  public var gap = 3.8
  /// Candidates asked each time the rows scanned double, as a multiple of the k / s that are needed.
  public var raised = 1.5
  /// Candidates asked at the end.
  public var settled = 4000.0

  /// The costs measured on the machine that the project is developed on.
  public init() {}

  /// Every cost with its name, in the order above.
  public var named: [(step: String, cost: Double)] {
    [
      ("word", word), ("insert", insert), ("number", number), ("point", point), ("test", test), ("bit", bit),
      ("member", member),
      ("walkRow", walkRow), ("walkByte", walkByte), ("scanRow", scanRow), ("scanByte", scanByte), ("skip", skip),
      ("gap", gap),
      ("raised", raised), ("settled", settled),
    ]
  }

  /// Conditions on rows, as far as costs depend on them.
  struct Work: Hashable, Sendable {
    /// Nanoseconds that evaluating them over all rows takes.
    var terms: Double
    /// Nanoseconds that asking one candidate takes.
    var asking: Double
    /// The share of rows left.
    var share: Double
  }

  /// What it takes to evaluate a predicate over all rows. O(values).
  func work(_ predicate: JobPredicate, cardinality: Cardinality) -> Work {
    let index = cardinality.index
    let rows = Double(index.count)
    var work = Work(terms: 0, asking: 0, share: 1)
    for clause in cardinality.clauses(of: predicate) {
      let isList = work.share * Double(MatchedRows.listShare) <= 1
      for literal in clause.literals {
        work.asking += work.share * (isAskedOfBitmaps(literal, in: index) ? bit : test)
        work.terms += isList ? test * work.share * rows : cost(of: literal, in: index)
      }
      // One more pass joins the clause to what is left.
      if !isList { work.terms += word * rows / 64 }
      work.share *= cardinality.share(of: clause)
    }
    return work
  }

  private func cost(of literal: JobPredicate.Literal, in index: IndexSegment) -> Double {
    let rows = Double(index.count)
    switch literal {
    case .anyOf(let field, let values), .noneOf(let field, let values):
      guard let column = index.terms[field] else { return 0 }
      var cost = word * rows / 64
      for value in values {
        let count = Double(column.count(of: value))
        cost += count * Double(TermColumn.bitmapShare) >= rows ? word * rows / 64 : insert * count
      }
      return cost
    case .range, .missing: return number * rows
    case .within: return point * rows
    }
  }

  private func isAskedOfBitmaps(_ literal: JobPredicate.Literal, in index: IndexSegment) -> Bool {
    guard case .anyOf(let field, let values) = literal, values.count <= RowConditions.mostBitmaps,
      let column = index.terms[field]
    else { return false }
    return values.allSatisfy { column.bitmap(of: $0) != nil }
  }

  /// Terms first, the terms apart: `matched` of the rows are listed, unless they are, and walked.
  func walk(matched: Int, isListed: Bool, rowBytes: Int) -> Double {
    Double(matched) * ((isListed ? 0 : member) + walkRow + walkByte * Double(rowBytes))
  }

  /// Mixed, the terms apart.
  func scan(rows: Int, matched: Int, rowBytes: Int) -> Double {
    guard rows > 0 else { return 0 }
    var none = 1 - Double(matched) / Double(rows)
    // To the sixteenth power.
    for _ in 0..<4 { none *= none }
    return Double(rows)
      * (skip + (1 - none) * (scanRow + scanByte * Double(rowBytes)) + 4 * none * (1 - none) * gap)
  }

  /// Vectors first, with the conditions asked of candidates.
  func postFilter(rows: Int, k: Int, work: Work, rowBytes: Int) -> Double {
    Double(rows) * (scanRow + scanByte * Double(rowBytes)) + work.asking * tests(rows: rows, k: k, share: work.share)
  }

  /// How many candidates are asked where conditions leave a share of the rows.
  func tests(rows: Int, k: Int, share: Double) -> Double {
    guard share > 0, k > 0 else { return Double(rows) }
    var doublings = 0.0
    while 8192 * (1 << Int(doublings)) < rows { doublings += 1 }
    let needed = Double(k) / share
    return min(Double(rows), raised * doublings * needed + settled)
  }
}
