import JobMarket
import VectorMath

/// A clause as sets of rows, and what of it has none and is asked row by row.
struct CompiledClause {
  /// The rows of literals that have sets; any of these.
  var unions: [RowUnion] = []
  /// Literals over numbers, points, or missing ones of these.
  var tests: [JobPredicate.Literal] = []
  /// How many rows it can leave at most.
  var mostRows = 0
  /// Whether every row passes.
  var isAlways = false

  /// Looks a clause's sets up. O(values log values), no row is touched.
  init(_ clause: JobPredicate.Clause, index: IndexSegment) {
    var values: [AttributeField: [ValueID]] = [:]
    for literal in clause.literals {
      switch literal {
      case .anyOf(let field, let allowed): values[field, default: []] += allowed
      case .noneOf(let field, let refused):
        guard let column = index.terms[field] else { continue }
        var union = column.union(of: refused)
        (union.isInverted, union.universe) = (true, column.present)
        add(union, most: index.count)
      case .missing(let field) where index.numbers[field] == nil && index.points[field] == nil:
        // Where every row has a value none is missing; where there is no such field all are.
        guard let column = index.terms[field] else {
          isAlways = true
          continue
        }
        if let present = column.present { add(RowUnion(bitmaps: [present], isInverted: true), most: index.count) }
      case .range(let field, _) where index.numbers[field] == nil: continue
      case .within(let field, let radius):
        let most = index.pointOrders[field]?.mostRows(in: RadiusBox(radius)) ?? 0
        if most > 0 {
          tests.append(literal)
          mostRows += most
        }
      case .missing, .range:
        tests.append(literal)
        mostRows += index.count
      }
    }
    // Alternatives that name values are one union, over whatever fields. In the order of names, which only a reader sees.
    var union = RowUnion()
    var most = 0
    for (field, allowed) in values.sorted(by: { $0.key < $1.key }) {
      guard let column = index.terms[field] else { continue }
      let part = column.union(of: allowed)
      union.bitmaps += part.bitmaps
      union.lists += part.lists
      most += column.mostRows(of: allowed)
    }
    if most > 0 { add(union, most: most) }
    mostRows = min(mostRows, index.count)
    isAlways = isAlways || unions.contains { $0.isAll }
  }

  private mutating func add(_ union: RowUnion, most: Int) {
    unions.append(union)
    mostRows += most
  }

  /// The rows of a clause of values that few rows have.
  var lists: [RowList]? {
    guard tests.isEmpty, unions.count == 1, !unions[0].isInverted, unions[0].bitmaps.isEmpty else { return nil }
    return unions[0].lists
  }

  /// What reading its sets whole costs, in nanoseconds at a million rows.
  func blockCost(rowCount: Int) -> Double {
    unions.reduce(0) { cost, union in
      let bitmaps = union.bitmaps.count + (union.universe == nil ? 0 : 1)
      return cost + Double(bitmaps * rowCount) * CompiledClause.bitmapCost
        + Double(union.listedCount) * CompiledClause.listedRowCost
    }
  }

  /// What asking it of one row costs, in nanoseconds; `nil` where its sets cannot be asked.
  var rowCost: Double? {
    guard unions.count == 1, unions[0].lists.isEmpty else { return nil }
    return CompiledClause.testCost + Double(unions[0].bitmaps.count) * CompiledClause.bitmapTestCost
  }

  /// Nanoseconds, measured at a million rows: taking one row of a bitmap in with its neighbours, setting one of a list, asking
  /// one row anything, and of one bitmap.
  private static let (bitmapCost, listedRowCost, testCost, bitmapTestCost) = (0.0013, 0.65, 0.9, 0.2)
}

extension RowUnion {
  /// Whether it is every row there is.
  fileprivate var isAll: Bool { isInverted && bitmaps.isEmpty && lists.isEmpty && universe == nil }
}
