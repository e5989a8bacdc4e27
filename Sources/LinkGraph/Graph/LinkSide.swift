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
    guard let index = fields.firstIndex(of: field) else { return nil }
    let range = fieldStarts[index]..<fieldStarts[index + 1]
    let place = lowerBound(range) { values[$0] < value }
    return place < range.upperBound && values[place] == value ? place : nil
  }

  /// The field and the value of an item. O(fields).
  func meaning(of item: Int) -> (field: AttributeField, value: ValueID) {
    (fields[(fieldStarts.firstIndex { $0 > item } ?? fields.count) - 1], values[item])
  }

  /// The items that somebody has, rising, each once.
  func items(of values: [AttributeField: [ValueID]]) -> [UInt32] {
    var found: [UInt32] = []
    for field in fields {
      var asked = values[field] ?? []
      if asked.count > 1 { asked.sort() }
      var last: ValueID?
      for value in asked where value != last {
        last = value
        if let item = item(of: field, value) { found.append(UInt32(item)) }
      }
    }
    return found
  }

  /// The links that somebody has, rising.
  func nodes(of values: [AttributeField: [ValueID]]) -> [ValueID] {
    var found: [ValueID] = []
    forEachEnd(of: values) { found.append(contentsOf: links[$0]) }
    found.sort()
    return found
  }

  /// The same by the whole of their sides: links that ask for the same stand together, rising, in no promised order of the sides.
  func nodesBySide(of values: [AttributeField: [ValueID]]) -> [ArraySlice<ValueID>] {
    var found: [ArraySlice<ValueID>] = []
    forEachEnd(of: values) { found.append(links[$0]) }
    return found
  }

  /// Calls a body with where the links of each side lie that somebody has, sides without a link left out.
  private func forEachEnd(of values: [AttributeField: [ValueID]], _ body: (Range<Int>) -> Void) {
    let items = items(of: values)
    for index in items.indices {
      let step = Int(firstSteps[Int(items[index])])
      if step > 0 { walk(step, items, from: index + 1, body) }
    }
  }

  /// Meets the links after a step whose further items are all among those from an index on.
  private func walk(_ step: Int, _ asked: [UInt32], from start: Int, _ body: (Range<Int>) -> Void) {
    let own = Int(linkStarts[step])..<Int(linkStarts[step + 1])
    if !own.isEmpty { body(own) }
    var child = Int(childStarts[step])
    let end = Int(childStarts[step + 1])
    guard child < end else { return }
    for index in start..<asked.count {
      let item = asked[index]
      if end - child > 8 {
        child = lowerBound(child..<end) { items[$0] < item }
      } else {
        while child < end, items[child] < item { child += 1 }
      }
      guard child < end else { return }
      if items[child] == item { walk(child, asked, from: index + 1, body) }
    }
  }
}
