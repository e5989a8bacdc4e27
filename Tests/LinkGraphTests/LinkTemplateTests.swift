import JobMarket
import LinkGraph
import Testing

@Suite("A link template")
struct LinkTemplateTests {
  @Test("Reads two fields and writes them again")
  func reads() throws {
    let template = try LinkTemplate("title:skill")
    #expect(template.seekerField == .title)
    #expect(template.jobField == .skill)
    #expect(template.description == "title:skill")
  }

  @Test(
    "Refuses everything else, and says what is allowed",
    arguments: [
      ("title", "1 part(s) between ':' where 2 are needed"), ("title:skill:place", "3 part(s)"),
      (":title", "'' is not a field name"), ("title:", "'' is not a field name"), ("", "1 part(s)"),
      ("title: skill", "' skill' is not a field name"), ("title:🙂", "'🙂' is not a field name"),
      ("age:title", "field 'age' says who somebody is"), ("title:Gender", "field 'Gender' says who somebody is"),
    ])
  func refuses(text: String, why: String) throws {
    let error = try #require(throws: LinkGraphError.self) { try LinkTemplate(text) }
    #expect(error.description.contains("link template '\(text)': "))
    #expect(error.description.contains(why))
    #expect(error.description.contains("write SEEKERFIELD:JOBFIELD"))
  }

  @Test("A text of a megabyte is refused with a short message")
  func long() throws {
    let error = try #require(throws: LinkGraphError.self) {
      try LinkTemplate(String(repeating: "a", count: 1 << 20) + ":title")
    }
    #expect(error.description.utf8.count < 600)
  }
}

@Suite("Pairs to learn from")
struct HirePairsTests {
  @Test("A row's values rise, each once, and a field left out has none")
  func rows() throws {
    var table = AttributeTable(fields: [.title, .skill, .title])
    #expect(try table.append([.skill: [9, 2, 9, .max, 0]]) == 0)
    #expect(try table.append([.title: [4]]) == 1)
    #expect(table.values(of: .skill, row: 0) == [0, 2, 9, .max])
    #expect(table.values(of: .title, row: 0) == [])
    #expect(table.values(of: .title, row: 1) == [4])
    #expect(table.values(of: .place, row: 1) == [])
  }

  @Test("A field that the table does not have is refused, and no row is added")
  func stranger() throws {
    var table = AttributeTable(fields: [.title])
    let error = try #require(throws: LinkGraphError.self) { try table.append([.title: [1], .skill: [2]]) }
    #expect(error.description == "values of field 'skill' in a table whose fields are: title")
    #expect(table.rowCount == 0)
  }
}
