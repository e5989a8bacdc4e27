import Foundation
import JobMarket
import MarketStorage
import Testing

@Suite("JSON")
struct JSONTests {
  private func parse(_ text: String) throws -> JSONValue {
    var text = text
    return try text.withUTF8 { try JSONParser.parse($0) }
  }

  @Test("Every kind of value")
  func values() throws {
    let value = try parse(#" {"a": [1, -2.5e3, true, false, null], "b": "x\u00fc\ud83d\ude00\n\/", "c": {}} "#)
    let expected = JSONObject(members: [
      .init(key: "a", value: .array([.integer(1), .number(-2500), .bool(true), .bool(false), .null])),
      .init(key: "b", value: .string("xü😀\n/")), .init(key: "c", value: .object(JSONObject())),
    ])
    #expect(value == .object(expected))
    #expect(try parse("9223372036854775807") == .integer(.max))
    #expect(try parse("9223372036854775808") == .number(9_223_372_036_854_775_808))
    #expect(try parse("-0") == .integer(0))
  }

  @Test(
    "What RFC 8259 forbids",
    arguments: [
      "", " ", "{", "[1,]", "{\"a\":1,}", "{a:1}", "01", "1.", ".5", "-", "1e", "+1", "NaN", "1e999", "tru", "nulls",
      "\"\u{1}\"", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"open", "[1 2]",
      "{} {}",
      "{\"a\":1,\"a\":2}", "'a'", "[1}", "/**/1",
    ])
  func refused(text: String) {
    #expect(throws: (any Error).self) { try parse(text) }
  }

  @Test("Depth 64 is read, 65 is refused")
  func depth() throws {
    let nested = { String(repeating: "[", count: $0) + String(repeating: "]", count: $0) }
    _ = try parse(nested(64))
    #expect(throws: (any Error).self) { try parse(nested(65)) }
    #expect(throws: (any Error).self) { try parse(nested(1_000_000)) }
  }

  @Test("It agrees with Foundation on random documents, whole and damaged")
  func againstFoundation() throws {
    var generator = SplitMix(state: 7)
    let pieces = [
      "{", "}", "[", "]", ",", ":", "\"k\"", "1", "-2.5", "true", "null", "\"\\u00e9\"", " ", "\"x\\n\"", "0",
    ]
    var accepted = 0
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 1..<7, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? ""
      }.joined()
      let theirs = try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
      let ours = try? parse(text)
      // Foundation keeps one of two equal keys and takes a trailing comma; we refuse both.
      let isLenient = ["\"k\".*\"k\"", ", *[\\]}]"].contains { text.range(of: $0, options: .regularExpression) != nil }
      if !isLenient { #expect((ours == nil) == (theirs == nil), "\(text)") }
      if ours != nil { accepted += 1 }
    }
    #expect(accepted > 500)
  }

  @Test("Lines: blank ones are passed over, bad ones set aside with their number")
  func lines() throws {
    let text = "\n{\"id\":1,\"title\":\"a\"}\r\n  \n{\"id\":2,\n[1]\n{\"id\":\"3\",\"title\":\"c\"}"
    let result = try readText("jobs.jsonl", text)
    #expect(result.jobs.map(\.id) == ["1", "3"])
    #expect(result.records.map(\.location.line) == [2, 6])
    #expect(result.rejects.map(\.location.line) == [4, 5])
    #expect(result.rejects[1].reason == "The record is a list.")
  }

  @Test("A line of 100 MB is set aside in the memory of a chunk")
  func longLine() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("jobs.jsonl", "{\"id\":1,\"title\":\"a\"}\n{\"id\":2,\"title\":\"")
    let handle = try #require(FileHandle(forWritingAtPath: file))
    try handle.seekToEnd()
    for _ in 0..<100 { try handle.write(contentsOf: Data(repeating: 0x78, count: 1 << 20)) }
    try handle.write(contentsOf: Data("\"}\n{\"id\":3,\"title\":\"c\"}\n".utf8))
    try handle.close()
    let result = try readAll(file, maximumRecordBytes: 1 << 20)
    #expect(result.jobs.map(\.id) == ["1", "3"])
    #expect(result.rejects.map(\.location.line) == [2])
    #expect(result.rejects.first?.reason == "The record is longer than 1048576 bytes.")
  }

  @Test("A list, objects one after the other, one object and a @graph read alike")
  func documents() throws {
    let (a, b) = (#"{"id":"1","title":"a ] } \" ,"}"#, "{\"id\":\"2\",\n\"title\":\"b\"}")
    for text in ["[\(a),\n\(b)]", " [ \(a) , \(b) ] ", "\(a)\n\(b)", "{\"@graph\":[\(a),\(b)]}"] {
      let result = try readText("jobs.json", text)
      #expect(result.rejects.isEmpty)
      #expect(result.jobs.map(\.id) == ["1", "2"], "\(text)")
    }
    let lines = try readText("jobs.json", "[\n\(a),\n\(b),\n3, \"x\"]").records.map(\.location.line)
    #expect(lines == [2, 3])
  }

  @Test("A document that is cut off or lacks a comma is an error with its line")
  func brokenDocuments() throws {
    for (text, line) in [("[\n{\"id\":1,\"title\":\"a\"}\n", 3), ("[{}\n{}]", 2), ("\n\n{\"id\": \"x", 3)] {
      let error = #expect(throws: MarketFileError.self) { try readText("jobs.json", text) }
      #expect(error?.line == line, "\(text)")
    }
  }

  @Test("A long element of a list is set aside and the next is read")
  func longElement() throws {
    let long = #"{"id":"2","title":"\#(String(repeating: "x", count: 5_000_000))"}"#
    let text = "[{\"id\":1,\"title\":\"a\"},\n\(long),\n{\"id\":3,\"title\":\"c\"}]"
    let result = try readText("jobs.json", text, maximumRecordBytes: 100_000)
    #expect(result.jobs.map(\.id) == ["1", "3"])
    #expect(result.rejects.map(\.location.line) == [2])
  }
}
