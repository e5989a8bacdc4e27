import JobMarket

/// What links ask of one side, seekers or jobs, as a tree: who has which of them is found by walking it.
///
/// A value of a field is an **item**, numbered in the order of fields and values; a link's side is its items, rising. Sides that
/// begin alike share their first steps, so that a walk down the items that somebody has meets every link that they have and no
/// other. Nothing is hashed: it is exact.
///
/// Steps are numbered breadth first, so that those after a step stand together.
struct LinkSide: Hashable, Sendable {
  /// The fields, in order.
  private(set) var fields: [AttributeField] = []
  /// Where each field's items begin, and where the last one's end.
  private(set) var fieldStarts: [Int] = [0]
  /// The value of each item, rising within a field.
  private(set) var values: [ValueID] = []
  /// By item, the step after the root that is it; 0, the root itself, for none.
  private var firstSteps: [UInt32] = []
  /// The item of each step.
  private var items: [UInt32] = [0]
  /// Where the steps after each step begin, and where those of the last one end.
  private var childStarts: [UInt32] = []
  /// Where the links that end with each step begin, and where those of the last one end.
  private var linkStarts: [UInt32] = []
  /// Links, step after step, rising within a step.
  private var links: [UInt32] = []

  /// Makes the tree of one side of all links. O(meta links · log + members).
  init(_ columns: GraphColumns, _ side: (MetaLink) -> (AttributeField, ValueID)) {
    let asked = columns.metaLinks.map(side)
    number(asked)
    let itemOfMetaLink = asked.map { UInt32(item(of: $0.0, $0.1) ?? 0) }
    var offsets: [UInt32] = [0]
    var sides: [UInt32] = []
    offsets.reserveCapacity(columns.count + 1)
    sides.reserveCapacity(columns.members.count)
    var buffer: [UInt32] = []
    for node in 0..<columns.count {
      buffer.removeAll(keepingCapacity: true)
      for member in columns.members(of: node) { buffer.append(itemOfMetaLink[Int(member)]) }
      buffer.sort()
      var last: UInt32?
      for item in buffer where item != last {
        sides.append(item)
        last = item
      }
      offsets.append(UInt32(sides.count))
    }
    grow(LinkSide.ordered(sides, offsets, itemCount: values.count), sides, offsets)
  }

  private mutating func number(_ asked: [(AttributeField, ValueID)]) {
    var byField: [AttributeField: [ValueID]] = [:]
    for (field, value) in asked { byField[field, default: []].append(value) }
    fields = byField.keys.sorted()
    for field in fields {
      var last: ValueID?
      for value in (byField[field] ?? []).sorted() where value != last {
        values.append(value)
        last = value
      }
      fieldStarts.append(values.count)
    }
  }

  /// Links in the order of their sides, those of equal sides rising: counted place by place from the last one, none at the end of
  /// a side standing before any.
  private static func ordered(_ sides: [UInt32], _ offsets: [UInt32], itemCount: Int) -> [UInt32] {
    let count = offsets.count - 1
    var order = (0..<count).map { UInt32($0) }
    var sorted = order
    let longest = (0..<count).reduce(0) { max($0, Int(offsets[$1 + 1] - offsets[$1])) }
    for place in stride(from: longest - 1, through: 0, by: -1) {
      func slot(_ link: UInt32) -> Int {
        let index = Int(offsets[Int(link)]) + place
        return index < Int(offsets[Int(link) + 1]) ? Int(sides[index]) + 1 : 0
      }
      var starts = [Int](repeating: 0, count: itemCount + 2)
      for link in order { starts[slot(link) + 1] += 1 }
      for index in 0...itemCount { starts[index + 1] += starts[index] }
      for link in order {
        let slot = slot(link)
        sorted[starts[slot]] = link
        starts[slot] += 1
      }
      swap(&order, &sorted)
    }
    return order
  }

