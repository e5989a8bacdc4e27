import Foundation
import Testing

@Suite("Measurements on the command line")
struct BenchTests {
  private let program: Program

  init() throws {
    program = try Program()
    try program.writeWorkload(rows: 20_000, dimension: 32)
    try program.writeField("skill", rows: 20_000)
  }

  @Test(
    "An option that has no say is refused, not recorded",
    arguments: [
      ["--backend", "inverted", "--threads", "2"], ["--backend", "inverted", "--layout", "blocks"],
      ["--terms-only", "--layout", "blocks"],
      ["--terms-only", "--plan", "mixed"], ["--terms-only", "--threads", "2"], ["--codes", "signs"], ["--errors", "1"],
      ["--pool", "10"], ["--mode", "coarse", "--codes", "signs", "--errors", "1"],
      ["--mode", "coarse", "--pool", "10", "--errors", "1"], ["--mode", "coarse", "--pool", "0"],
      ["--mode", "coarse", "--errors=-1"], ["--mode", "coarse", "--plan", "mixed"],
      ["--mode", "coarse", "--backend", "inverted"], ["--mode", "coarse", "--terms-only"],
    ])
  func withoutSay(options: [String]) throws {
    let refused = try program.run(["bench", "retrieval", "."] + options)
    #expect(refused.code == 2 && refused.output.isEmpty && refused.errors.contains("--"), "\(refused)")
    #expect(!refused.errors.contains("queries.jsonl"), "refused before anything is read: \(refused)")
  }

  @Test("What is found is not written over the workload, its index or itself")
  func outputs() throws {
    #expect(try program.run("index", "--workload", ".").code == 0)
    let outside = program.folder.appending(path: "link.npy")
    try FileManager.default.createSymbolicLink(
      at: outside, withDestinationURL: program.folder.appending(path: "queries.npy"))
    let files = ["embeddings.npy", "queries.npy", "queries.jsonl", "attr.skill.values.npy", "index/keys.npy"]
    func bytes() throws -> [Data] { try files.map { try Data(contentsOf: program.folder.appending(path: $0)) } }
    let before = try bytes()
    for file in files + ["./queries.npy", "link.npy", "truth.ids.npy", "attr.new.values.npy"] {
      for option in ["--ids", "--scores"] {
        let refused = try program.run("bench", "retrieval", ".", option, file)
        #expect(refused.code == 2 && refused.errors.contains("\(file): a file of the workload"), "\(refused)")
      }
    }
    let same = try program.run("bench", "retrieval", ".", "--ids", "found.npy", "--scores", "./found.npy")
    #expect(same.code == 2 && same.errors.contains("two files"), "\(same)")
    #expect(try bytes() == before)
    let nowhere = try program.run("bench", "retrieval", ".", "--ids", "nowhere/found.npy")
    #expect(nowhere.code == 2 && nowhere.errors.contains("nowhere/found.npy: ") && nowhere.output.isEmpty, "\(nowhere)")
    let written = try program.run("bench", "retrieval", ".", "--ids", "found.npy", "--scores", "scores.npy")
    #expect(written.code == 0, "\(written)")
    #expect(try Data(contentsOf: program.folder.appending(path: "found.npy")).count == 128 + 10 * 8)
    #expect(try Data(contentsOf: program.folder.appending(path: "scores.npy")).count == 128 + 10 * 4)
  }

  @Test(
    "A fused measurement that fuses nothing, or asks for matches that cannot be, is refused",
    arguments: [
      ([], "--fuse: name a field"), (["--fuse", "skill"], "--fuse skill: "),
      (["--fuse", "skill=much"], "--fuse skill=much: "),
      (["--fuse", "skill=0.3", "--minimum-matches=-4"], "--minimum-matches -4: 1 to 1000"),
      (["--fuse", "skill=0.3", "--minimum-matches", "0"], "--minimum-matches 0: 1 to 1000"),
      (["--fuse", "skill=0.3", "--values", "0"], "--values 0: 1 to 1000"),
    ])
  func unfused(options: [String], reason: String) throws {
    let refused = try program.run(["bench", "fusion", "."] + options)
    #expect(refused.code == 2 && refused.errors.contains(reason), "\(refused)")
  }

