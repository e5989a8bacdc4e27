/// Grows sets of meta links depth first, each from the places where its pairs go on (Uno, Kiyomi and Arimura 2004, "LCM ver. 2":
/// occurrence deliver).
///
/// A *place* is where in the rows a pair that has the set goes on after the set's last member. One walk over a set's places
/// counts every meta link that can be added, and another deals out the places of the larger sets. The last member is only counted.
/// Sets come out in their order, a set before those that begin with it.
struct LinkSearch: Sendable {
  let rows: MetaLinkRows
  let metaLinkCount: Int
  let options: MiningOptions

  init(_ rows: MetaLinkRows, metaLinkCount: Int, options: MiningOptions) {
    (self.rows, self.metaLinkCount, self.options) = (rows, metaLinkCount, options)
  }

  /// The links, in order, and in how many passes over the rows; throws when the memory limit is too small.
  func links() throws -> (links: LinkColumns, passes: Int) {
    var scratch = Scratch(metaLinkCount: metaLinkCount)
    let firsts = scratch.extensions(of: rows.starts[...], in: rows, minimumSupport: options.minimumSupport)
    let memory = try MiningMemory(
      rows, metaLinkCount: metaLinkCount, longest: firsts.reduce(0) { max($0, $1.support) }, options: options)
    var parts: [LinkColumns] = []
    var (start, passes) = (0, 0)
    while start < firsts.count {
      passes += 1
      let batch = Extension.batch(firsts, from: start, capacity: memory.shared)
      parts += links(beginningWith: firsts[batch], memory, &scratch)
      start = batch.upperBound
    }
    var links = LinkColumns()
    links.reserve(
      links: parts.reduce(0) { $0 + $1.count }, members: parts.reduce(0) { $0 + $1.members.count })
    for index in parts.indices {
      links.append(parts[index])
      parts[index] = LinkColumns()
    }
    return (links, passes)
  }

  /// The links whose first member is one of some, a part each few of them.
  private func links(
    beginningWith firsts: ArraySlice<Extension>, _ memory: MiningMemory, _ scratch: inout Scratch
  ) -> [LinkColumns] {
    var places: [UInt32] = []
    if options.maximumSize > 1 {
      scratch.deal(firsts, from: rows.starts[...], in: rows, capacity: memory.shared, to: &places)
    }
    let dealt = places
    let starts = firsts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.support) }
    let units = LinkSearch.units(firsts)
    return inOrder(
      units.count, threads: options.threads,
      scratch: { Growth(search: self, memory: memory) },
      { growth, unit in
        growth.links = LinkColumns()
        for index in units[unit] {
          let place = starts[index - firsts.startIndex]
          growth.visit(firsts[index], of: dealt, place..<place + firsts[index].support)
        }
        return growth.links
      })
  }

  /// First members that one thread takes at a time: about as many places as are worth it.
  private static func units(_ firsts: ArraySlice<Extension>) -> [Range<Int>] {
    var units: [Range<Int>] = []
    var (start, size) = (firsts.startIndex, 0)
    for index in firsts.indices {
      size += firsts[index].support
      guard size >= 1 << 12 || index == firsts.endIndex - 1 else { continue }
      units.append(start..<index + 1)
      (start, size) = (index + 1, 0)
    }
    return units
  }
}

extension LinkSearch {
  /// One thread's walk: the set it stands at, the lists of the levels above it, and the links it found.
  struct Growth {
    let search: LinkSearch
    let memory: MiningMemory
    var links = LinkColumns()
    private var members: [UInt32] = []
    private var scratch: Scratch
    private var spare: [[UInt32]] = []

    init(search: LinkSearch, memory: MiningMemory) {
      (self.search, self.memory) = (search, memory)
      scratch = Scratch(metaLinkCount: search.options.maximumSize > 1 ? search.metaLinkCount : 0)
    }

    /// Adds a member to the set, keeps the set if it is a link, and grows it from its places.
    mutating func visit(_ added: Extension, of places: [UInt32], _ range: Range<Int>) {
      members.append(added.member)
      if added.isKept(search.options) { links.append(members, hires: added.hires, noHires: added.noHires) }
      if members.count < search.options.maximumSize { grow(places[range]) }
      members.removeLast()
    }

    private mutating func grow(_ places: ArraySlice<UInt32>) {
      let extensions = scratch.extensions(
        of: places, in: search.rows, minimumSupport: search.options.minimumSupport)
      if members.count + 1 == search.options.maximumSize {
        for last in extensions where last.isKept(search.options) {
          links.append(members, and: last.member, hires: last.hires, noHires: last.noHires)
        }
        return
      }
      var dealt = spare.popLast() ?? []
      var start = 0
      while start < extensions.count {
        let batch = Extension.batch(extensions, from: start, capacity: memory.level)
        scratch.deal(extensions[batch], from: places, in: search.rows, capacity: memory.level, to: &dealt)
        var place = 0
        for index in batch {
          visit(extensions[index], of: dealt, place..<place + extensions[index].support)
          place += extensions[index].support
        }
        start = batch.upperBound
      }
      spare.append(dealt)
    }
  }
}
