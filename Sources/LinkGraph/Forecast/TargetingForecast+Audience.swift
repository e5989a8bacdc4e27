import JobMarket

extension TargetingForecast {
  /// The seekers whom a job reaches, best first: by their best link, then by how many links join them, then by row.
  ///
  /// O(seekers of the job's links, sorted), and the links of those that are listed.
  ///
  /// - Parameters:
  ///   - values: the job's values.
  ///   - limit: how many seekers at most.
  ///   - linkLimit: how many links are listed with each at most.
  public func audience(
    job values: [AttributeField: [ValueID]], limit: Int, linkLimit: Int = 3
  ) -> [AudienceMember] {
    let nodes = served.jobNodes(values)
    var linkCounts = [UInt32](repeating: 0, count: seekers.count)
    for node in nodes { for seeker in byNode.seekers(of: node.node) { linkCounts[Int(seeker)] += 1 } }
    var isListed = [Bool](repeating: false, count: seekers.count)
    var listed: [UInt32] = []
    var start = 0
    while start < nodes.count, listed.count < limit {
      var end = start
      var next: [UInt32] = []
      while end < nodes.count, nodes[end].isTied(with: nodes[start]) {
        for seeker in byNode.seekers(of: nodes[end].node) where !isListed[Int(seeker)] {
          isListed[Int(seeker)] = true
          next.append(seeker)
        }
        end += 1
      }
      listed += next.sorted { (linkCounts[Int($1)], $0) < (linkCounts[Int($0)], $1) }
      start = end
    }
    var own: [Int: ServedNode] = [:]
    for node in nodes { own[node.node] = node }
    return listed.prefix(max(0, limit)).map { seeker in
      let links = seekers.nodes(of: Int(seeker)).compactMap { own[Int($0)] }.sorted()
      return AudienceMember(
        seeker: Int(seeker), linkCount: links.count, links: Array(links.prefix(max(0, linkLimit))))
    }
  }
}