  /// Makes the steps, breadth first, from links in the order of their sides.
  private mutating func grow(_ order: [UInt32], _ sides: [UInt32], _ offsets: [UInt32]) {
    firstSteps = [UInt32](repeating: 0, count: values.count)
    links.reserveCapacity(order.count)
    var level = [0..<order.count]
    var depth = 0
    while !level.isEmpty {
      var next: [Range<Int>] = []
      for range in level {
        linkStarts.append(UInt32(links.count))
        var start = range.lowerBound
        while start < range.upperBound, Int(offsets[Int(order[start]) + 1] - offsets[Int(order[start])]) == depth {
          links.append(order[start])
          start += 1
        }
        childStarts.append(UInt32(items.count))
        while start < range.upperBound {
          func item(_ place: Int) -> UInt32 { sides[Int(offsets[Int(order[place])]) + depth] }
          let first = item(start)
          var end = start + 1
          while end < range.upperBound, item(end) == first { end += 1 }
          if depth == 0 { firstSteps[Int(first)] = UInt32(items.count) }
          items.append(first)
          next.append(start..<end)
          start = end
        }
      }
      (level, depth) = (next, depth + 1)
    }
    linkStarts.append(UInt32(links.count))
    childStarts.append(UInt32(items.count))
  }

  /// The item of a value, or `nil`. O(log values).
  func item(of field: AttributeField, _ value: ValueID) -> Int? {
    fields.firstIndex(of: field).flatMap { item(inField: $0, value) }
  }

  private func item(inField index: Int, _ value: ValueID) -> Int? {
    var (low, high) = (fieldStarts[index], fieldStarts[index + 1])
    let end = high
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low < end && values[low] == value ? low : nil
  }

  /// The items that somebody has, rising, each once.
  func items(of values: [AttributeField: [ValueID]]) -> [UInt32] {
    var found: [UInt32] = []
    for (index, field) in fields.enumerated() {
      guard let asked = values[field] else { continue }
      let start = found.count
      for value in asked { if let item = item(inField: index, value) { found.append(UInt32(item)) } }
      // Most are one or two, and stand in order.
      if !zip(found[start...], found[start...].dropFirst()).allSatisfy(<) {
        found.replaceSubrange(start..., with: Set(found[start...]).sorted())
      }
    }
    return found
  }

  /// The links that somebody has, rising.
  func nodes(of values: [AttributeField: [ValueID]]) -> [ValueID] {
    var walk = Walk(self, items(of: values))
    walk.start(firstSteps)
    walk.found.sort()
    return walk.found
  }

  /// The same by the whole of their sides: links that ask for the same stand together, rising, in no promised order of the sides.
  func nodesBySide(of values: [AttributeField: [ValueID]]) -> [ArraySlice<ValueID>] {
    var walk = Walk(self, items(of: values))
    walk.start(firstSteps)
    return zip([0] + walk.ends, walk.ends).map { walk.found[$0..<$1] }
  }

  /// A walk down the items that somebody has. It holds the arrays it reads, so that none is counted anew at each step.
  private struct Walk {
    private let items: [UInt32]
    private let childStarts: [UInt32]
    private let linkStarts: [UInt32]
    private let links: [UInt32]
    private let asked: [UInt32]
    /// The links met, side after side.
    var found: [ValueID] = []
    /// Where the links of each side end that has any.
    private(set) var ends: [Int] = []

    init(_ side: LinkSide, _ asked: [UInt32]) {
      (items, childStarts, linkStarts, links) = (side.items, side.childStarts, side.linkStarts, side.links)
      self.asked = asked
    }

    mutating func start(_ firstSteps: [UInt32]) {
      for index in asked.indices {
        let step = Int(firstSteps[Int(asked[index])])
        if step > 0 { visit(step, from: index + 1) }
      }
    }

    /// Meets the links after a step whose further items are all among those asked for from an index on.
    private mutating func visit(_ step: Int, from start: Int) {
      let (first, last) = (Int(linkStarts[step]), Int(linkStarts[step + 1]))
      if first < last {
        for place in first..<last { found.append(links[place]) }
        ends.append(found.count)
      }
      var child = Int(childStarts[step])
      let end = Int(childStarts[step + 1])
      var index = start
      while child < end, index < asked.count {
        let item = asked[index]
        index += 1
        if end - child > 8 {
          var high = end
          while child < high {
            let middle = (child + high) / 2
            if items[middle] < item { child = middle + 1 } else { high = middle }
          }
        } else {
          while child < end, items[child] < item { child += 1 }
        }
        if child < end, items[child] == item { visit(child, from: index) }
      }
    }
  }
}
