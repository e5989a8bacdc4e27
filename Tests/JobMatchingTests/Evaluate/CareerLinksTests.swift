import Evaluation
import JobMarket
import JobMatching
import LinkGraph
import Testing
import VectorMath

@Suite("Links between careers and occupations")
struct CareerLinksTests {
  private static let codes = [["11-1011"], ["11-2021"], ["35-3031"], ["35-2014"], [], ["41-2031"]]

  private static func hires(_ count: Int) -> [ObservedHire] {
    var random = SeededRandom(seed: 3)
    return (0..<count).map { _ in
      let past = (0..<random.uniform(below: 4)).map { _ in random.uniform(below: codes.count) }
      return ObservedHire(
        history: HireHistory(
          pastOccupations: past, previousIndustry: ["Core", nil][random.uniform(below: 2)],
          degree: ["BA", "HS", nil][random.uniform(below: 3)], region: ["South", nil][random.uniform(below: 2)],
          year: 2000 + random.uniform(below: 3), sequence: past.count),
        occupation: random.uniform(below: codes.count))
    }
  }

  @Test("A career has the last jobs' values, older ones less, and no unknown word")
  func seeker() {
    let fields = OccupationFields(training: Self.hires(100), codes: Self.codes, profiles: nil)
    let seeker = fields.seeker(
      HireHistory(pastOccupations: [2, 3, 2], degree: "PhD", major: nil, region: nil, year: 2001, sequence: 3))
    #expect(seeker.keys.map(\.name).sorted() == ["past_group", "past_major_group", "past_occupation"])
    let jobs = seeker[OccupationFields.seekerFields[0]] ?? []
    #expect(jobs.map(\.value) == [2, 3])
    #expect(abs(jobs[0].strength - (1 + 1 / 3.0.squareRoot())) < 1e-12)
    #expect(abs(jobs[1].strength - 1 / 2.0.squareRoot()) < 1e-12)
    // 35-3 and 35-2 are two groups of one major group.
    #expect(seeker[OccupationFields.seekerFields[1]]?.count == 2)
    #expect(seeker[OccupationFields.seekerFields[2]]?.count == 1)
    // Without a code there is no group.
    #expect(fields.jobs[4].keys.map(\.name) == ["occupation"])
  }

  @Test("No-hires are of the hire's year and region and never its occupation")
  func noHires() throws {
    let hires = Self.hires(200)
    let fields = OccupationFields(training: hires, codes: Self.codes, profiles: nil)
    let drawn = try OccupationPairs(hires, fields: fields, noHiresAHire: 5, seed: 1)
    let asked = hires.filter { $0.history.previousOccupation != nil }
    #expect(drawn.pairs.hireCount == asked.count)
    for pair in 0..<drawn.pairs.count {
      let hire = asked[Int(drawn.pairs.seekerRows[pair])]
      let job = Int(drawn.pairs.jobRows[pair])
      if drawn.pairs.hires[pair] {
        #expect(job == hire.occupation)
      } else {
        #expect(job != hire.occupation)
        #expect(
          hires.contains {
            $0.occupation == job && $0.history.year == hire.history.year && $0.history.region == hire.history.region
          })
      }
    }
    #expect(try OccupationPairs(hires, fields: fields, noHiresAHire: 5, seed: 1).pairs == drawn.pairs)
    #expect(try OccupationPairs(hires, fields: fields, noHiresAHire: 5, seed: 2).pairs != drawn.pairs)
  }

  @Test("A career meets exactly the links whose seeker's side it has, each with the occupations of the other side")
  func links() throws {
    let hires = Self.hires(400)
    let fields = OccupationFields(training: hires, codes: Self.codes, profiles: nil)
    let pairs = try OccupationPairs(hires, fields: fields, noHiresAHire: 3, seed: 1)
    let templates = try ["past_occupation:occupation", "past_group:group", "degree:occupation", "industry:major_group"]
      .map { try LinkTemplate($0) }
    var options = MiningOptions()
    options.keepsMoreNoHires = true
    let links = try CareerLinks(pairs, templates: templates, options: options, fields: fields)
    #expect(links.count > 100)
    for hire in hires.prefix(40) {
      let seeker = fields.seeker(hire.history)
      var met: [Int: Double] = [:]
      links.forEachLink(of: seeker) { link, strength in
        #expect(met.updateValue(strength, forKey: link) == nil)
      }
      for link in 0..<links.count {
        let metaLinks = links.table[link].metaLinks
        let side = Set(metaLinks.map { [templates[$0.template].seekerField.name, "\($0.seekerValue)"] })
        let strengths = side.compactMap { value in
          seeker[AttributeField(value[0])!]?.first { "\($0.value)" == value[1] }?.strength
        }
        let has = strengths.count == side.count
        #expect((met[link] != nil) == has)
        if has { #expect(abs((met[link] ?? 0) - strengths.reduce(1, *)) < 1e-12) }
        let jobs = fields.jobs.indices.filter { job in
          metaLinks.allSatisfy { fields.jobs[job][templates[$0.template].jobField]?.contains($0.jobValue) ?? false }
        }
        #expect(links.candidates[link] == jobs)
      }
    }
  }
}
