/// Byte strings and their numbers as a trie in two arrays, a step of which is one addition and one comparison.
///
/// J. Aoe, "An efficient digital search algorithm by using a double-array structure", 1989, doi:10.1109/32.31365. A child of
/// node `n` by byte `b` is `base[n] + b` if `check` there is `n`. Memory: 12 bytes a node, of which a step reads 8.
package struct DoubleArrayTrie: Sendable {
  private let nodes: [Node]
  /// The number of the string that ends at each node; -1 for none.
  private let values: [Int32]

  struct Node {
    var base: Int32 = 0
    var check: Int32 = -1
  }

  /// The node before the first byte.
  static let root: Int32 = 0

  /// Builds the trie of strings in rising order, each once; a string's number is its place. O(total length) as a rule.
  package init(sorted strings: [[UInt8]]) {
    var builder = DoubleArrayTrieBuilder(strings)
    builder.build()
    (nodes, values) = (builder.nodes, builder.values)
  }

  /// How many bytes the arrays take.
  package var byteCount: Int { nodes.count * MemoryLayout<Node>.stride + values.count * 4 }

  /// The number of a string, or -1. O(length).
  package func number(of string: [UInt8]) -> Int32 {
    withNodes { nodes in
      var node = DoubleArrayTrie.root
      for byte in string where node >= 0 { node = nodes.child(of: node, by: byte) }
      return node < 0 ? -1 : nodes.value(of: node)
    }
  }

  /// Lets a body step through the nodes without a check of bounds for each array's owner.
  func withNodes<Result>(_ body: (borrowing NodesHandle) -> Result) -> Result {
    nodes.withUnsafeBufferPointer { nodes in
      values.withUnsafeBufferPointer { body(NodesHandle(nodes: nodes, values: $0)) }
    }
  }

  /// The nodes while they are walked: the one place of this target that holds pointers.
  struct NodesHandle {
    fileprivate let nodes: UnsafeBufferPointer<Node>
    fileprivate let values: UnsafeBufferPointer<Int32>

    /// The child by a byte, or -1. The builder leaves 256 nodes behind the last base, so that the sum is always one. O(1).
    @inline(__always)
    func child(of node: Int32, by byte: UInt8) -> Int32 {
      let index = nodes[Int(node)].base &+ Int32(byte)
      return nodes[Int(index)].check == node ? index : -1
    }

    /// The number of the string that ends at a node; -1 for none. O(1).
    @inline(__always)
    func value(of node: Int32) -> Int32 { values[Int(node)] }
  }
}
