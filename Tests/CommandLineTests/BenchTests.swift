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
}
