import Foundation
import Testing

@Suite("Jobs and values by hand")
struct JobsCommandTests {
  private let program: Program

  init() throws {
    program = try Program()
    #expect(try program.run("init", "w").code == 0)
    let jobs = ["golang", "go", "swift"].enumerated().map { number, skill in
      #"{"id":"\#(number)","title":"Programmer","attributes":{"skill":["\#(skill)"]}}"# + "\n"
    }
    try Data(jobs.joined().utf8).write(to: program.folder.appending(path: "jobs.jsonl"))
    #expect(try program.run("import", "jobs.jsonl", "-w", "w").code == 0)
  }

  @Test("Closing, expiring and deleting say what they did and by which change, twice as once")
  func lifecycle() throws {
    let closed = try program.run("jobs", "close", "0", "1", "-w", "w")
    #expect(closed.code == 0, "\(closed)")
    #expect(closed.output == "job 0 closed (change 4)\njob 1 closed (change 5)\n")
    #expect(closed.errors.contains("next:\n  jobmatch index --workspace w"))
    #expect(try program.run("jobs", "close", "0", "-w", "w").output == "job 0 was closed already (change 5)\n")
    let expired = try program.run("jobs", "expire", "2", "--at", "2026-12-31T18:00:00Z", "-w", "w")
    #expect(expired.code == 0 && expired.output.hasPrefix("job 2 ends at 2026-12-31T18:00:00"), "\(expired)")
    let again = try program.run("jobs", "expire", "2", "--at", "2026-12-31T19:00:00+01:00", "-w", "w")
    #expect(again.output.contains(", as before (change 6)"), "\(again)")
    #expect(try program.run("jobs", "expire", "2", "--never", "-w", "w").output == "job 2 has no end (change 7)\n")
    let deleted = try program.run("jobs", "delete", "1", "-w", "w", "--json")
    #expect(deleted.output == #"{"job":"1","result":"deleted","sequence":8}"# + "\n", "\(deleted)")
    #expect(try program.run("jobs", "delete", "1", "-w", "w").code == 2)
  }

  @Test("An unknown id changes nothing and exits with 2; the others go through")
  func unknown() throws {
    let found = try program.run("jobs", "close", "0", "nobody\u{1b}[2J", "2", "-w", "w")
    #expect(found.code == 2 && found.output == "job 0 closed (change 4)\njob 2 closed (change 5)\n", "\(found)")
    #expect(found.errors.contains("knows no job 'nobody") && !found.errors.contains("\u{1b}"), "\(found)")
  }

  @Test(
    "Wrong usage is refused with what to do",
    arguments: [
      (["jobs", "close"], "id"), (["jobs", "close", "0", "-w", "nowhere"], "jobmatch init"),
      (["jobs", "close", "", "-w", "w"], "none is empty"), (["jobs", "expire", "0", "-w", "w"], "--at"),
      (["jobs", "expire", "0", "--at", "soon", "-w", "w"], "soon"),
      (["jobs", "expire", "0", "--at", "2026-12-31T18:00:00Z", "--never", "-w", "w"], "--never"),
      (["values", "merge", "skill", "golang", "-w", "w"], "new"),
      (["values", "merge", "skill", "golang", "gopher", "-w", "w"], "no value 'gopher'; name it as"),
      (["values", "merge", "skill", "golan", "go", "-w", "w"], "no value 'golan'; did you mean 'golang'?"),
      (["values", "merge", "skill", "go", "go", "-w", "w"], "'go' answers as itself. Name another value"),
      (["values", "merge", "degree", "a", "b", "-w", "w"], "'degree'; fields with values: skill"),
      (["values", "merge", "skil", "a", "b", "-w", "w"], "did you mean 'skill'? fields with values: skill"),
      (["values", "merge", "9", "a", "b", "-w", "w"], "9"), (["values", "separate", "skill", "x", "-w", "w"], "'x'"),
    ])
  func mistakes(arguments: [String], reason: String) throws {
    let found = try program.run(arguments)
    #expect(found.code == 2 && found.output.isEmpty && found.errors.contains(reason), "\(arguments): \(found)")
  }

  @Test("Values are merged, listed and separated; a circle is refused")
  func values() throws {
    #expect(try program.run("values", "-w", "w").output == "every value answers as itself\n")
    let merged = try program.run("values", "merge", "skill", "golang", "go", "-w", "w")
    #expect(merged.code == 0 && merged.output == "skill: golang answers as go (change 4)\n", "\(merged)")
    let circle = try program.run("values", "merge", "skill", "go", "golang", "-w", "w")
    #expect(
      circle.code == 2
        && circle.errors.contains(
          "'go' cannot answer as 'golang', which answers as 'go' itself. Merge the other way round, or separate 'golang'"
        ),
      "\(circle)")
    let twice = try program.run("values", "merge", "skill", "golang", "go", "-w", "w").output
    #expect(twice == "skill: golang answers as go, as before\n")
    let list = try program.run("values", "list", "-w", "w", "--json")
    #expect(list.output == #"{"answersAs":"go","field":"skill","value":"golang"}"# + "\n", "\(list)")
    let separate = ["values", "separate", "skill", "golang", "-w", "w"]
    #expect(try program.run(separate).output == "skill: golang answers as itself (change 5)\n")
    #expect(try program.run(separate).output == "skill: golang answers as itself, as before\n")
    #expect(try program.run("values", "list", "-w", "w").output == "every value answers as itself\n")
  }

  @Test("While another process writes, the command says so and exits with 3")
  func locked() throws {
    let descriptor = open(program.folder.appending(path: "w/market.lock").path, O_RDWR)
    try #require(descriptor >= 0 && flock(descriptor, LOCK_EX) == 0)
    defer { close(descriptor) }
    let found = try program.run("jobs", "close", "0", "-w", "w")
    #expect(found.code == 3 && found.errors.contains("is being written by"), "\(found)")
  }
}
