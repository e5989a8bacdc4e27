/// Places nodes, breadth first, each set of children at the first offset where all fit.
///
/// Breadth first keeps the first letters of all words, where every walk passes, within a few kilobytes.
struct DoubleArrayTrieBuilder {
  private(set) var nodes: [DoubleArrayTrie.Node]
  private(set) var values: [Int32]
  private let strings: [[UInt8]]
  private var firstFree = 1

  init(_ strings: [[UInt8]]) {
    self.strings = strings
    let size = max(512, strings.reduce(0) { $0 + $1.count } + 512)
    nodes = Array(repeating: DoubleArrayTrie.Node(), count: size)
    values = Array(repeating: -1, count: size)
    nodes[0].check = 0
  }

  /// A node whose children are to be placed: the strings that run through it, and how long its own is.
  private struct Task {
    var node: Int32
    var first: Int32
    var end: Int32
    var depth: Int32
  }

  mutating func build() {
    var level = [Task(node: 0, first: 0, end: Int32(strings.count), depth: 0)]
    var next: [Task] = []
    var bytes: [UInt8] = []
    var bounds: [Int32] = []
    var last = 0
    while !level.isEmpty {
      next.removeAll(keepingCapacity: true)
      for task in level {
        var start = task.first
        let depth = Int(task.depth)
        if start < task.end, strings[Int(start)].count == depth {
          values[Int(task.node)] = start
          start += 1
        }
        guard start < task.end else { continue }
        bytes.removeAll(keepingCapacity: true)
        bounds.removeAll(keepingCapacity: true)
        while start < task.end {
          let byte = strings[Int(start)][depth]
          bytes.append(byte)
          bounds.append(start)
          start = end(of: byte, at: depth, in: start..<task.end)
        }
        bounds.append(task.end)
        let base = place(bytes)
        nodes[Int(task.node)].base = Int32(base)
        for (number, byte) in bytes.enumerated() {
          let child = base + Int(byte)
          nodes[child].check = task.node
          last = max(last, base)
          next.append(
            Task(node: Int32(child), first: bounds[number], end: bounds[number + 1], depth: task.depth + 1))
        }
      }
      swap(&level, &next)
    }
    let used = max(last, nodes.lastIndex { $0.check >= 0 } ?? 0) + 257
    grow(to: used)
    nodes.removeLast(nodes.count - used)
    values.removeLast(values.count - used)
  }

  /// Where the strings end that have a byte at a depth: doubling steps, then halving, as most runs are short.
  private func end(of byte: UInt8, at depth: Int, in range: Range<Int32>) -> Int32 {
    var low = range.lowerBound
    var step: Int32 = 1
    while low + step < range.upperBound, strings[Int(low + step)][depth] == byte {
      low += step
      step *= 2
    }
    var high = min(low + step, range.upperBound)
    while low + 1 < high {
      let middle = low + (high - low) / 2
      if strings[Int(middle)][depth] == byte { low = middle } else { high = middle }
    }
    return high
  }

  /// The least base at which every child finds a free node.
  private mutating func place(_ bytes: [UInt8]) -> Int {
    let first = Int(bytes[0])
    while firstFree < nodes.count, nodes[firstFree].check >= 0 { firstFree += 1 }
    var position = max(firstFree, first + 1)
    var tries = 0
    while true {
      let base = position - first
      grow(to: base + 257)
      if nodes[position].check < 0, fits(bytes, at: base) {
        // A stretch in which nothing fits is not searched again.
        if tries > 200 { firstFree = max(firstFree, position - 64) }
        return base
      }
      position += 1
      tries += 1
    }
  }

  private func fits(_ bytes: [UInt8], at base: Int) -> Bool {
    for byte in bytes where nodes[base + Int(byte)].check >= 0 { return false }
    return true
  }

  private mutating func grow(to count: Int) {
    guard nodes.count < count else { return }
    let more = max(count - nodes.count, nodes.count / 2)
    nodes += Array(repeating: DoubleArrayTrie.Node(), count: more)
    values += Array(repeating: -1, count: more)
  }
}
