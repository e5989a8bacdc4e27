import Foundation
import Testing

@Suite("Facets on the command line")
struct FacetTests {
  private let program: Program

  init() throws {
    program = try Program()
    _ = try program.run("init", "w")
    let jobs = [
      #"{"id":"1","title":"Cashier","company":"Acme","employmentType":"fullTime"}"#,
      #"{"id":"2","title":"Night cashier","company":"Bolt\u001b[2J\n  9,999","employmentType":"partTime"}"#,
      #"{"id":"3","title":"Cashier","company":"Acme","employmentType":"fullTime","pay":{"min":20,"period":"hour","currency":"USD"}}"#,
      #"{"id":"4","title":"Cashier"}"#,
    ]
    try Data((jobs.joined(separator: "\n") + "\n").utf8).write(to: program.folder.appending(path: "jobs.jsonl"))
    try Data("{\"id\":\"s\",\"headline\":\"cashier\"}\n".utf8).write(
      to: program.folder.appending(path: "seekers.jsonl"))
    let imported = try program.run("run", "jobs.jsonl", "seekers.jsonl", "-w", "w")
    #expect(imported.code == 0, "\(imported)")
  }

  @Test("A page counts the values of each field behind the jobs")
  func page() throws {
    let page = try program.run("retrieve", "cashier", "-w", "w", "--facets", "employmentType, company")
    let expected =
      "\n\nemploymentType: 2 values in 4 jobs, 1 without any\n     fullTime  2\n     partTime  1\n\ncompany: "
    #expect(page.code == 0 && page.output.contains(expected), "\(page)")
    #expect(!page.output.contains("\u{1B}") && !page.output.contains("\n  9,999"), "\(page)")
    let recommended = try program.run("recommend", "s", "-w", "w", "--facets", "employmentType")
    #expect(recommended.output.contains("employmentType: 2 values in 4 jobs, 1 without any\n"), "\(recommended)")
  }

  @Test("What is asked for is ticked, and leaves the counts of its own field as they were")
  func ticked() throws {
    let page = try program.run(
      "retrieve", "cashier", "-w", "w", "--where", "employmentType=partTime", "--facets", "employmentType,company")
    #expect(page.output.contains("in 4 jobs, 1 without any\n     fullTime  2\n   ✓ partTime  1\n"), "\(page)")
    #expect(page.output.contains("company: 1 value in 1 job\n"), "\(page)")
  }

  @Test("What is asked for is ticked also where it answers as another value")
  func tickedAlias() throws {
    #expect(try program.run("values", "merge", "employmentType", "fullTime", "partTime", "-w", "w").code == 0)
    for asked in ["fullTime", "partTime"] {
      let page = try program.run(
        "retrieve", "cashier", "-w", "w", "--where", "employmentType=\(asked)", "--facets", "employmentType")
      #expect(page.output.contains("1 value in 4 jobs, 1 without any\n   ✓ partTime  3\n"), "\(page)")
    }
  }

  @Test("JSON has a line a facet behind the jobs")
  func json() throws {
    let run = try program.run(
      "retrieve", "cashier", "-w", "w", "-k", "1", "--facets", "employmentType", "--json", "--where",
      "employmentType=fullTime")
    let lines = run.output.split(separator: "\n")
    #expect(run.code == 0 && lines.count == 2, "\(run)")
    let facet = try #require(
      JSONSerialization.jsonObject(with: Data(lines[lines.count - 1].utf8)) as? [String: Any])
    #expect(facet["facet"] as? String == "employmentType")
    #expect(facet["matching"] as? Int == 4 && facet["distinct"] as? Int == 2 && facet["missing"] as? Int == 1)
    let values = try #require(facet["values"] as? [[String: Any]])
    #expect(values.map { $0["name"] as? String } == ["fullTime", "partTime"])
    #expect(values.map { $0["count"] as? Int } == [2, 1])
    #expect(values.map { $0["asked"] as? Bool } == [true, false])
  }

  @Test(
    "A field that cannot be counted says which ones can",
    arguments: [
      ("employmntType", "did you mean 'employmentType'?"),
      ("company,colour", "facets of 'colour': no job has such a field"),
      ("pay", "facets of 'pay': it is a number"), ("🎷", "no job has such a field"),
    ])
  func refused(fields: String, reason: String) throws {
    for command in [["retrieve", "cashier"], ["recommend", "s"]] {
      let refused = try program.run(command + ["-w", "w", "--facets", fields])
      #expect(refused.code == 2 && refused.output.isEmpty && refused.errors.contains(reason), "\(refused)")
    }
    let explained = try program.run("explain", "s", "1", "-w", "w", "--facets", fields)
    #expect(explained.code == 2 && explained.errors.contains("--facets \(fields): one job"), "\(explained)")
  }
}
