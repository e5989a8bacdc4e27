import JobMarket

/// What each step of a search costs, in nanoseconds, and what a plan costs by it.
///
/// With N rows of which m match (share s = m / N), k asked for, and b bytes of 4-bit codes a row:
///
/// - **terms** = Σ over literals: `word` · N/64 for each frequent value, `insert` for each row of a rare one; `number` · N for a
///   range or a missing value, `point` · N for a radius. Once a clause leaves few rows, each further literal is `test` a row.
/// - **terms first** = terms + `member` · m to list the rows + (`walkRow` + `walkByte` · b) · m
/// - **mixed** = terms + (`scanRow` + `scanByte` · b) · N · (1 − (1 − s)¹⁶) + `skip` · N: sixteen rows are read together where
///   one of them is wanted
/// - **vectors first** = (`scanRow` + `scanByte` · b) · N + `test` · tests · literals, where tests = min(N, (k / s) ·
///   (`raised` · log₂(N / 8192) + `settled`)): how many candidates are asked while the threshold rises, and in the end
///
/// The rest, raising the threshold and scoring what stays in f32, is the same for all. The defaults were measured by
/// `jobmatch bench costs` on one x86-64 machine; another machine's ratios differ little, since all but the first few are bounded
/// by its memory.
public struct CostModel: Hashable, Sendable, Codable {
  /// Joining one word of 64 rows of a frequent value.
  public var word = 0.5
  /// Setting one row of a rare value.
  public var insert = 1.5
  /// Testing one number of a column.
  public var number = 1.5
  /// Testing one row's points.
  public var point = 60.0
  /// Asking one row one literal, its values in no order that the processor could foresee.
  public var test = 25.0
  /// Putting one row of a set on a list.
  public var member = 1.0
  /// Walking to one listed row's codes, and reading a byte of them.
  public var walkRow = 6.0
  /// Reading one byte of a listed row's codes.
  public var walkByte = 0.1
  /// Reading on to the next row's codes.
  public var scanRow = 2.0
  /// Reading one byte of the next row's codes.
  public var scanByte = 0.08
  /// Passing one row that is not wanted.
  public var skip = 0.1
  /// Candidates asked each time the rows scanned double, as a multiple of the k / s that are needed.
  public var raised = 2.0
  /// Candidates asked at the end, likewise.
  public var settled = 10.0

  /// The costs measured on the machine that the project is developed on.
  public init() {}

  /// Every cost with its name, in the order above.
  public var named: [(step: String, cost: Double)] {
    [
      ("word", word), ("insert", insert), ("number", number), ("point", point), ("test", test), ("member", member),
      ("walkRow", walkRow), ("walkByte", walkByte), ("scanRow", scanRow), ("scanByte", scanByte), ("skip", skip),
      ("raised", raised), ("settled", settled),
    ]
  }

  /// Conditions on rows, as far as costs depend on them.
  struct Work: Hashable, Sendable {
    /// Nanoseconds that evaluating them over all rows takes.
    var terms: Double
    /// How many literals a row is asked.
    var literals: Int
    /// The share of rows left.
    var share: Double
  }

  /// What it takes to evaluate a predicate over all rows. O(values).
  func work(_ predicate: JobPredicate, cardinality: Cardinality) -> Work {
    let index = cardinality.index
    let rows = Double(index.count)
    var work = Work(terms: 0, literals: 0, share: 1)
    for clause in cardinality.clauses(of: predicate) {
      let isList = work.share * Double(MatchedRows.listShare) <= 1
      for literal in clause.literals {
        work.literals += 1
        work.terms += isList ? test * work.share * rows : cost(of: literal, in: index)
      }
      // One more pass joins the clause to what is left.
      if !isList { work.terms += word * rows / 64 }
      work.share *= cardinality.share(of: clause)
    }
    return work
  }

  private func cost(of literal: JobPredicate.Literal, in index: JobIndex) -> Double {
    let rows = Double(index.count)
    switch literal {
    case .anyOf(let field, let values), .noneOf(let field, let values):
      guard let column = index.terms[field] else { return 0 }
      return values.reduce(word * rows / 64) { sum, value in
        sum + (column.bitmap(of: value) == nil ? insert * Double(column.count(of: value)) : word * rows / 64)
      }
    case .range, .missing: return number * rows
    case .within: return point * rows
    }
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
    return Double(rows) * (skip + (1 - none) * (scanRow + scanByte * Double(rowBytes)))
  }

  /// Vectors first, with the conditions asked of candidates.
  func postFilter(rows: Int, k: Int, work: Work, rowBytes: Int) -> Double {
    let scan = Double(rows) * (scanRow + scanByte * Double(rowBytes))
    guard work.share > 0, rows > 0 else { return scan + test * Double(rows * max(1, work.literals)) }
    var doublings = 0.0
    while 8192 * (1 << Int(doublings)) < rows { doublings += 1 }
    let tests = min(Double(rows), Double(k) / work.share * (raised * doublings + settled))
    return scan + test * tests * Double(max(1, work.literals))
  }
}
