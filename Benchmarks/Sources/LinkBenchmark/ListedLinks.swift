import JobMarket
import LinkGraph

/// Finds links as a search engine finds documents that have all words of a query turned round: a list of links a value, and a count
/// a link of how many of its values were met.
struct ListedLinks {
  enum Side {
    case seeker, job
  }

  private var lists: [AttributeField: [ValueID: [ValueID]]] = [:]
  private var sizes: [UInt8]
  private var met: [UInt8]

  init(_ graph: HireGraph, _ side: Side) {
    sizes = [UInt8](repeating: 0, count: graph.count)
    met = sizes
    for node in 0..<graph.count {
      let asked = Set(
        graph[node].metaLinks.map { link in
          let template = graph.templates[link.template]
          return side == .seeker
            ? FieldValue(template.seekerField, link.seekerValue) : FieldValue(template.jobField, link.jobValue)
        })
      sizes[node] = UInt8(asked.count)
      for value in asked { lists[value.field, default: [:]][value.value, default: []].append(ValueID(node)) }
    }
  }

  /// The links that somebody has, rising; a field's values must differ.
  mutating func nodes(of values: Values) -> [ValueID] {
    var found: [ValueID] = []
    var touched: [ArraySlice<ValueID>] = []
    for (field, values) in values {
      guard let lists = lists[field] else { continue }
      for value in values {
        guard let list = lists[value] else { continue }
        touched.append(list[...])
        for node in list {
          met[Int(node)] += 1
          if met[Int(node)] == sizes[Int(node)] { found.append(node) }
        }
      }
    }
    for list in touched { for node in list { met[Int(node)] = 0 } }
    found.sort()
    return found
  }
}
