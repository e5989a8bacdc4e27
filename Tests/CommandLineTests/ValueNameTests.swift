import Foundation
import Testing

@Suite("Values by the names that answers show")
struct ValueNameTests {
  private let program: Program

  init() throws {
    program = try Program()
    #expect(try program.run("init", "w").code == 0)
    let taxonomy = """
      id,label,alternates,parent,group
      1,Cycle Counting,stock counting,,
      2,Stock Rotation,,,
      3,Stock Taking,stock counting,,

      """
    try Data(taxonomy.utf8).write(to: program.folder.appending(path: "mine.csv"))
    let jobs = ["Cycle counting", "Stock rotation", "Stock taking"].enumerated().map { number, skill in
      #"{"id":"\#(number)","title":"Clerk","description":"\#(skill)","attributes":{"skill":["\#(skill)"]}}"# + "\n"
    }
    try Data(jobs.joined().utf8).write(to: program.folder.appending(path: "jobs.jsonl"))
    for command in [["import", "jobs.jsonl"], ["standardize", "--taxonomy", "skill=mine.csv"], ["index"]] {
      let run = try program.run(command + ["-w", "w"])
      #expect(run.code == 0, "\(run)")
    }
  }

  @Test("A label goes before another spelling of what a source wrote; the record's own value before both")
  func labels() throws {
    let facets = try program.run("retrieve", "clerk", "-w", "w", "--facets", "skill").output
    #expect(facets.contains("Cycle Counting  1\n"), "\(facets)")
    let merged = try program.run("values", "merge", "skill", "Cycle Counting", "Stock Rotation", "-w", "w")
    #expect(merged.code == 0, "\(merged)")
    #expect(
      merged.output.hasPrefix("skill: Cycle Counting (mine:1) answers as Stock Rotation (mine:2) (change "), "\(merged)"
    )
    let list = try program.run("values", "list", "-w", "w", "--json").output
    #expect(list == #"{"answersAs":"mine:2","field":"skill","value":"mine:1"}"# + "\n")
    let after = try program.run("retrieve", "clerk", "-w", "w", "--facets", "skill").output
    #expect(after.contains("Stock Rotation  2\n") && !after.contains("Cycle Counting"), "\(after)")
    let separated = try program.run("values", "separate", "skill", "mine:1", "-w", "w").output
    #expect(separated.hasPrefix("skill: mine:1 answers as itself (change "), "\(separated)")
  }

  @Test(
    "What names no value, or several, is refused with those that are near",
    arguments: [
      ("Cycle Countin", "no value 'Cycle Countin'; did you mean 'Cycle counting'?"),
      ("stock counting", "'stock counting' names 2 values: 'mine:1', 'mine:3'; write one of them so"),
      ("🎷", "no value '🎷'; name it as `jobmatch retrieve … --facets skill`"), ("", "no value ''"),
      ("a\nb\u{1b}[2J", "no value 'a b␛[2J'; name it as"),
    ])
  func refused(name: String, reason: String) throws {
    let refused = try program.run("values", "merge", "skill", name, "Stock Rotation", "-w", "w")
    #expect(refused.code == 2 && refused.output.isEmpty && refused.errors.contains(reason), "\(refused)")
    #expect(try program.run("values", "-w", "w").output == "every value answers as itself\n")
  }
}
