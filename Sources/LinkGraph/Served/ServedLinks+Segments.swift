import JobMarket

extension ServedLinks {
  /// The links that serve a seeker, ranked by segment, as the paper does it online (PAPER 2.6): the links that ask the same of a seeker
  /// stand together and all have the mean of their qualities, and so are taken together or not at all.
  ///
  /// Pinned links stay what they are, as do those of prior knowledge, which are segments of their own. O(found · log found).
  public func seekerNodesBySegment(_ values: [AttributeField: [ValueID]]) -> [ServedNode] {
    var nodes: [ServedNode] = []
    for segment in graph.segments(ofSeeker: values) {
      var learned: [ServedNode] = []
      for node in segment.lazy.compactMap({ self.servedNode(Int($0)) }) {
        if node.isPinned || node.isPrior { nodes.append(node) } else { learned.append(node) }
      }
      let mean = Float(learned.reduce(0) { $0 + Double($1.quality) } / Double(max(1, learned.count)))
      nodes += learned.map { ServedNode(node: $0.node, quality: mean) }
    }
    return nodes.sorted()
  }
}
