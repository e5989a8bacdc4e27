import JobMarket

/// The meta links of enough support, numbered from 0 in their order (PAPER 2.2): 12 bytes each and a look-up of 24 to 48.
///
/// ```swift
/// table[0]                    // MetaLink(template: 0, seekerValue: 4, jobValue: 9)
/// table.number(of: table[0])  // 0
/// ```
///
/// Two different meta links are two rows, always: keys are compared wholly.
public struct MetaLinkTable: Hashable, Sendable {
  /// The templates that the meta links' `template` counts in.
  public let templates: [LinkTemplate]
  /// How many pairs have each meta link.
  public private(set) var supports: [UInt32] = []
  private var keys: [UInt64] = []
  private var starts: [Int] = [0]
  private var numbers: [ExactNumberTable] = []

  /// Makes a table of meta links by template: keys (`MetaLinkTable.key`) and supports, in any order, each key once.
  init(templates: [LinkTemplate], counted: [[CountedKey]]) {
    self.templates = templates
    for counted in counted {
      var table = ExactNumberTable(count: counted.count)
      for entry in counted.sorted(by: { $0.key < $1.key }) {
        table.insert(entry.key, UInt32(keys.count))
        keys.append(entry.key)
        supports.append(entry.count)
      }
      numbers.append(table)
      starts.append(keys.count)
    }
  }

  /// How many meta links there are.
  public var count: Int { keys.count }

  /// The meta link of a number. O(templates).
  public subscript(number: Int) -> MetaLink {
    precondition(keys.indices.contains(number), "a meta link's number lies below the count")
    var template = 0
    while starts[template + 1] <= number { template += 1 }
    let key = keys[number]
    return MetaLink(
      template: template, seekerValue: ValueID(key >> 32), jobValue: ValueID(truncatingIfNeeded: key))
  }

  /// The number of a meta link, or `nil` for one of too little support. Expected O(1).
  public func number(of link: MetaLink) -> Int? {
    guard numbers.indices.contains(link.template) else { return nil }
    return number(of: MetaLinkTable.key(link.seekerValue, link.jobValue), template: link.template).map { Int($0) }
  }

  @inline(__always)
  func number(of key: UInt64, template: Int) -> UInt32? { numbers[template].number(of: key) }

  /// Both values in one word: nothing is lost.
  @inline(__always)
  static func key(_ seekerValue: ValueID, _ jobValue: ValueID) -> UInt64 {
    UInt64(seekerValue) << 32 | UInt64(jobValue)
  }
}

/// A key and how many rows had it.
struct CountedKey: Hashable, Sendable {
  let key: UInt64
  let count: UInt32
}
