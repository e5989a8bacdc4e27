/// Which rows are postings of one job: a number a row, and for each number its rows.
struct RepostGroups: Sendable, Equatable {
  /// The group of each row; groups count from 0 in the order of their first rows.
  let numbers: [UInt32]
  /// All rows, those of one group together, rising; group g has `rows[starts[g]..<starts[g + 1]]`.
  private let rows: [UInt32]
  private let starts: [UInt32]

  /// What names each group in every segment, whoever numbered it; 0 for a row that stands alone.
  let identities: [RepostIdentity]

  /// How many groups there are.
  var count: Int { starts.count - 1 }

  /// Sorts rows by group, by counting. O(rows).
  ///
  /// - Parameter identities: of each group; without them no row has company in another segment.
  init(_ numbers: [UInt32], identities: [RepostIdentity] = []) {
    self.numbers = numbers
    let count = Int(numbers.max().map { $0 + 1 } ?? 0)
    precondition(identities.isEmpty || identities.count == count, "an identity a group")
    self.identities = identities
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

  /// What names a row's group; 0 where it stands alone. O(1).
  func identity(of row: Int) -> RepostIdentity {
    identities.isEmpty ? .alone : identities[Int(numbers[row])]
  }

  /// A row of a group, by what names it. O(groups).
  func rows(named identity: RepostIdentity) -> [Int] {
    guard let group = identities.firstIndex(of: identity) else { return [] }
    return rows[Int(starts[group])..<Int(starts[group + 1])].map(Int.init)
  }

  /// The rows of a row's group, itself included, rising. O(1).
  func rows(with row: Int) -> [Int] {
    let group = Int(numbers[row])
    return rows[Int(starts[group])..<Int(starts[group + 1])].map(Int.init)
  }
}

/// What names a group of reposts in every segment: 64 bits of the group's text.
///
/// Two groups of ten million have one name with a probability of 3 in a million; such would share a row of an answer.
struct RepostIdentity: Hashable, Sendable {
  let bits: UInt64

  /// That of a row without a group.
  static let alone = RepostIdentity(bits: 0)

  init(bits: UInt64) { self.bits = bits }

  /// That of a group's text: FNV-1a, then mixed, so that texts that differ in one letter differ everywhere. O(bytes).
  init(_ text: String) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
    hash ^= hash >> 31
    bits = max(hash, 1)
  }
}
