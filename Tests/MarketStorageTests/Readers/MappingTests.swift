import JobMarket
import MarketStorage
import Testing

@Suite("Mappings")
struct MappingTests {
  private func mapping(_ records: String, extra: String = "", format: String = "csv") throws -> MarketMapping {
    let yaml = """
      name: t
      files:
        - file: "log*"
          format: \(format)
      \(extra)
          records:
      \(records)
      """
    return try MarketMapping(yaml: yaml, file: "t.yaml")
  }

  @Test("Columns, templates, constants, tables, lists, alternatives and conditions")
  func expressions() throws {
    let mapping = try mapping(
      """
            - kind: job
              write: keepFirst
              when: [Id]
              set:
                id: Id
                title: { template: "{Title} ({{{City}}})" }
                company: { first: [Company, City] }
                employmentType: { column: Type, values: { FT: fullTime, "1": partTime } }
                skills: { column: Skills, split: ";" }
                pay: { min: Pay, period: { constant: hour }, currency: { constant: USD } }
                attributes: { country: [{ constant: US }] }
                expiresAt: { column: Last, day: next }
      """, extra: "    nulls: [NA]\n    timeZone: UTC\n    drop: [Other]")
    let text = """
      Id,Title,City,Company,Type,Skills,Pay,Last,Other
      1,a,b,c,FT,x; y;;z,5,2024-02-28,secret
      2,a,b,NA,1,NA,NA,2024-02-28T10:00:00Z,secret
      NA,a,b,c,FT,,,,
      4,a,b,c,XX,,,,
      5,a,NA,c,FT,,,,
      """
    let result = try readText("log.2024.csv", text, mapping: mapping)
    var first = Job(id: "1", title: "a ({b})")
    (first.company, first.employmentType, first.skills) = ("c", .fullTime, ["x", "y", "z"])
    first.pay = Pay(minimum: 5, maximum: nil, period: .hour, currency: "USD")
    first.attributes = [.country: ["US"]]
    first.expiresAt = Instant(iso8601: "2024-02-29T00:00:00Z")
    var second = Job(id: "2", title: "a ({b})")
    (second.company, second.employmentType, second.attributes) = ("b", .partTime, [.country: ["US"]])
    second.expiresAt = Instant(iso8601: "2024-02-28T10:00:00Z")
    #expect(result.jobs == [first, second])
    #expect(result.records.allSatisfy { $0.policy == .keepFirst })
    #expect(result.rejects.map(\.location.line) == [5, 6])
    #expect(result.rejects.map(\.key) == ["employmentType", "title"])
    #expect(result.rejects.first?.allowed == "1, FT")
    #expect(result.summary == ReadSummary(rows: 5, records: 2, rejects: 2))
  }

  @Test("A column neither used nor dropped, and one that the file lacks, are errors of the file")
  func columns() throws {
    let mapping = try mapping("      - {kind: seeker, set: {id: Id, headline: Head}}")
    for (header, word) in [
      ("Id,Head,Gender", "'Gender' is neither used nor dropped"),
      ("Id,Heads", "reads column 'Head', which the file lacks; did you mean 'Heads'?"),
    ] {
      let error = #expect(throws: MarketFileError.self) { try readText("log.csv", header + "\n", mapping: mapping) }
      #expect(error?.description.contains(word) == true)
    }
    let error = #expect(throws: MarketFileError.self) { try MarketReader(file: "other.csv", mapping: mapping) }
    #expect(error?.description.contains("it knows log*") == true)
  }

  @Test("JSON: paths, keys with dots, elements of lists, and keys neither used nor dropped")
  func json() throws {
    let mapping = try mapping(
      """
            - kind: job
              set:
                id: meta.id
                title: a.b
                places: { each: sites, set: { text: name, lat: geo.lat, lon: geo.lon } }
                employmentType: { column: types, take: first }
      """, extra: "    drop: [x]", format: "jsonl")
    let text = """
      {"meta":{"id":1},"a.b":"t","sites":[{"name":"n","geo":{"lat":1,"lon":"2"}},{}, "m"],"types":["PART_TIME","X"],"x":1}
      {"meta":{"id":2},"a":{"b":"t"},"sites":{"name":"n"}}
      {"meta":{"id":3},"a.b":"t","y":1}
      """
    let result = try readText("log.jsonl", text, mapping: mapping)
    #expect(result.jobs.map(\.id) == ["1", "2"])
    let point = Coordinate(latitude: 1, longitude: 2)
    #expect(result.jobs.map(\.places) == [[Place("n", coordinate: point), Place("m")], [Place("n")]])
    #expect(result.jobs.first?.employmentType == .partTime)
    #expect(result.rejects.map(\.key) == ["y"])
  }

  @Test(
    "Errors name line and key path",
    arguments: [
      ("name: t", 1, "", "the key 'files' is missing"),
      ("", nil, "", "the mapping is empty"),
      ("name: [", 2, "", "not YAML"),
      ("name: t\nfiles:\n  - file: a\n    formt: csv\n", 4, "files[0].formt", "the key is unknown"),
      ("name: t\nfiles:\n  - file: a\n    format: xml\n", 4, "files[0].format", "'xml' is not one"),
      ("name: t\nfiles:\n  - file: a\n    format: csv\n    timeZone: EST\n", 5, "files[0].timeZone", "no time zone"),
      ("name: t\nfiles:\n  - {file: a, format: csv, records: []}", 3, "files[0]", "`records` is empty"),
      (
        "name: t\nfiles:\n  - {file: a, format: csv, delimiter: ;, records: [1]}", 3, "files[0].delimiter",
        "no delimiter"
      ),
      (
        "name: t\nfiles:\n- file: a\n  format: csv\n  records:\n  - kind: jobs\n", 6, "files[0].records[0].kind",
        "'jobs'"
      ),
      (
        "name: t\nfiles:\n- file: a\n  format: csv\n  records:\n  - kind: job\n    set:\n      titel: x\n", 8,
        "files[0].records[0].set.titel", "'titel' is no column"
      ),
      (
        "name: t\nfiles:\n- file: a\n  format: csv\n  records:\n  - kind: job\n    set:\n      id: {colum: x}\n", 8,
        "files[0].records[0].set.id.colum", "the key is unknown"
      ),
      (
        "name: t\nfiles:\n- file: a\n  format: csv\n  records:\n  - kind: job\n    set:\n      id: {template: '{x'}\n",
        8,
        "files[0].records[0].set.id.template", "a '{' has no column"
      ),
      (
        "name: t\nfiles:\n- file: a\n  format: csv\n  records:\n  - kind: job\n    set:\n      id: [x]\n", 8,
        "files[0].records[0].set.id", "is a list"
      ),
      (
        "name: t\nfiles:\n- file: a\n  format: csv\n  records:\n  - kind: seeker\n    set: {id: a, gender: b}\n", 7,
        "files[0].records[0].set.gender", "'gender' is no column"
      ),
    ] as [(String, Int?, String, String)])
  func errors(yaml: String, line: Int?, keyPath: String, problem: String) {
    let error = #expect(throws: MappingError.self) { try MarketMapping(yaml: yaml, file: "t.yaml") }
    #expect(error?.line == line, "\(error?.description ?? "")")
    #expect(error?.keyPath == keyPath, "\(error?.description ?? "")")
    #expect(error?.problem.contains(problem) == true, "\(error?.description ?? "")")
  }
}
