import JobMarket
import LinkGraph
import Testing

@Suite("Learning links: known answers")
struct LinkMinerTests {
  /// Cashiers (1) with inventory skill (5) become shift supervisors (2); without it they do not.
  private func cashiers() -> World {
    var world = World()
    world.add([.title: [1], .skill: [5]], [.title: [2], .skill: [5]], isHire: true, times: 3)
    world.add([.title: [1], .skill: [5]], [.title: [2], .skill: [5]], isHire: false, times: 1)
    world.add([.title: [1], .skill: [6]], [.title: [2], .skill: [6]], isHire: false, times: 3)
    world.add([.title: [8]], [.title: [9]], isHire: true, times: 2)
    return world
  }

  @Test("Counts hires and no-hires of every set, and keeps what points to hires")
  func byHand() throws {
    let mined = try LinkMiner(templates: templates("title:title", "skill:skill")).mine(cashiers().hirePairs())
    let title = MetaLink(template: 0, seekerValue: 1, jobValue: 2)
    let skill = MetaLink(template: 1, seekerValue: 5, jobValue: 5)
    // The title alone has 3 hires and 4 no-hires; the other skill has no hire; the third title occurs twice.
    #expect(
      mined.links.all == [Link([title, skill], hires: 3, noHires: 1), Link([skill], hires: 3, noHires: 1)])
    #expect(mined.report.pairs == 9)
    #expect(mined.report.hires == 5)
    #expect(mined.report.metaLinks == 3)
    #expect(mined.report.candidateRows == 7 * 3)
    #expect(mined.report.links == 2)
    #expect(mined.report.linkHires == 6)
    #expect(mined.report.linkNoHires == 2)
    #expect(mined.report.cappedPairs == 0)
  }

  @Test("As many no-hires as hires is not more")
  func even() throws {
    var world = cashiers()
    world.add([.title: [1], .skill: []], [.title: [2]], isHire: true)
    let links = try LinkMiner(templates: templates("title:title")).mine(world.hirePairs()).links
    #expect(links.all == [Link([MetaLink(template: 0, seekerValue: 1, jobValue: 2)], hires: 4, noHires: 4)])
  }

  @Test("No pair, no hire, hires only and pairs without a value are worlds as others")
  func empty() throws {
    var options = MiningOptions()
    let miner = try LinkMiner(templates: templates("title:title", "skill:skill"))
    var world = World()
    #expect(try miner.mine(world.hirePairs()).links.count == 0)
    world.add([:], [:], isHire: true, times: 5)
    world.add([.title: [1]], [.skill: [1]], isHire: true, times: 5)
    let none = try miner.mine(world.hirePairs())
    #expect(none.links.count == 0)
    #expect(none.report.candidateRows == 0)
    world.add([.title: [1], .skill: [7]], [.title: [1], .skill: [7]], isHire: false, times: 4)
    #expect(try miner.mine(world.hirePairs()).links.count == 0)
    options.keepsMoreNoHires = true
    let noHires = try LinkMiner(templates: miner.templates, options: options).mine(world.hirePairs()).links
    #expect(noHires.hires == [0, 0, 0])
    #expect(noHires.noHires == [4, 4, 4])
    for index in world.pairs.indices { world.pairs[index].isHire = true }
    let hires = try miner.mine(world.hirePairs()).links
    #expect(hires.hires == [4, 4, 4])
    #expect(hires.noHires == [0, 0, 0])
  }

  @Test("Of 60 meta links a pair only the cap's are combined: the most frequent, of equal ones the first")
  func cap() throws {
    var world = World()
    let many = (0..<60).map { ValueID($0) }
    world.add([.title: [0]], [.skill: many], isHire: true, times: 3)
    world.add([.title: [0]], [.skill: [40, 50]], isHire: true, times: 2)
    var options = MiningOptions()
    (options.mostMetaLinksAPair, options.maximumSize) = (4, 4)
    let pairs = try world.hirePairs()
    let mined = try LinkMiner(templates: templates("title:skill"), options: options).mine(pairs)
    #expect(mined.report.cappedPairs == 3)
    #expect(mined.report.mostMetaLinksAPair == 4)
    #expect(mined.report.metaLinks == 60)
    #expect(mined.report.candidateRows == 3 * 15 + 2 * 3)
    #expect(mined.links.count == 15)
    #expect(Set(mined.links.all.flatMap { $0.metaLinks.map(\.jobValue) }) == [0, 1, 40, 50])
    let features = try LinkFeatures(of: pairs, in: mined.links)
    #expect(features.links.count == mined.report.linkHires + mined.report.linkNoHires)
    #expect(features.pairsWithLinks == 5)
  }

  @Test("Under the default cap a pair of 60 meta links is done and named")
  func defaultCap() throws {
    var world = World()
    world.add([.title: [0]], [.skill: (0..<60).map { ValueID($0) }], isHire: true, times: 3)
    let mined = try LinkMiner(templates: templates("title:skill")).mine(world.hirePairs())
    #expect(mined.report.cappedPairs == 3)
    #expect(mined.links.count == 32 + 32 * 31 / 2 + 32 * 31 * 30 / 6)
  }
}

@Suite("Learning links: bad input")
struct LinkMinerInputTests {
  @Test("A template of an unknown field is refused, with the known ones")
  func unknownField() throws {
    let pairs = try World().hirePairs()
    let job = try #require(throws: LinkGraphError.self) {
      try LinkMiner(templates: templates("title:salary")).mine(pairs)
    }
    #expect(
      job.description
        == "link template 'title:salary' names the job field 'salary', which no job has; job fields are: "
        + "title, skill, seniority")
    let seeker = try #require(throws: LinkGraphError.self) {
      try LinkMiner(templates: templates("place:title")).mine(pairs)
    }
    #expect(seeker.description.contains("names the seeker field 'place'"))
  }

  @Test("No template, one named twice and options out of range are refused")
  func options() throws {
    #expect(throws: LinkGraphError.self) { try LinkMiner(templates: []) }
    let twice = try #require(throws: LinkGraphError.self) {
      try LinkMiner(templates: templates("title:title", "skill:skill", "title:title"))
    }
    #expect(twice.description == "link template 'title:title' stands twice; name each once")
    for (change, message) in [
      ({ $0.maximumSize = 0 }, "the maximum size of a link is 0; 1 to 8 is allowed"),
      ({ $0.maximumSize = 9 }, "the maximum size of a link is 9; 1 to 8 is allowed"),
      ({ $0.minimumSupport = 0 }, "the minimum support is 0; 1 to 2147483647 is allowed"),
      ({ $0.mostMetaLinksAPair = 65 }, "the most meta links a pair is 65; 1 to 64 is allowed"),
      ({ $0.threads = 0 }, "the number of threads is 0; 1 to 1024 is allowed"),
      ({ $0.memoryLimit = -1 }, "the memory limit in bytes is -1; 1 to 9223372036854775807 is allowed"),
    ] as [((inout MiningOptions) -> Void, String)] {
      var options = MiningOptions()
      change(&options)
      let error = try #require(throws: LinkGraphError.self) {
        try LinkMiner(templates: templates("title:title"), options: options)
      }
      #expect(error.description == message)
    }
  }
}
