import JobMarket
import LinkGraph
import Testing
import VectorMath

@Suite("Links of pairs")
struct LinkFeaturesTests {
  @Test("Each pair has exactly the links whose meta links it all has, at any number of threads", arguments: 1...4)
  func asDefined(maximumSize: Int) throws {
    for seed in 0..<4 as Range<UInt64> {
      let world = World.drawn(100 + seed, pairs: 250, values: [0, 1, 2, 3, 4, 5])
      let naive = NaiveMiner(
        templates: try templates("title:title", "skill:skill", "title:skill"), maximumSize: maximumSize,
        minimumSupport: 2)
      var options = MiningOptions()
      (options.maximumSize, options.minimumSupport) = (maximumSize, 2)
      let pairs = try world.hirePairs()
      let mined = try LinkMiner(templates: naive.templates, options: options).mine(pairs)
      let links = mined.links.all.map { Set($0.metaLinks) }
      #expect(links.count > 20)
      let features = try LinkFeatures(of: pairs, in: mined.links)
      for (number, pair) in world.pairs.enumerated() {
        let has = Set(naive.metaLinks(world, pair))
        let expected = links.indices.filter { links[$0].isSubset(of: has) }.map { UInt32($0) }
        #expect(Array(features.links(of: number)) == expected)
      }
      #expect(features.links.count == mined.report.linkHires + mined.report.linkNoHires)
      #expect(features.pairsWithLinks == (0..<features.pairCount).count { !features.links(of: $0).isEmpty })
      for threads in [2, 4] { #expect(try LinkFeatures(of: pairs, in: mined.links, threads: threads) == features) }
    }
  }

  @Test("Pairs that no link was learned from are matched, too; unknown values match nothing")
  func others() throws {
    var world = World()
    world.add([.title: [1]], [.title: [2]], isHire: true, times: 3)
    let links = try LinkMiner(templates: templates("title:title")).mine(world.hirePairs()).links
    var others = World()
    others.add([.title: [7, 1]], [.title: [2, 9]], isHire: false)
    others.add([.title: [2]], [.title: [1]], isHire: false)
    others.add([:], [.title: [.max]], isHire: false)
    let features = try LinkFeatures(of: others.hirePairs(), in: links)
    #expect(features.offsets == [0, 1, 1, 1])
    #expect(features.links == [0])
    #expect(try LinkFeatures(of: World().hirePairs(), in: links).pairCount == 0)
    let bare = HirePairs(seekers: AttributeTable(fields: []), jobs: AttributeTable(fields: []))
    #expect(throws: LinkGraphError.self) { try LinkFeatures(of: bare, in: links) }
  }

  @Test("Every meta link is found under its number, and nothing else is")
  func numbers() throws {
    let world = World.drawn(4, pairs: 400, values: [0, 1, 2, .max, 1 << 31])
    let table = try LinkMiner(templates: templates("title:title", "skill:skill")).mine(world.hirePairs()).links
      .metaLinks
    #expect(table.count > 10)
    for number in 0..<table.count { #expect(table.number(of: table[number]) == number) }
    #expect((1..<table.count).allSatisfy { table[$0 - 1] < table[$0] })
    #expect(table.number(of: MetaLink(template: 0, seekerValue: 77, jobValue: 0)) == nil)
    #expect(table.number(of: MetaLink(template: 2, seekerValue: 0, jobValue: 0)) == nil)
  }

  @Test("A table of numbers tells keys apart that share all bits but one")
  func exactNumbers() {
    let keys = (0..<64).map { UInt64(1) << UInt64($0) } + (0..<5000).map { UInt64($0) << 32 } + [0, .max]
    let distinct = Array(Set(keys)).sorted()
    var table = ExactNumberTable(count: distinct.count)
    for (number, key) in distinct.enumerated() { table.insert(key, UInt32(number)) }
    for (number, key) in distinct.enumerated() { #expect(table.number(of: key) == UInt32(number)) }
    let known = Set(distinct)
    for key in distinct.map({ $0 &+ 1 }) where !known.contains(key) { #expect(table.number(of: key) == nil) }
  }
}
