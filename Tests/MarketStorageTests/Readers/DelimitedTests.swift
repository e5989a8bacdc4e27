import Foundation
import JobMarket
import MarketStorage
import Testing

@Suite("Delimited files")
struct DelimitedTests {
  @Test("Quotes, doubled quotes, quoted line ends, CRLF, a byte order mark and a missing last line end")
  func grammar() throws {
    let text = "\u{feff}id,title,description\r\n1,\"a \"\"b\"\", c\",\"x\r\ny\"\n\n2,plain \"q\" text,\n3,ü,\"end\""
    let result = try readText("jobs.csv", text)
    #expect(result.rejects.isEmpty)
    #expect(result.jobs.map(\.title) == ["a \"b\", c", "plain \"q\" text", "ü"])
    #expect(result.jobs.map(\.description) == ["x\r\ny", "", "end"])
    #expect(result.records.map(\.location.line) == [2, 5, 6])
  }

  @Test("A tab-separated file keeps its commas")
  func tabs() throws {
    #expect(try readText("jobs.tsv", "id\ttitle\n1\ta, b\n").jobs.map(\.title) == ["a, b"])
  }

  @Test("A quote that never closes costs its own line only")
  func unterminated() throws {
    let rows = "id,title\n1,a\n2,\"open\n3,c\n4,d\n"
    let result = try readText("jobs.csv", rows)
    #expect(result.jobs.map(\.id) == ["1", "3", "4"])
    #expect(result.rejects.map(\.location.line) == [3])
    #expect(result.rejects.first?.key == "title")
    #expect(result.rejects.first?.reason.contains("never closes") == true)
    let last = try readText("jobs.csv", "id,title,description\n1,\"a\nb\",\"open\n2,b,c\n")
    #expect(last.rejects.map(\.location.line) == [3])
    #expect(last.jobs.map(\.id) == ["2"])
  }

  @Test("Text after a closing quote costs the line on which the quote opened")
  func stray() throws {
    let result = try readText("jobs.csv", "id,title\n1,\"a\"b\n2,\"open\n3,\"c\"\n4,d\n")
    #expect(result.jobs.map(\.id) == ["3", "4"])
    #expect(result.rejects.map(\.location.line) == [2, 3])
  }

  @Test("Wrong column counts, zero bytes and bytes that are not UTF-8 are set aside with their column")
  func badRows() throws {
    let folder = try TemporaryFolder()
    var bytes = Array("id,title,company\n1,a\n2,a,b,c\n3,a,".utf8)
    bytes += [0x62, 0, 0x62] + Array("\n4,".utf8) + [0xff, 0xfe] + Array(",c\n5,a,b\n".utf8)
    let result = try readAll(folder.write("jobs.csv", bytes: bytes))
    #expect(result.jobs.map(\.id) == ["5"])
    #expect(result.rejects.map(\.location.line) == [2, 3, 4, 5])
    #expect(result.rejects.map(\.key) == ["company", "", "company", "title"])
    #expect(result.rejects[2].reason.contains("zero byte"))
    #expect(result.rejects[3].reason.contains("UTF-8"))
    #expect(result.summary == ReadSummary(rows: 5, records: 1, rejects: 4))
  }

  @Test("A bad header is an error of the file")
  func header() throws {
    for (text, word) in [
      ("", "is empty"), ("id,id,title\n", "two columns are named 'id'"), ("id,,title\n", "column 2 has no name"),
      ("id,\"title\n1,a\n", "never closes"), ("id,titel\n", "column 'titel' is unknown; did you mean 'title'?"),
      ("id,title,pay\n", "column 'pay' is unknown"), ("id,title,pay.mim\n", "did you mean 'pay.min'?"),
    ] {
      let error = #expect(throws: MarketFileError.self) { try readText("jobs.csv", text) }
      #expect(error?.description.contains(word) == true, "\(text)")
    }
  }

  @Test("A row over the limit is set aside without being held", arguments: ["x", "\"x"])
  func tooLong(opening: String) throws {
    let long = "2," + opening + String(repeating: "x", count: 5_000_000)
    let result = try readText("jobs.csv", "id,title\n1,a\n\(long)\n3,c\n", maximumRecordBytes: 100_000)
    #expect(result.jobs.map(\.id) == ["1", "3"])
    #expect(result.rejects.map(\.location.line) == [3])
  }

  @Test("Any text survives being written and read, at any place relative to the chunks")
  func roundTrip() throws {
    var generator = SplitMix(state: 7)
    let alphabet: [String] = ["a", "\"", ",", "\n", "\r\n", "ü", "|", " ", "日"]
    var expected: [String] = []
    var text = "id,title,description\n"
    for row in 0..<20_000 {
      let field = (0..<Int.random(in: 0..<60, using: &generator)).map { _ in
        alphabet.randomElement(using: &generator) ?? ""
      }.joined()
      expected.append(field)
      text += "\(row),t,\"\(field.replacingOccurrences(of: "\"", with: "\"\""))\"\n"
    }
    let result = try readText("jobs.csv", text)
    #expect(result.rejects.isEmpty)
    #expect(result.jobs.map(\.description) == expected)
  }
}
