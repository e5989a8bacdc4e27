import EntityStandardization
import JobMarket
import Testing
import VectorMath

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

  @Test("Weights are the portable logarithm's, to the last bit, whatever the system's own gives")
  func portable() {
    for count in 2...300 {
      let model = TextVectors.fit((0..<count).map { $0 == 0 ? "rare all" : "all" }, model: "m")
      let weight = Float(PortableMath.log(Double(1 + count) / 2) + 1)
      #expect(model.inverseDocumentFrequencies == [1, weight])
    }
  }

  @Test("A model is the same under another id")
  func renaming() {
    let named = vectors.named("n")
    #expect(named.model == "n")
    #expect(named.terms == vectors.terms)
    #expect(named.vector(of: "retail cashier") == vectors.vector(of: "retail cashier"))
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
