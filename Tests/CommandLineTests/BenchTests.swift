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
      ["--mode", "coarse", "--layout", "blocks"], ["--terms-only", "--layout", "blocks"],
      ["--terms-only", "--plan", "mixed"], ["--terms-only", "--threads", "2"], ["--codes", "signs"], ["--errors", "1"],
      ["--pool", "10"], ["--mode", "coarse", "--codes", "signs", "--errors", "1"],
      ["--mode", "coarse", "--pool", "10", "--errors", "1"], ["--mode", "coarse", "--pool", "0"],
      ["--mode", "coarse", "--errors", "-1"], ["--mode", "coarse", "--plan", "mixed"],
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
      ([], "--fuse: name a field"), (["--fuse", "skill"], "--fuse skill: "), (["--fuse", "skill=much"], "--fuse skill=much: "),
      (["--fuse", "skill=0.3", "--minimum-matches", "-4"], "--minimum-matches -4: 1 to 1000"),
      (["--fuse", "skill=0.3", "--minimum-matches", "0"], "--minimum-matches 0: 1 to 1000"),
      (["--fuse", "skill=0.3", "--values", "0"], "--values 0: 1 to 1000"),
    ])
  func unfused(options: [String], reason: String) throws {
    let refused = try program.run(["bench", "fusion", "."] + options)
    #expect(refused.code == 2 && refused.errors.contains(reason), "\(refused)")
  }
}
