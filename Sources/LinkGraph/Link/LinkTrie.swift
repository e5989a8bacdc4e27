/// The links as a tree, a step a meta link: which links a pair has is one walk that never tries a set that no link begins with.
///
/// A step is looked up by the node and the meta link, both in one word that is compared wholly, so that no other set is ever
/// taken for a link.
struct LinkTrie: Sendable {
  private static let none = UInt32.max
  /// The node of each first meta link, or `none`.
  private var roots: [UInt32]
  /// The link that ends at each node, or `none`.
  private var links: [UInt32] = []
  /// Whether a link goes on from each node.
  private var goesOn: [Bool] = []
  private var steps: ExactNumberTable

  /// Makes the tree; links that begin alike stand together. O(members).
  init(_ table: LinkTable) {
    roots = [UInt32](repeating: LinkTrie.none, count: table.metaLinks.count)
    steps = ExactNumberTable(count: table.columns.members.count)
    var path: [(member: UInt32, node: UInt32)] = []
    for link in 0..<table.count {
      let members = table.members(of: link)
      var shared = 0
      while shared < path.count, shared < members.count, path[shared].member == members[members.startIndex + shared] {
        shared += 1
      }
      path.removeLast(path.count - shared)
      for member in members.dropFirst(shared) {
        let node = UInt32(links.count)
        links.append(LinkTrie.none)
        goesOn.append(false)
        if let parent = path.last?.node {
          steps.insert(LinkTrie.key(parent, member), node)
          goesOn[Int(parent)] = true
        } else {
          roots[Int(member)] = node
        }
        path.append((member, node))
      }
      if let node = path.last?.node { links[Int(node)] = UInt32(link) }
    }
  }

  /// Adds the numbers of all links whose meta links are among some that rise: in rising order, too.
  func append(among members: [UInt32], to found: inout [UInt32]) {
    for index in members.indices {
      let node = roots[Int(members[index])]
      if node != LinkTrie.none { visit(node, members, index + 1, &found) }
    }
  }

  private func visit(_ node: UInt32, _ members: [UInt32], _ start: Int, _ found: inout [UInt32]) {
    if links[Int(node)] != LinkTrie.none { found.append(links[Int(node)]) }
    guard goesOn[Int(node)] else { return }
    for index in start..<members.count {
      if let next = steps.number(of: LinkTrie.key(node, members[index])) { visit(next, members, index + 1, &found) }
    }
  }

  @inline(__always)
  private static func key(_ node: UInt32, _ member: UInt32) -> UInt64 { UInt64(node) << 32 | UInt64(member) }
}
