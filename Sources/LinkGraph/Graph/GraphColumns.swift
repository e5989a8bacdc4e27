import JobMarket

/// A graph's links as columns: 4 bytes a member, 9 to 12 a link, 12 a meta link.
struct GraphColumns: Hashable, Sendable {
  /// The meta links that stand in a link, rising.
  private(set) var metaLinks: [MetaLink] = []
  /// Numbers of meta links, rising within a link, link after link.
  private(set) var members: [UInt32] = []
  /// Where each link's members begin, and where the last one's end.
  private(set) var offsets: [UInt32] = [0]
  /// Of learned links alone.
  private(set) var hires: [UInt32] = []
  private(set) var noHires: [UInt32] = []
  /// Of learned links alone; empty where nothing was fitted.
  private(set) var weights: [Float] = []
  /// Of prior links alone.
  private(set) var priorQualities: [Float] = []
  private(set) var priorSources: [UInt32] = []
  private(set) var sources: [String] = []

  var count: Int { offsets.count - 1 }
  var learnedCount: Int { hires.count }

  /// Joins learned links and prior ones; of the latter those that were learned are left out, and of equal ones the best stays.
  init(_ table: LinkTable, weights: [Float]?, prior: [PriorLink]) {
    var used = [Bool](repeating: false, count: table.metaLinks.count)
    for member in table.columns.members { used[Int(member)] = true }
    let learned = used.indices.filter { used[$0] }
    metaLinks = Set(prior.lazy.flatMap(\.metaLinks)).union(learned.lazy.map { table.metaLinks[$0] }).sorted()
    var numbers = [UInt32](repeating: 0, count: table.metaLinks.count)
    for old in learned { numbers[old] = UInt32(number(of: table.metaLinks[old]) ?? 0) }
    // Numbers rise with the meta links before and after, so that links stay in their order.
    members = table.columns.members.map { numbers[Int($0)] }
    (offsets, hires, noHires) = (table.columns.offsets, table.columns.hires, table.columns.noHires)
    self.weights = weights ?? []
    append(prior)
  }

  /// Takes columns as they were read; nothing is checked here.
  init(
    metaLinks: [MetaLink], members: [UInt32], offsets: [UInt32], hires: [UInt32], noHires: [UInt32], weights: [Float],
    priorQualities: [Float], priorSources: [UInt32], sources: [String]
  ) {
    (self.metaLinks, self.members, self.offsets) = (metaLinks, members, offsets)
    (self.hires, self.noHires, self.weights) = (hires, noHires, weights)
    (self.priorQualities, self.priorSources, self.sources) = (priorQualities, priorSources, sources)
  }

  private mutating func append(_ prior: [PriorLink]) {
    let sorted = prior.sorted { first, second in
      if first.metaLinks != second.metaLinks { return first.metaLinks.lexicographicallyPrecedes(second.metaLinks) }
      return (second.quality, first.source) < (first.quality, second.source)
    }
    var numberOfSource: [String: UInt32] = [:]
    var last: [MetaLink] = []
    for link in sorted where link.metaLinks != last {
      last = link.metaLinks
      guard let added = memberNumbers(of: last), node(of: added, in: 0..<learnedCount) == nil else { continue }
      members += added
      offsets.append(UInt32(members.count))
      priorQualities.append(link.quality)
      let source = numberOfSource[link.source] ?? UInt32(sources.count)
      if Int(source) == sources.count { sources.append(link.source) }
      numberOfSource[link.source] = source
      priorSources.append(source)
    }
    precondition(members.count <= Int(UInt32.max), "links have at most 2^32 - 1 members together")
  }

  /// A link's members. O(1).
  func members(of node: Int) -> ArraySlice<UInt32> { members[Int(offsets[node])..<Int(offsets[node + 1])] }

  /// The number of a meta link, or `nil`. O(log meta links).
  func number(of metaLink: MetaLink) -> Int? {
    let place = lowerBound(metaLinks.indices) { metaLinks[$0] < metaLink }
    return place < metaLinks.count && metaLinks[place] == metaLink ? place : nil
  }

  /// The numbers of meta links, rising, each once; `nil` when one has none.
  func memberNumbers(of metaLinks: [MetaLink]) -> [UInt32]? {
    var numbers: [UInt32] = []
    for metaLink in Set(metaLinks).sorted() {
      guard let number = number(of: metaLink) else { return nil }
      numbers.append(UInt32(number))
    }
    return numbers
  }

  /// The link with just these members among some, which stand in order; or `nil`. O(size · log links).
  func node(of numbers: [UInt32], in nodes: Range<Int>) -> Int? {
    let place = lowerBound(nodes) { members(of: $0).lexicographicallyPrecedes(numbers) }
    return place < nodes.upperBound && members(of: place).elementsEqual(numbers) ? place : nil
  }
}

/// The first index of a range that no longer comes before something, where those that do stand first. O(log count).
func lowerBound(_ range: Range<Int>, _ isBefore: (Int) -> Bool) -> Int {
  var (low, high) = (range.lowerBound, range.upperBound)
  while low < high {
    let middle = low + (high - low) / 2
    if isBefore(middle) { low = middle + 1 } else { high = middle }
  }
  return low
}
