import JobMarket

extension TargetingForecast {
  /// The values that would each make a job reach most seekers whom it does not reach yet, best first, of equal ones by field and
  /// value; values that win nobody are left out.
  ///
  /// A value wins through links that lack nothing else. What it wins is at most the sum of their seekers: values are counted in the
  /// order of that bound, and no further once it lies below what is found. O(members of all links + seekers of the links counted).
  public func candidates(job values: [AttributeField: [ValueID]], limit: Int) -> [FieldValue] {
    guard limit > 0 else { return [] }
    let links = linksLackingOne(values)
    func bound(_ nodes: [Int]) -> Int { nodes.reduce(0) { $0 + byNode.seekers(of: $1).count } }
    let ranked = links.map { (value: $0.key, nodes: $0.value, bound: bound($0.value)) }
      .sorted { ($1.bound, $0.value) < ($0.bound, $1.value) }
    let own = reached(values)
    var best: [(value: FieldValue, won: Int)] = []
    for candidate in ranked where candidate.bound > 0 {
      if best.count == limit, let last = best.last, candidate.bound < last.won { break }
      var more = own
      for node in candidate.nodes { more.add(node) }
      let won = more.count - own.count
      guard won > 0 else { continue }
      let place = lowerBound(best.indices) { (won, best[$0].value) < (best[$0].won, candidate.value) }
      best.insert((candidate.value, won), at: place)
      if best.count > limit { best.removeLast() }
    }
    return best.map(\.value)
  }

  /// Links that serve and lack exactly one value of a job, by the value.
  private func linksLackingOne(_ values: [AttributeField: [ValueID]]) -> [FieldValue: [Int]] {
    let graph = served.graph
    let own = graph.templates.map { Set(values[$0.jobField] ?? []) }
    var links: [FieldValue: [Int]] = [:]
    for node in 0..<graph.count where served.quality(of: node) != nil {
      var lacking: FieldValue?
      var isOne = true
      for number in graph.columns.members(of: node) {
        let link = graph.columns.metaLinks[Int(number)]
        if own[link.template].contains(link.jobValue) { continue }
        let value = FieldValue(graph.templates[link.template].jobField, link.jobValue)
        if let other = lacking, other != value {
          isOne = false
          break
        }
        lacking = value
      }
      if isOne, let lacking { links[lacking, default: []].append(node) }
    }
    return links
  }
}
