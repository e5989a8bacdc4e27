/// Which rows are postings of one job: a number a row, and for each number its rows.
struct RepostGroups: Sendable, Equatable {
  /// The group of each row; groups count from 0 in the order of their first rows.
  let numbers: [UInt32]
  /// All rows, those of one group together, rising; group g has `rows[starts[g]..<starts[g + 1]]`.
  private let rows: [UInt32]
  private let starts: [UInt32]

  /// How many groups there are.
  var count: Int { starts.count - 1 }

  /// Sorts rows by group, by counting. O(rows).
  init(_ numbers: [UInt32]) {
    self.numbers = numbers
    let count = Int(numbers.max().map { $0 + 1 } ?? 0)
    var starts = [UInt32](repeating: 0, count: count + 1)
    for number in numbers { starts[Int(number) + 1] += 1 }
    for group in 0..<count { starts[group + 1] += starts[group] }
    var next = starts
    var rows = [UInt32](repeating: 0, count: numbers.count)
    for (row, number) in numbers.enumerated() {
      rows[Int(next[Int(number)])] = UInt32(row)
      next[Int(number)] += 1
    }
    (self.rows, self.starts) = (rows, starts)
  }

  /// The rows of a row's group, itself included, rising. O(1).
  func rows(with row: Int) -> [Int] {
    let group = Int(numbers[row])
    return rows[Int(starts[group])..<Int(starts[group + 1])].map(Int.init)
  }
}