  @Test(
    "Ways to search are named in the line of JSON",
    arguments: [
      ([], [#""mode":"exact""#, #""layout":"rows""#]), (["--layout", "blocks"], [#""layout":"blocks""#]),
      (
        ["--mode", "coarse"],
        [#""mode":"coarse""#, #""codes":"rabitq""#, #""rule":"2.0 standard errors""#, #""approximate":1"#]
      ),
      // What a sieve is not worth is scanned exactly, in the layout that was asked for.
      (["--mode", "coarse", "--layout", "blocks"], [#""mode":"coarse""#, #""layout":"blocks""#]),
      (["--mode", "coarse", "--errors", "3"], [#""rule":"3.0 standard errors""#]),
      (["--mode", "coarse", "--pool", "20"], [#""codes":"rabitq""#, #""rule":"20 × k""#]),
      (["--mode", "coarse", "--codes", "signs"], [#""codes":"signs 512""#, #""rule":"200 × k""#]),
      (["--terms-only"], [#""mode":"terms""#]),
      (["--backend", "inverted", "--stop-after", "50"], [#""mode":"stop after 50""#]),
    ])
  func line(options: [String], parts: [String]) throws {
    let run = try program.run(["bench", "retrieval", ".", "--json"] + options)
    #expect(run.code == 0 && parts.allSatisfy { run.output.contains($0) }, "\(run)")
    #expect(
      run.output.contains(#""codes""#) == options.contains("coarse") && !run.output.contains(#"recall""#), "\(run)")
    let table = try program.run(["bench", "retrieval", "."] + options)
    #expect(table.code == 0 && table.output.contains("  –  "), "\(table)")
  }

  @Test("Plans are timed, a line a pass rate")
  func plans() throws {
    let table = try program.run("bench", "plans", ".", "--k", "5")
    #expect(table.code == 0 && table.output.contains("terms first ms") && table.output.contains("\n  1.0"), "\(table)")
    let json = try program.run("bench", "plans", ".", "--json")
    #expect(json.code == 0 && json.output.contains(#""chosen":"scan""#), "\(json)")
    #expect(try program.run("bench", "plans", ".", "--repeats", "0").code == 2)
    #expect(try program.run("bench", "plans", ".", "--k=-1").code == 2)
  }

  @Test("Facets are timed, a line a pass rate, and written; what cannot be is refused")
  func facets() throws {
    let json = try program.run(
      "bench", "facets", ".", "--json", "--repeats", "1", "--limit", "3", "--facets", "f.jsonl")
    #expect(json.code == 0 && json.output.contains(#""facets_p50_ms":"#), "\(json)")
    let written = try String(contentsOf: program.folder.appending(path: "f.jsonl"), encoding: .utf8)
    #expect(written.contains(#""field":"skill""#) && written.contains(#""matching":20000"#), "\(written)")
    let table = try program.run("bench", "facets", ".", "--repeats", "1")
    #expect(table.code == 0 && table.output.contains("facets p50 ms"), "\(table)")
    let ways = try program.run("bench", "facets", ".", "--repeats", "1", "--ways")
    #expect(ways.code == 0 && ways.output.contains("walk others ms") && ways.output.contains("\nskill"), "\(ways)")
    for (options, reason) in [
      (["--repeats", "0"], "--repeats 0"), (["--limit=-1"], "--limit -1"), (["--ways", "--facets", "f"], "not both"),
      (["--facets", "nowhere/f"], "nowhere/f: cannot be written"),
      (["--facets", "queries.jsonl"], "queries.jsonl: a file of the workload"),
    ] {
      // Refused before the queries are asked, which this often would take hours.
      let refused = try program.run(
        ["bench", "facets", "."] + (options.first == "--facets" ? ["--repeats", "1000"] : []) + options)
      #expect(refused.code == 2 && refused.errors.contains(reason), "\(refused)")
    }
  }

  @Test(
    "A measurement of the live index with nothing to measure is refused",
    arguments: [
      (["--updates", ","], "--updates ',': numbers from 1 to 1000000 between commas"),
      (["--updates", ""], "--updates ''"), (["--updates", "600,,6000"], "--updates '600,,6000'"),
      (["--updates", "600,0"], "--updates '600,0'"), (["--jobs", "5"], "--jobs 5: 1000 or more"),
      (["--recovered", "999"], "--recovered 999: 1000 or more"), (["--pairs", "1"], "--pairs 1: 2 to 1000"),
      (["--queries", "0"], "--queries 0: 1 or more"),
    ])
  func live(options: [String], reason: String) throws {
    let refused = try program.run(["bench", "live", "."] + options)
    #expect(refused.code == 2 && refused.output.isEmpty && refused.errors.contains(reason), "\(refused)")
  }

  @Test("Fused scores are timed; a field that is not there is named")
  func fusion() throws {
    let json = try program.run("bench", "fusion", ".", "--fuse", "skill=0.3", "--json")
    #expect(json.code == 0 && json.output.contains(#""parts":"#) && json.output.contains(#""ratio":"#), "\(json)")
    let table = try program.run(
      "bench", "fusion", ".", "--fuse", "skill=0.3", "--values", "3", "--minimum-matches", "2")
    #expect(table.code == 0 && table.output.contains("sieved ms"), "\(table)")
    let stray = try program.run("bench", "fusion", ".", "--fuse", "town=0.3")
    #expect(stray.code == 2 && stray.errors.contains("attr.town.offsets.npy"), "\(stray)")
  }

  @Test("Costs are measured of rows enough, and refused of fewer")
  func costs() throws {
    let few = try program.run("bench", "costs", ".")
    #expect(few.code == 2 && few.errors.contains("100,000 rows of 128 dimensions"), "\(few)")
    let large = try Program()
    try large.writeWorkload(rows: 100_000, dimension: 128)
    let table = try large.run("bench", "costs", ".")
    #expect(table.code == 0 && table.output.contains("ns by default"), "\(table)")
  }
}
