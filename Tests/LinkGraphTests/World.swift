import JobMarket
import LinkGraph
import VectorMath

/// Seekers, jobs and pairs of both, written or drawn.
struct World {
  var seekers: [[AttributeField: [ValueID]]] = []
  var jobs: [[AttributeField: [ValueID]]] = []
  var pairs: [(seeker: Int, job: Int, isHire: Bool)] = []

  static let fields: [AttributeField] = [.title, .skill, .seniority]

  func hirePairs() throws -> HirePairs {
    var (seekerTable, jobTable) = (AttributeTable(fields: World.fields), AttributeTable(fields: World.fields))
    for seeker in seekers { try seekerTable.append(seeker) }
    for job in jobs { try jobTable.append(job) }
    var hirePairs = HirePairs(seekers: seekerTable, jobs: jobTable)
    for pair in pairs { hirePairs.append(seeker: pair.seeker, job: pair.job, isHire: pair.isHire) }
    return hirePairs
  }

  /// A seeker and a job of their own a pair.
  mutating func add(
    _ seeker: [AttributeField: [ValueID]], _ job: [AttributeField: [ValueID]], isHire: Bool, times: Int = 1
  ) {
    for _ in 0..<times {
      seekers.append(seeker)
      jobs.append(job)
      pairs.append((seekers.count - 1, jobs.count - 1, isHire))
    }
  }

  /// Draws a world whose values are few, so that sets come again; some rows lack a field, some name a value twice.
  static func drawn(_ seed: UInt64, pairs: Int, values: [ValueID]) -> World {
    var random = SeededRandom(seed: seed)
    func row() -> [AttributeField: [ValueID]] {
      var row: [AttributeField: [ValueID]] = [.title: [random.element(of: values)]]
      if random.bernoulli(0.9) { row[.skill] = (0..<random.uniform(in: 0...3)).map { _ in random.element(of: values) } }
      if random.bernoulli(0.7) { row[.seniority] = [values[0]] }
      return row
    }
    var world = World()
    for _ in 0..<max(1, pairs / 3) {
      world.seekers.append(row())
      world.jobs.append(row())
    }
    for _ in 0..<pairs {
      world.pairs.append(
        (
          random.uniform(below: world.seekers.count), random.uniform(below: world.jobs.count), random.bernoulli(0.45)
        ))
    }
    return world
  }
}

/// The definition, word for word: lists all sets of a pair's meta links, counts them in a dictionary of sorted sets, and prunes last.
struct NaiveMiner {
  let templates: [LinkTemplate]
  let maximumSize: Int
  let minimumSupport: Int
  var keepsMoreNoHires = false

  func metaLinks(_ world: World, _ pair: (seeker: Int, job: Int, isHire: Bool)) -> [MetaLink] {
    var links: Set<MetaLink> = []
    for (number, template) in templates.enumerated() {
      for seekerValue in world.seekers[pair.seeker][template.seekerField] ?? [] {
        for jobValue in world.jobs[pair.job][template.jobField] ?? [] {
          links.insert(MetaLink(template: number, seekerValue: seekerValue, jobValue: jobValue))
        }
      }
    }
    return links.sorted()
  }

  func sets(_ links: [MetaLink]) -> [[MetaLink]] {
    var sets: [[MetaLink]] = [[]]
    for link in links { sets += sets.filter { $0.count < maximumSize }.map { $0 + [link] } }
    return Array(sets.dropFirst())
  }

  func links(_ world: World) -> [Link] {
    var counts: [[MetaLink]: (hires: Int, noHires: Int)] = [:]
    for pair in world.pairs {
      for set in sets(metaLinks(world, pair)) {
        if pair.isHire { counts[set, default: (0, 0)].hires += 1 } else { counts[set, default: (0, 0)].noHires += 1 }
      }
    }
    return counts.filter { _, count in
      count.hires + count.noHires >= minimumSupport && (keepsMoreNoHires || count.noHires <= count.hires)
    }.map { Link($0.key, hires: $0.value.hires, noHires: $0.value.noHires) }.sorted { first, second in
      first.metaLinks.lexicographicallyPrecedes(second.metaLinks)
    }
  }

  /// Rows of sets whose members all have the support.
  func candidateRows(_ world: World) -> Int {
    var supports: [MetaLink: Int] = [:]
    for pair in world.pairs { for link in metaLinks(world, pair) { supports[link, default: 0] += 1 } }
    return world.pairs.reduce(0) { sum, pair in
      sum + sets(metaLinks(world, pair).filter { (supports[$0] ?? 0) >= minimumSupport }).count
    }
  }
}

extension LinkTable {
  var all: [Link] { (0..<count).map { self[$0] } }
}

func templates(_ texts: String...) throws -> [LinkTemplate] { try texts.map { try LinkTemplate($0) } }
