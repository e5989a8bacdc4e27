import Foundation
import Testing

@Suite("The index beside its market, on the command line")
struct IndexUpkeepTests {
  private let program: Program

  init() throws {
    program = try Program()
    #expect(try program.run("init", "w").code == 0)
    try importJobs((0..<40).map { #"{"id":"\#($0)","title":"Cashier \#($0)","company":"Acme"}"# })
    #expect(try program.run("index", "-w", "w").code == 0)
  }

  private func importJobs(_ lines: [String]) throws {
    let text = lines.map { $0 + "\n" }.joined()
    try Data(text.utf8).write(to: program.folder.appending(path: "jobs.jsonl"))
    #expect(try program.run("import", "jobs.jsonl", "-w", "w").code == 0)
  }

  /// Three jobs come, one of which has ended, and two are closed: these stay held.
  private func change() throws {
    try importJobs(
      [
        #"{"id":"40","title":"Cashier"}"#, #"{"id":"41","title":"Flurble cashier","company":"Zorgblatt"}"#,
        #"{"id":"42","title":"Cashier","expiresAt":"2020-01-01T00:00:00Z"}"#,
      ])
    #expect(try program.run("jobs", "close", "0", "1", "-w", "w").code == 0)
  }

  private func statusObject() throws -> [String: Any] {
    let run = try program.run(["index", "status", "-w", "w", "--json"])
    #expect(run.code == 0 && run.output.split(separator: "\n").count == 1, "\(run)")
    return try #require(JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  @Test("Status tells what is held, what of it is offered, how far the files are behind and what lies in memory")
  func status() throws {
    let fresh = try program.run("index", "status", "-w", "w")
    #expect(fresh.code == 0 && fresh.output.contains(": 40 jobs held, 40 of them offered now\n"), "\(fresh)")
    #expect(fresh.output.contains("  behind the market: 0 changes (40 of 40), 0 jobs changed"), "\(fresh)")
    #expect(fresh.output.contains("  dead rows: 0.0 %   tail: 0 jobs in 0 segments"), "\(fresh)")
    try change()
    let behind = try program.run("index", "status", "-w", "w")
    #expect(behind.output.contains(": 43 jobs held, 40 of them offered now\n"), "\(behind)")
    #expect(behind.output.contains("  behind the market: 5 changes (40 of 45), 5 jobs changed"), "\(behind)")
    #expect(behind.output.contains("tail: 5 jobs in 1 segment "), "\(behind)")
    #expect(
      behind.output.contains("        1        40         2 ") && behind.output.contains("  files\n"), "\(behind)")
    #expect(behind.output.contains("        2         5         0 ") && behind.output.contains("  memory (tail)\n"))
    #expect(behind.errors.contains("next:\n  jobmatch index merge --workspace w\n"), "\(behind)")
    let earlier = try program.run("index", "status", "-w", "w", "--as-of", "2019-12-31T00:00:00Z")
    #expect(earlier.output.contains(": 43 jobs held, 41 of them offered at 2019-12-31T00:00:00"), "\(earlier)")
  }

  @Test("Status as JSON is one object with the same numbers")
  func statusJSON() throws {
    try change()
    let object = try statusObject()
    let numbers = [
      "jobs": 43, "offeredJobs": 40, "tailJobs": 5, "lag": 5, "changedJobs": 5, "artifactSequence": 40,
      "marketSequence": 45,
    ]
    for (key, number) in numbers { #expect(object[key] as? Int == number, "\(key): \(object)") }
    #expect(object["advice"] as? [String] == ["jobmatch index merge"])
    #expect((object["id"] as? String)?.hasPrefix("0001-") == true)
    let index = try #require(object["index"] as? [String: Any])
    #expect((index["segments"] as? [[String: Any]])?.map { $0["rows"] as? Int } == [40, 5])
  }

  @Test("A merge brings the files up to the market, and says so when there is nothing to merge")
  func merge() throws {
    let none = try program.run("index", "merge", "-w", "w")
    #expect(none.code == 0 && none.output.hasSuffix(" is up to date: there is nothing to merge\n"), "\(none)")
    try change()
    let search = ["retrieve", "cashier", "-w", "w", "-k", "50"]
    func jobs() throws -> [Substring] {
      try program.run(search + ["--json"]).output.split(separator: "\n").filter { $0.contains(#""job":"#) }
    }
    let before = try jobs()
    #expect(before.count == 40)
    let merged = try program.run("index", "merge", "-w", "w")
    #expect(merged.code == 0 && merged.output.hasPrefix("index 0002-"), "\(merged)")
    #expect(
      merged.output.contains(" is active: 5 changed jobs merged, ") && merged.output.hasSuffix("up to change 45\n"))
    #expect(merged.errors.contains("next:\n  jobmatch index status --workspace w\n"), "\(merged)")
    let object = try statusObject()
    #expect(object["lag"] as? Int == 0 && object["tailJobs"] as? Int == 0 && object["advice"] as? [String] == [])
    #expect(object["jobs"] as? Int == 43 && object["offeredJobs"] as? Int == 40, "\(object)")
    #expect(try jobs() == before)
  }

  @Test("A merge of all makes one segment without dead rows, once")
  func mergeAll() throws {
    try change()
    let merged = try program.run("index", "merge", "--all", "-w", "w")
    #expect(merged.code == 0 && merged.output.hasPrefix("index 0002-"), "\(merged)")
    #expect(merged.output.contains(" became 1, 43 jobs"), "\(merged)")
    let index = try #require(try statusObject()["index"] as? [String: Any])
    let segments = try #require(index["segments"] as? [[String: Any]])
    #expect(segments.count == 1 && segments[0]["rows"] as? Int == 43 && segments[0]["dead"] as? Int == 0)
    let again = try program.run("index", "merge", "--all", "-w", "w")
    #expect(again.code == 0 && again.output.hasPrefix("index 0002-"), "\(again)")
    #expect(again.output.hasSuffix(" is up to date: there is nothing to merge\n"), "\(again)")
  }

  @Test(
    "Wrong usage is refused with what to do",
    arguments: [
      (["status", "-w", "nowhere"], "jobmatch init"), (["merge", "-w", "nowhere"], "jobmatch init"),
      (["status", "-w", "new"], "has no index yet; `jobmatch index` makes one"),
      (["merge", "-w", "new"], "has no index yet; `jobmatch index` makes one"),
      (["status", "-w", "w", "--all"], "--all"), (["merge", "-w", "w", "--json"], "--json"),
      (["status", "now", "-w", "w"], "now"), (["merge", "1", "-w", "w"], "1"),
      (["status", "-w", "w", "--as-of", "soon"], "soon"),
    ])
  func mistakes(arguments: [String], reason: String) throws {
    #expect(try program.run("init", "new").code == 0)
    let found = try program.run(["index"] + arguments)
    #expect(found.code == 2 && found.output.isEmpty && found.errors.contains(reason), "\(arguments): \(found)")
  }

  @Test("An active index whose folder is gone is said to be, the others are listed, and a new one is made")
  func gone() throws {
    try change()
    #expect(try program.run("index", "merge", "-w", "w").code == 0)
    let folder = program.folder.appending(path: "w/index")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    let (first, second) = (
      try #require(names.first { $0.hasPrefix("0001-") }), try #require(names.first { $0.hasPrefix("0002-") })
    )
    try FileManager.default.removeItem(at: folder.appending(path: second))
    let reason = "the active index '\(second)' is gone from "
    let advice = "; `jobmatch index` makes one"
    for command in [["retrieve", "cashier"], ["index", "merge"], ["index", "status"]] {
      let failed = try program.run(command + ["-w", "w"])
      #expect(failed.code == 2 && failed.errors.contains(reason) && failed.errors.contains(advice), "\(failed)")
    }
    let check = try program.run("check", "index", "-w", "w")
    #expect(check.code == 1 && check.output.hasPrefix("FAIL  index: \(reason)"), "\(check)")
    let json = try program.run("check", "index", "-w", "w", "--json")
    let line = try #require(JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(json.code == 1 && line["check"] as? String == "index files" && line["verdict"] as? String == "FAIL")
    #expect((line["examples"] as? [String])?.first?.hasPrefix(reason) == true, "\(line)")
    let list = try program.run("artifacts", "-w", "w")
    #expect(list.code == 0 && list.output.contains(first) && !list.output.contains("yes"), "\(list)")
    #expect(list.errors.contains(reason) && list.errors.contains(advice), "\(list)")
    // What is written is written: an index that is gone is no reason to fail.
    #expect(try program.run("jobs", "close", "2", "-w", "w").code == 0)
    #expect(try program.run("index", "-w", "w").code == 0)
    #expect(try program.run("check", "index", "-w", "w").code == 0)
    #expect(try program.run("retrieve", "cashier", "-w", "w").code == 0)
  }

  @Test("A word that came with jobs after the index was built is said to be unknown to it, until it is built anew")
  func newWords() throws {
    try change()
    let note = "the index does not know: flurble; `jobmatch index` learns the words of jobs that came since"
    let search = ["retrieve", "cashier flurble", "-w", "w", "--words"]
    #expect(try program.run(search).output.contains(note))
    #expect(try program.run("index", "merge", "-w", "w").code == 0)
    #expect(try program.run(search).output.contains(note))
    #expect(try program.run("index", "-w", "w").code == 0)
    let found = try program.run(search).output
    #expect(!found.contains("does not know") && found.contains("[41]"), "\(found)")
  }

  @Test("A value that came with jobs after the index was built gets its number from a merge, and is merged then")
  func newValues() throws {
    try change()
    let facets = try program.run("retrieve", "cashier", "-w", "w", "--facets", "company").output
    #expect(facets.contains("\n     zorgblatt   1\n"), "\(facets)")
    let merge = ["values", "merge", "company", "zorgblatt", "acme", "-w", "w"]
    let refused = try program.run(merge)
    #expect(refused.code == 2 && refused.errors.contains("run `jobmatch index merge`"), "\(refused)")
    #expect(try program.run("index", "merge", "-w", "w").code == 0)
    let merged = try program.run(merge)
    #expect(merged.code == 0 && merged.output.hasPrefix("company: zorgblatt answers as acme (change "), "\(merged)")
    let after = try program.run("retrieve", "cashier", "-w", "w", "--facets", "company").output
    #expect(after.contains("company: 1 value in 40 jobs"), "\(after)")
    // As a person writes it.
    let again = try program.run("values", "merge", "company", "Zorgblatt, Inc.", "ACME", "-w", "w").output
    #expect(again == "company: Zorgblatt, Inc. (zorgblatt) answers as ACME (acme), as before\n")
    let near = try program.run("values", "merge", "company", "zorgblat", "acme", "-w", "w")
    #expect(near.code == 2 && near.errors.contains("no value 'zorgblat'; did you mean 'zorgblatt'?"), "\(near)")
  }
}
