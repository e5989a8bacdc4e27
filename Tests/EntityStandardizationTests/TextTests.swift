import EntityStandardization
import JobMarket
import Testing

@Suite("Words")
struct TokenizerTests {
  @Test(
    "Case, accents and punctuation are folded",
    arguments: [
      ("Café Sous-Chef (PM)", ["cafe", "sous", "chef", "pm"]), ("", []), (" -- !", []),
      ("Cashiers & Valets Needed! @ WallyPark", ["cashiers", "valets", "needed", "wallypark"]),
      ("STRASSE Ｎｕｒｓｅ", ["strasse", "nurse"]), ("看護師 nurse", ["看護師", "nurse"]), ("ممرضة", ["ممرضة"]),
      ("a\u{0}b\u{7}c", ["a", "b", "c"]), ("👩‍⚕️ nurse 2", ["nurse", "2"]), ("e\u{301}tat", ["etat"]),
    ])
  func folding(text: String, words: [String]) {
    #expect(Tokenizer().tokens(in: text) == words)
  }

  @Test("The byte path and the Unicode path agree on ASCII")
  func pathsAgree() {
    let text = "Sr. C++ Developer, 3rd-shift; $20/hr (Newark, NJ)"
    // One letter outside ASCII sends the whole text the other way.
    #expect(Tokenizer().tokens(in: text + " é") == Tokenizer().tokens(in: text) + ["e"])
  }

  @Test("A megabyte of text is no trouble")
  func long() {
    #expect(Tokenizer().tokens(in: String(repeating: "ab ", count: 350_000)).count == 350_000)
  }
}

@Suite("TF-IDF vectors")
struct TextVectorsTests {
  private let vectors = TextVectors.fit(["retail cashier", "night cashier", "java developer"], model: "m")

  @Test("Weights are the formula's")
  func knownAnswer() throws {
    #expect(vectors.terms == ["cashier", "developer", "java", "night", "retail"])
    // ln(4/3) + 1 and ln(4/2) + 1.
    #expect(abs(vectors.inverseDocumentFrequencies[0] - 1.287682) < 1e-6)
    #expect(abs(vectors.inverseDocumentFrequencies[1] - 1.693147) < 1e-6)
    let vector = vectors.vector(of: "Cashier CASHIER retail xyz")
    #expect(vector.indices == [0, 4])
    // (1 + ln 2) × 1.287682 = 2.180234 beside 1.693147: length 2.760485.
    #expect(abs(vector.values[0] - 0.789801) < 1e-5)
    #expect(abs(vector.values[1] - 0.613351) < 1e-5)
  }

  @Test("Every vector has length one or none")
  func length() {
    #expect(abs(vectors.vector(of: "night java developer").norm - 1) < 1e-6)
    #expect(vectors.vector(of: "nothing known") == .zero)
    #expect(vectors.vector(of: "") == .zero)
    #expect(TextVectors.fit([], model: "m").vector(of: "cashier") == .zero)
  }

  @Test("The order of documents makes no difference")
  func order() {
    #expect(TextVectors.fit(["java developer", "night cashier", "retail cashier"], model: "m") == vectors)
  }

  @Test("A model is restored from its lists, and lists that do not fit are refused")
  func restoring() throws {
    let restored = try #require(
      TextVectors(model: "m", terms: vectors.terms, inverseDocumentFrequencies: vectors.inverseDocumentFrequencies))
    #expect(restored == vectors)
    #expect(TextVectors(model: "m", terms: ["a"], inverseDocumentFrequencies: []) == nil)
    #expect(TextVectors(model: "m", terms: ["a", "a"], inverseDocumentFrequencies: [1, 1]) == nil)
    #expect(vectors.unknownWords(in: "night owl cashier Owl") == ["owl"])
  }
}

@Suite("Places")
struct PlaceGazetteerTests {
  private func place(
    _ name: String, _ region: String, _ country: String, _ population: Int, also: [String] = []
  ) throws -> KnownPlace {
    KnownPlace(
      name: name, alternateNames: also, region: .init(code: region, name: region == "NJ" ? "New Jersey" : region),
      country: .init(code: country, name: country == "US" ? "United States" : country),
      coordinate: try #require(Coordinate(latitude: 1, longitude: Double(population % 90))), population: population)
  }

  private func gazetteer() throws -> PlaceGazetteer {
    PlaceGazetteer([
      try place("Newark", "DE", "US", 33_000), try place("Newark", "NJ", "US", 282_000),
      try place("York", "PA", "US", 43_000), try place("New York City", "NY", "US", 8_000_000, also: ["York", "NYC"]),
      try place("Saint Louis", "MO", "US", 320_000), try place("Zürich", "ZH", "CH", 341_000),
    ])
  }

  @Test(
    "Names find their place",
    arguments: [
      ("Newark, New Jersey", "Newark, NJ, US"), ("newark", "Newark, NJ, US"), ("Newark, DE", "Newark, DE, US"),
      ("NEWARK , nj, United States", "Newark, NJ, US"), ("York", "York, PA, US"), ("nyc", "New York City, NY, US"),
      ("New York", "New York City, NY, US"), ("St. Louis, MO", "Saint Louis, MO, US"), ("Zurich", "Zürich, ZH, CH"),
    ])
  func finding(text: String, expected: String) throws {
    #expect(try gazetteer().resolve(text)?.displayName == expected)
  }

  @Test(
    "What is not there is not guessed", arguments: ["", " , ", "Newark, France", "Springfield", "NJ", "Newark, NJ, CH"])
  func refusing(text: String) throws {
    #expect(try gazetteer().resolve(text) == nil)
  }
}
