import Foundation
import JobMatching
import Testing

@Suite("The hand-checked mentions of skills")
struct JudgedSkillTests {
  @Test("A file's rows are read, quotes and commas within; a row that cannot be used is named by its line")
  func reading() throws {
    let header = "finder,source,id,start,end,value,label,excerpt,verdict,remark\n"
    let row = "rules,nhs,1,3,7,esco:a,\"a, b\",\"say \"\"[x]\"\"\",right,\n"
    let judged = try JudgedMentions(csv: Array((header + row).utf8)).mentions
    #expect(judged.count == 1 && judged[0].range == 3..<7 && judged[0].isRight && judged[0].value == "esco:a")
    for bad in ["rules,nhs,1,7,3,v,l,e,right,", "rules,nhs,1,3,7,v,l,e,maybe,", "rules,nhs"] {
      #expect(throws: WorkspaceError.self) { try JudgedMentions(csv: Array((header + row + bad).utf8)) }
    }
    #expect(throws: WorkspaceError.self) { try JudgedMentions(csv: Array("a,b\n".utf8)) }
  }

  @Test(
    "On the real adverts the rules are right nine times in ten, and no mention judged right is lost",
    .enabled(if: DatasetFixtures.real != nil))
  func precision() throws {
    let report = try Evaluator(seed: 1).standardizeSkills(data: #require(DatasetFixtures.real))
    func line(_ model: String, _ metric: String) throws -> Double {
      try #require(report.lines.first { $0.model == model && $0.metric == metric }).value
    }
    #expect(try line("rules", "precision") >= 0.9)
    #expect(try line("rules", "precision/nhs") >= 0.9 && line("rules", "precision/dice") >= 0.9)
    #expect(try line("rules", "kept") == 1 && line("plain", "kept") == 1)
    #expect(try line("plain", "precision") < line("rules", "precision"))
    #expect(report.lines.allSatisfy { $0.low <= $0.value && $0.value <= $0.high && report.definition(of: $0) != nil })
  }
}
