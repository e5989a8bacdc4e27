/// Byte strings and their numbers as a trie in two arrays, a step of which is one addition and one comparison.
///
/// J. Aoe, "An efficient digital search algorithm by using a double-array structure", 1989, doi:10.1109/32.31365. A child of
/// node `n` by byte `b` is `base[n] + b` if `check` there is `n`. Memory: 12 bytes a node.
struct DoubleArrayTrie: Sendable {
  private var nodes: [Node] = [Node()]

  struct Node {
    var base: Int32 = 0
    var check: Int32 = -1
    /// The number of the string that ends here; -1 for none.
    var value: Int32 = -1
  }

  /// The node before the first byte.
  static let root: Int32 = 0

  /// Builds the trie of strings in rising order, each once; a string's number is its place. O(total length) as a rule.
  init(sorted strings: [[UInt8]]) {
    var builder = Builder(strings)
    builder.build()
    nodes = builder.nodes
  }

  /// How many bytes the arrays take.
  var byteCount: Int { nodes.count * MemoryLayout<Node>.stride }

  /// Lets a body step through the nodes without a check of bounds for each array's owner.
  func withNodes<Result>(_ body: (borrowing NodesHandle) -> Result) -> Result {
    nodes.withUnsafeBufferPointer { body(NodesHandle(nodes: $0)) }
  }

  /// The nodes while they are walked.
  struct NodesHandle {
    fileprivate let nodes: UnsafeBufferPointer<Node>

    /// The child by a byte, or -1. O(1).
    @inline(__always)
    func child(of node: Int32, by byte: UInt8) -> Int32 {
      let index = Int(nodes[Int(node)].base) + Int(byte)
      return index < nodes.count && nodes[index].check == node ? Int32(truncatingIfNeeded: index) : -1
    }

    /// The number of the string that ends at a node; -1 for none. O(1).
    @inline(__always)
    func value(of node: Int32) -> Int32 { nodes[Int(node)].value }
  }
}

/// Places nodes, breadth first, each set of children at the first offset where all fit.
private struct Builder {
  let strings: [[UInt8]]
  var nodes: [DoubleArrayTrie.Node] = []
  private var isUsedBase: [Bool] = []
  private var firstFree = 1

  init(_ strings: [[UInt8]]) {
    self.strings = strings
    let size = max(512, strings.reduce(0) { $0 + $1.count } + 512)
    nodes = Array(repeating: DoubleArrayTrie.Node(), count: size)
    nodes[0].check = 0
  }

  mutating func build() {
    var queue: [(node: Int32, range: Range<Int>, depth: Int)] = [(0, strings.indices, 0)]
    var head = 0
    var children: [(byte: UInt8, range: Range<Int>)] = []
    while head < queue.count {
      let (node, whole, depth) = queue[head]
      head += 1
      var range = whole
      if let first = range.first, strings[first].count == depth {
        nodes[Int(node)].value = Int32(first)
        range = range.dropFirst()
      }
      guard !range.isEmpty else { continue }
      children.removeAll(keepingCapacity: true)
      var start = range.lowerBound
      while start < range.upperBound {
        let byte = strings[start][depth]
        var end = start + 1
        while end < range.upperBound, strings[end][depth] == byte { end += 1 }
        children.append((byte, start..<end))
        start = end
      }
      let base = place(children.map(\.byte))
      nodes[Int(node)].base = Int32(base)
      for child in children {
        nodes[base + Int(child.byte)].check = node
        queue.append((Int32(base + Int(child.byte)), child.range, depth + 1))
      }
      if queue.count > 1 << 16, head * 2 > queue.count {
        queue.removeFirst(head)
        head = 0
      }
    }
    let used = (nodes.lastIndex { $0.check >= 0 } ?? 0) + 1
    nodes.removeLast(nodes.count - used)
  }

  /// The least base at which every child finds a free node.
  private mutating func place(_ bytes: [UInt8]) -> Int {
    while firstFree < nodes.count, nodes[firstFree].check >= 0 { firstFree += 1 }
    var position = max(firstFree, Int(bytes[0]) + 1)
    var tries = 0
    while true {
      let base = position - Int(bytes[0])
      grow(to: base + 256)
      if nodes[position].check < 0, bytes.allSatisfy({ nodes[base + Int($0)].check < 0 }) {
        // A stretch in which nothing fits is not searched again.
        if tries > 200 { firstFree = max(firstFree, position - 64) }
        return base
      }
      position += 1
      tries += 1
    }
  }

  private mutating func grow(to count: Int) {
    if nodes.count < count {
      nodes += Array(repeating: DoubleArrayTrie.Node(), count: max(count - nodes.count, nodes.count / 2))
    }
  }
}
