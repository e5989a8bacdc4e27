import Foundation
import Testing

@Suite("Index files on the command line")
struct IndexFilesTests {
  private let program: Program

  init() throws {
    program = try Program()
    try program.writeWorkload(rows: 20_000, dimension: 32)
  }

  @Test("An index is built, checked and opened; a flipped bit is a failed check with file, block and bytes")
  func lifecycle() throws {
    let built = try program.run("index", "--workload", ".")
    #expect(built.code == 0 && built.output.contains("20,000 rows"), "\(built)")
    #expect(built.errors.contains("jobmatch check index --folder "))
    let check = try program.run("check", "index", "--folder", "index")
    #expect(check.code == 0 && check.output.hasPrefix("PASS  ") && check.output.contains(" blocks, "), "\(check)")
    let passed = try program.run("check", "index", "--folder", "index", "--json")
    #expect(passed.code == 0 && !passed.output.contains("advice"), "\(passed)")
    let bench = try program.run("bench", "retrieval", ".", "--json")
    #expect(bench.code == 0 && bench.output.contains("\"index\":\"opened\""), "\(bench)")
    // The vectors are the workload's own file under a second name: copy before the damage.
    let file = program.folder.appending(path: "index/vectors.embedding.npy")
    var data = try Data(contentsOf: file)
    data[70_000] ^= 16
    try FileManager.default.removeItem(at: file)
    try data.write(to: file)
    let failed = try program.run("check", "index", "--folder", "index")
    #expect(failed.code == 1 && failed.output.hasPrefix("FAIL  "), "\(failed)")
    #expect(failed.output.contains("vectors.embedding.npy: block 1 (bytes 65536 to 131071)"))
    #expect(failed.output.contains("→ rebuild it with `jobmatch index --workload "))
    #expect(failed.errors.contains("jobmatch index --workload /"))
    let json = try program.run("check", "index", "--folder", "index", "--json")
    #expect(json.code == 1 && json.output.contains("\"verdict\":\"FAIL\""))
    #expect(json.output.contains("\"advice\":\"rebuild it with `jobmatch index --workload /"))
  }

  @Test(
    "Options that do not go together are refused",
    arguments: [
      ["index", "--output", "x"], ["index", "--workload", ".", "--workspace", "x"], ["check", "--folder", "x"],
      ["index", "--workload", ""], ["index", "--workload", ".", "--output", ""],
      ["check", "market", "--folder", "x"],
    ])
  func options(arguments: [String]) throws {
    #expect(try program.run(arguments).code == 2)
  }

  @Test(
    "What the message about a damaged index of a workload says, repairs it",
    arguments: ["layout.json", "workload.json", "keys.npy", "vectors.embedding.coarse.npy"], [true, false])
  func remedy(name: String, isDefault: Bool) throws {
    let folder = isDefault ? "index" : "out put"
    let index = ["index", "--workload", "."] + (isDefault ? [] : ["--output", folder])
    #expect(try program.run(index).code == 0)
    try FileManager.default.removeItem(at: program.folder.appending(path: "\(folder)/\(name)"))
    let failed = try program.run("check", "index", "--folder", folder)
    #expect(failed.code == 1 && failed.output.contains(name), "\(failed)")
    let said = isDefault ? "jobmatch index --workload /" : "jobmatch index --workload WORKLOAD --output '/"
    #expect(failed.errors.contains("next:\n  \(said)"), "\(failed)")
    let again = try program.run(index)
    #expect(again.code == 0, "\(again)")
    #expect(try program.run("check", "index", "--folder", folder).code == 0)
  }

  @Test(
    "Asked to check what is no folder is wrong input, not a failed check", arguments: ["nowhere", "queries.npy", ""])
  func noFolder(name: String) throws {
    let found = try program.run("check", "index", "--folder", name)
    #expect(found.code == 2 && found.output.isEmpty && found.errors.contains("--folder"), "\(found)")
  }

  @Test("A file is no workload, and is named")
  func file() throws {
    let found = try program.run("index", "--workload", "queries.jsonl")
    #expect(found.code == 2 && found.errors.contains("queries.jsonl is no folder"), "\(found)")
  }

  @Test("At the machine's limits it says which, with exit code 3, and the last good index stays")
  func limits() throws {
    #expect(try program.run("index", "--workload", ".").code == 0)
    // Blocks of 512 or 1024 bytes, whichever the shell counts in; the codes alone are 640,000.
    let refused = try program.run(under: "ulimit -f 100", "index", "--workload", ".")
    #expect(refused.code == 3 && refused.errors.contains("raise it with `ulimit -f`"), "\(refused)")
    let check = try program.run(under: "ulimit -n 4", "check", "index", "--folder", "index")
    #expect(check.code == 3 && check.output.isEmpty, "\(check)")
    #expect(check.errors.contains("may open no more files (the limit is 4)"), "\(check)")
    #expect(try program.run("check", "index", "--folder", "index").code == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: program.folder.path)
    #expect(!names.contains { $0.contains(".writing-") }, "\(names)")
  }

  @Test("Killed at any moment, a build leaves the last good index")
  func killed() throws {
    #expect(try program.run("index", "--workload", ".").code == 0)
    for milliseconds in [0, 5, 10, 15, 20, 30, 45, 60, 90, 130] {
      try program.kill(["index", "--workload", "."], after: milliseconds)
      let check = try program.run("check", "index", "--folder", "index")
      #expect(check.code == 0, "after \(milliseconds) ms: \(check.output)")
    }
  }
}
