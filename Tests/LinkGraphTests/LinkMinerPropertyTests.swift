import JobMarket
import LinkGraph
import Testing
import VectorMath

@Suite("Learning links against the definition")
struct LinkMinerPropertyTests {
  @Test("The same links, counts and candidate rows as listing every set and pruning last", arguments: 1...4)
  func asDefined(maximumSize: Int) throws {
    var found = 0
    for seed in 0..<8 as Range<UInt64> {
      let world = World.drawn(seed, pairs: 60 + 30 * Int(seed), values: [0, 1, 2, 3, 4, 5])
      let templates = try templates("title:title", "skill:skill", "title:skill", "seniority:seniority")
      for (minimumSupport, keepsMoreNoHires) in [(1, true), (2, false), (3, false), (5, true)] {
        var options = MiningOptions()
        (options.maximumSize, options.minimumSupport) = (maximumSize, minimumSupport)
        options.keepsMoreNoHires = keepsMoreNoHires
        let naive = NaiveMiner(
          templates: Array(templates.prefix(1 + Int(seed) % 4)), maximumSize: maximumSize,
          minimumSupport: minimumSupport, keepsMoreNoHires: keepsMoreNoHires)
        let mined = try LinkMiner(templates: naive.templates, options: options).mine(world.hirePairs())
        #expect(mined.links.all == naive.links(world))
        #expect(mined.report.candidateRows == naive.candidateRows(world))
        #expect(mined.report.links == mined.links.count)
        found += mined.links.count
      }
    }
    #expect(found > 500)
  }

  @Test("Any number of threads and any memory limit give the same table, or a clear refusal")
  func threadsAndMemory() throws {
    let world = World.drawn(11, pairs: 3000, values: (0..<40).map { $0 })
    let pairs = try world.hirePairs()
    var options = MiningOptions()
    options.maximumSize = 4
    let texts = try templates("title:title", "skill:skill", "skill:title", "seniority:seniority")
    let expected = try LinkMiner(templates: texts, options: options).mine(pairs)
    #expect(expected.links.count > 1000)
    #expect(expected.report.combiningPasses == 1)
    #expect(expected.report.countingPasses == 1)
    for threads in [1, 2, 4] {
      options.threads = threads
      var (combiningPasses, countingPasses) = (0, 0)
      options.memoryLimit = 1 << 22
      while true {
        do {
          let mined = try LinkMiner(templates: texts, options: options).mine(pairs)
          #expect(mined.links == expected.links)
          combiningPasses = max(combiningPasses, mined.report.combiningPasses)
          countingPasses = max(countingPasses, mined.report.countingPasses)
        } catch let error as LinkGraphError {
          #expect(
            error.description.hasPrefix("a memory limit of \(options.memoryLimit) bytes is too small for "))
          #expect(error.description.contains("it takes at least "))
          break
        }
        options.memoryLimit = options.memoryLimit * 9 / 10
      }
      #expect(combiningPasses > 1)
      #expect(countingPasses > 0)
    }
  }

  @Test("Counting in several passes gives the same table")
  func countingPasses() throws {
    // Every value is another, but for a few: many keys, few of which are kept, so that only counting is short of memory.
    var world = World()
    var random = SeededRandom(seed: 5)
    for index in 0..<4000 as Range<ValueID> {
      let skills = (0..<4 as Range<ValueID>).map { index * 8 + $0 }
      world.add(
        [.title: [index % 7], .skill: skills], [.title: [index % 3], .skill: skills], isHire: random.bernoulli(0.6))
    }
    let pairs = try world.hirePairs()
    let texts = try templates("title:title", "skill:skill")
    let expected = try LinkMiner(templates: texts).mine(pairs)
    #expect(expected.report.countingPasses == 1)
    #expect(expected.links.count > 0)
    for (threads, memoryLimit) in [(1, 300_000), (2, 300_000), (2, 200_000)] {
      var options = MiningOptions()
      (options.threads, options.memoryLimit) = (threads, memoryLimit)
      let mined = try LinkMiner(templates: texts, options: options).mine(pairs)
      #expect(mined.links == expected.links)
      #expect(mined.report.countingPasses > 1)
    }
  }

  @Test("Two different links are never one: large ids, equal sums and equal bit patterns")
  func neverMerged() throws {
    let values: [ValueID] = [
      0, 1, 2, 3, 1 << 16, 1 << 21, 1 << 31, 1 << 31 + 1, .max, .max - 1, 0x9e37_79b9, 0x7f4a_7c15,
    ]
    let world = World.drawn(3, pairs: 1500, values: values)
    for texts in [
      try templates("title:title", "skill:skill"), try templates("skill:title", "title:skill", "skill:skill"),
    ] {
      var options = MiningOptions()
      (options.minimumSupport, options.keepsMoreNoHires) = (1, true)
      let mined = try LinkMiner(templates: texts, options: options).mine(world.hirePairs())
      let naive = NaiveMiner(templates: texts, maximumSize: 3, minimumSupport: 1, keepsMoreNoHires: true)
      #expect(mined.links.all == naive.links(world))
      #expect(Set(mined.links.all.map(\.metaLinks)).count == mined.links.count)
    }
  }

  @Test("An attribute that everybody has joins every set and changes none")
  func constant() throws {
    var world = World.drawn(8, pairs: 600, values: [0, 1, 2, 3, 4, 5, 6, 7])
    for index in world.seekers.indices { world.seekers[index][.seniority] = [5] }
    for index in world.jobs.indices { world.jobs[index][.seniority] = [5] }
    var options = MiningOptions()
    options.keepsMoreNoHires = true
    let without = try LinkMiner(templates: templates("title:title", "skill:skill"), options: options)
      .mine(world.hirePairs()).links.all
    options.maximumSize = 4
    let with = try LinkMiner(
      templates: templates("title:title", "skill:skill", "seniority:seniority"), options: options
    )
    .mine(world.hirePairs()).links.all
    let constant = MetaLink(template: 2, seekerValue: 5, jobValue: 5)
    let extended = with.filter { $0.metaLinks.contains(constant) && $0.metaLinks.count > 1 }.map { link in
      Link(link.metaLinks.filter { $0 != constant }, hires: link.hires, noHires: link.noHires)
    }
    #expect(without.count > 100)
    #expect(extended.count == without.count)
    #expect(Set(extended) == Set(without))
    let hires = world.pairs.count { $0.isHire }
    #expect(with.contains(Link([constant], hires: hires, noHires: world.pairs.count - hires)))
  }

  @Test("The order of the pairs does not matter")
  func order() throws {
    var world = World.drawn(21, pairs: 900, values: [0, 1, 2, 3, 4, 5, 6, 7])
    let miner = try LinkMiner(templates: templates("title:title", "skill:skill"))
    let expected = try miner.mine(world.hirePairs()).links
    #expect(expected.count > 50)
    world.pairs.reverse()
    #expect(try miner.mine(world.hirePairs()).links == expected)
  }
}
