import JobMarket
import LinkGraph
import Testing

@Suite("The sheet of links")
struct LinkSheetTests {
  private static let texts: [AttributeField: [ValueID: String]] = [
    .title: [1: "=Cashiers, \"till\"", 2: "Shift supervisors", 3: "@bakers"], .skill: [5: "inven\u{1B}tory", 6: "x"],
  ]
  private let at = Instant(milliseconds: 5)

  private func sheet(_ standing: [Int: LinkStanding] = [:]) throws -> LinkSheet {
    let graph = try Graphs.cashiers(weights: [-0.5, 1.25, 0])
    let words = LinkWords(graph.templates, emphasis: "") { field, value in LinkSheetTests.texts[field]?[value] ?? "?" }
    return LinkSheet(try ServedLinks(graph, by: .ratio, minimumQuality: 2.5, standing: standing), words: words)
  }

  private func standing(_ change: (inout LinkStanding) -> Void) -> LinkStanding {
    var standing = LinkStanding(author: "maria", reason: "a test", at: at)
    change(&standing)
    return standing
  }

  private func edits(_ sheet: LinkSheet, _ text: String) throws -> [LinkEdit] {
    try sheet.edits(from: text, file: "links.csv", at: at, author: "maria", reason: "review")
  }

  @Test("Golden text, safe in a spreadsheet")
  func golden() throws {
    let sheet = try sheet([
      1: standing { ($0.isPinned, $0.note) = (true, "=SUM(A1)\nsecond \u{1B}[31mline, \"quoted\"") },
      2: standing { ($0.isBanned, $0.weight) = (true, 2.5) },
    ])
    #expect(
      sheet.text(of: 0..<4) == #"""
        node,link,seeker,job,hires,noHires,ratio,weight,quality,state,weightByHand,note
        0,"people who were =Cashiers, ""till"" were hired as Shift supervisors: 3 hired, 1 not","title==Cashiers, ""till""",title=Shift supervisors,3,1,2.0,-0.5,,tooPoor,,
        1,"people who were =Cashiers, ""till"" with the skill inven tory were hired as Shift supervisors in work that asks for the skill inven tory: 2 hired, 0 not","skill=inven tory; title==Cashiers, ""till""","skill=inven tory; title=Shift supervisors",2,0,3.0,1.25,3.0,pinned,,"'=SUM(A1)
        second  [31mline, ""quoted"""
        2,"people with the skill inven tory were hired in work that asks for the skill inven tory: 2 hired, 0 not",skill=inven tory,skill=inven tory,2,0,3.0,0.0,,banned,2.5,
        3,"people who were =Cashiers, ""till"" are fit to be hired as @bakers, as onet: related occupation says","title==Cashiers, ""till""",title=@bakers,0,0,0.5,0.5,0.5,served,,

        """#)
  }

  @Test("A sheet that nobody changed says nothing, however a spreadsheet wrote it")
  func unchanged() throws {
    let sheet = try sheet([
      0: standing { $0.note = "'=1+1" },
      1: standing { ($0.isPinned, $0.note) = (true, "=SUM(A1)\nsecond \u{1B} line") },
      2: standing { ($0.isBanned, $0.weight) = (true, 2.5) }, 3: standing { $0.note = "-5" },
    ])
    let text = sheet.text(of: 0..<4)
    #expect(try edits(sheet, text) == [])
    #expect(try edits(sheet, "\u{FEFF}" + text.replacing("\n", with: "\r\n")) == [])
    #expect(try edits(sheet, text.replacing("2.5,", with: "2.50,").replacing("\nsecond", with: "\r\nsecond")) == [])
    #expect(try edits(sheet, LinkSheet.header + sheet.line(of: 3) + "\n\n" + sheet.line(of: 1)) == [])
    #expect(try edits(sheet, LinkSheet.header) == [])
    let reordered =
      "extra;note;state;weightByHand;job;seeker;node\n;;tooPoor;;title=@bakers;\"title==Cashiers, \"\"till\"\"\";3"
    #expect(try edits(try self.sheet(), reordered) == [])
  }

  @Test("Changed cells become edits, and what is taken out is cleared")
  func changes() throws {
    let sheet = try sheet([
      1: standing { ($0.isPinned, $0.note) = (true, "keep") }, 2: standing { ($0.isBanned, $0.weight) = (true, 2.5) },
    ])
    func changed(_ node: Int, _ end: String, to new: String) throws -> [LinkEdit] {
      let line = sheet.line(of: node)
      #expect(line.hasSuffix(end + "\n"))
      return try edits(sheet, LinkSheet.header + line.dropLast(end.count + 1) + new)
    }
    #expect(try changed(0, "tooPoor,,", to: "Pinned,1.5,'=why").map(\.action) == [.pin, .weigh(1.5), .note("=why")])
    #expect(try changed(1, "pinned,,keep", to: "banned,,keep").map(\.action) == [.ban])
    #expect(try changed(1, "pinned,,keep", to: "served,,keep").map(\.action) == [.clear, .note("keep")])
    #expect(try changed(1, "pinned,,keep", to: "pinned,,").map(\.action) == [.note("")])
    #expect(try changed(2, "banned,2.5,", to: "banned,,\"a\r\nb\"").map(\.action) == [.clear, .ban, .note("a\nb")])
    #expect(try changed(2, "banned,2.5,", to: ",2.5,").map(\.action) == [.clear, .weigh(2.5)])
    let edit = try #require(try changed(1, "pinned,,keep", to: "banned,,keep").first)
    #expect(edit.author == "maria" && edit.reason == "review" && edit.at == at)
    #expect(edit.link.map(\.job) == ["inven\u{1B}tory", "Shift supervisors"])
    // The log then says what the sheet says.
    var log = LinkEditLog()
    for edit in try changed(2, "banned,2.5,", to: ",2.5,why") { try log.append(edit) }
    #expect(log.standings[edit.link] == nil)
    #expect(log.standings.values.first?.isBanned == false)
    #expect(log.standings.values.first?.weight == 2.5)
    #expect(log.standings.values.first?.note == "why")
  }

  @Test(
    "What cannot be read is named by line and column",
    arguments: [
      ("", "links.csv:1: the sheet is empty"), ("node,seeker\n", "links.csv:1: column 'job' is missing"),
      ("node,node,seeker,job,state,weightByHand,note\n", "links.csv:1: column 'node' stands twice"),
      ("HEAD99,,,,,,,,,,,\n", "links.csv:2: column 'node': '99' is no link of this graph; 0 to 3 are"),
      ("HEADx,,,,,,,,,,,\n", "links.csv:2: column 'node': 'x' is no link of this graph"),
      ("HEAD0,a\n", "links.csv:2: 2 cells where the first line has 12"),
      (
        "HEAD3,,\"title==Cashiers, \"\"till\"\"\",title=@others,,,,,,,,\n",
        "links.csv:2: column 'job': link 3 of this graph has 'title=@bakers', not 'title=@others'"
      ),
      ("HEADLINE3LINE3", "links.csv:3: column 'node': link 3 stands on line 2, too"),
      (
        "HEADCUT3loved,,\n",
        "links.csv:2: column 'state': 'loved' is no state; pinned, banned, served, tooPoor or nothing are"
      ),
      ("HEADCUT3,\"2,5\",\n", "links.csv:2: column 'weightByHand': '2,5' is no number of 0 or more, such as 2.5"),
      ("HEADCUT3,-1,\n", "links.csv:2: column 'weightByHand': '-1' is no number"),
      ("HEADCUT3,nan,\n", "links.csv:2: column 'weightByHand': 'nan' is no number"),
      ("HEADCUT3,,LONG\n", "links.csv:2: column 'note': the note of an edit has 5000 bytes; at most 4000"),
      ("HEADCUT3,,\"a\nb\n", "links.csv:2: a quote does not end"),
      ("HEADCUT3,,a\"b\n", "links.csv:2: a quote stands within a cell"),
      ("HEADCUT3,,\"a\"b\n", "links.csv:2: a quote stands within a cell"),
    ])
  func bad(text: String, message: String) throws {
    let sheet = try sheet()
    let line = sheet.line(of: 3)
    let filled = text.replacing("HEAD", with: LinkSheet.header).replacing("LINE3", with: line)
      .replacing("CUT3", with: line.dropLast("served,,\n".count)).replacing(
        "LONG", with: String(repeating: "n", count: 5000))
    let error = try #require(throws: LinkGraphError.self) { try edits(sheet, filled) }
    #expect(error.description.hasPrefix(message))
  }
}
