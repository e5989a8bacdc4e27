import EntityStandardization
import Foundation
import JobMarket
import Testing
import VectorMath

@Suite("Searches understood")
struct QueryUnderstandingTests {
  private let fixture: QueryFixture

  init() throws { fixture = try QueryFixture() }

  @Test("Every search of the table is read as it should be")
  func golden() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Snapshots/searches.txt")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: true)
    var count = 0
    for line in lines where !line.hasPrefix("#") {
      let parts = line.split(separator: "=>", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      let expected = parts.count == 2 ? parts[1] : ""
      let found = QueryFixture.line(fixture.understanding.read(parts[0]))
      #expect(found == expected, "\(parts[0])")
      count += 1
    }
    #expect(count >= 60)
  }

  @Test("With slips not forgiven only labels count")
  func exact() {
    var options = QueryUnderstanding.Options()
    options.isExact = true
    #expect(QueryFixture.line(fixture.understanding.read("sofware enginer", options)) == "sofware · enginer")
    #expect(QueryFixture.line(fixture.understanding.read("cashier", options)) == "~t:cashier 'cashier' label")
  }

  @Test("Where the caller names a place none is read")
  func noPlaces() {
    var options = QueryUnderstanding.Options()
    options.readsPlaces = false
    #expect(
      QueryFixture.line(fixture.understanding.read("cashier near newark", options))
        == "~t:cashier 'cashier' label · newark")
  }

  @Test("Without finders a search still has its places, pay and phrases, and the rest are words")
  func withoutFinders() {
    let understanding = QueryUnderstanding(QueryFinders())
    let query = understanding.read("java developer remote > 120k near chicago")
    #expect(
      QueryFixture.line(query)
        == "java · developer · !remote · !pay 120000… · chicago · DOUBT no place 'chicago' is known, so it is taken for words"
    )
    #expect(understanding.read("").pieces.isEmpty)
  }

  @Test("A search as words alone keeps every word")
  func words() {
    #expect(
      UnderstoodQuery(words: "near \"New York\", -senior").words.map(\.meaning) == ["near", "new", "york", "senior"])
  }

  @Test("A range reaches over the signs that belong to a reading")
  func ranges() throws {
    let text = "sql developer, > $120,000+ a year near chicago il"
    let query = fixture.understanding.read(text)
    #expect(query.written(try #require(query.preferences.first).range) == "sql")
    #expect(query.conditions.map { query.written($0.range) } == ["> $120,000+ a year", "near chicago il"])
  }

  /// Every letter and digit in one piece, and no byte in two.
  private func expectPartition(_ query: UnderstoodQuery) {
    let pieces = query.pieces
    for (piece, next) in zip(pieces, pieces.dropFirst()) {
      #expect(piece.upperBound <= next.lowerBound, "\(query.text)")
    }
    var offset = 0
    var piece = 0
    for scalar in query.text.unicodeScalars {
      while piece < pieces.count, pieces[piece].upperBound <= offset { piece += 1 }
      let isInside = piece < pieces.count && pieces[piece].contains(offset)
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        #expect(isInside, "'\(scalar)' at \(offset) of '\(query.text)'")
      }
      if piece < pieces.count, pieces[piece].contains(offset) {
        #expect(pieces[piece].upperBound >= offset + UTF8.width(scalar), "a letter cut in '\(query.text)'")
      }
      offset += UTF8.width(scalar)
    }
    #expect(pieces.last?.upperBound ?? 0 <= offset)
  }

  @Test("The pieces of any search are disjoint and hold every letter and digit", arguments: 0..<40 as Range<UInt64>)
  func partition(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let fragments = [
      "senior", "java", "developer", "near", "chicago", "il", ",", "remote", "> 120k", "$25/hr", "100-120k", "-", "not",
      "without", "travel", "\"", "data scientist", "“", "”", "C++", "c#", "R&D", "at", "acme", "in", "reading",
      "within",
      "10", "miles", "of", "25km", "part-time", "🚚", "مهندس", "ソフトウェア", "\u{0}", "\u{202E}", "\u{301}", "½", "e\u{301}",
      "<b>", "&amp;", "no experience", "only", "sofware", "enginer", "or", "and", "jobs", "401k", "€", "50%", "  ",
      "\n", "+",
      "st. louis", "new york", "usd", "k", "between", "an hour", "ǅ", "ﬁ", "Ⅷ", "٣", "ß",
    ]
    for _ in 0..<40 {
      let text = (0..<random.uniform(in: 0...12)).map { _ in random.element(of: fragments) }
        .joined(separator: random.bernoulli(0.8) ? " " : "")
      expectPartition(fixture.understanding.read(text))
    }
  }

  @Test("Long searches are read to their end")
  func long() {
    for fragment in [
      "nurse near chicago, ", "senior java ", "1", "-", "a ", "\"", "> 1", "🚚", "not ", "in reading ", "é", "5km ",
    ] {
      let text = String(repeating: fragment, count: 10_000 / fragment.utf8.count)
      expectPartition(fixture.understanding.read(text))
    }
  }
}

@Suite("Slips of the pen")
struct WordSpellingsTests {
  private let spellings = WordSpellings(
    ["engineer", "engine", "nurse", "purse", "cashier", "cashiers"], rarities: [2, 1, 1, 1, 1, 2])

  @Test(
    "The nearest word, the commonest of equals, none for what is known, short or far",
    arguments: [
      ("enginer", "engine"), ("nusre", "nurse"), ("cashir", "cashier"), ("cashierz", "cashier"), ("nurse", nil),
      ("nur", nil),
      ("zookeeper", nil), ("krankenschwester", nil), ("naïve", nil), ("", nil),
    ])
  func nearest(word: String, expected: String?) {
    #expect(spellings.nearest(to: word) == expected)
  }
}
