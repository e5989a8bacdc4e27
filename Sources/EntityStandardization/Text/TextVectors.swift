import JobMarket
import VectorMath

/// Turns text into sparse TF-IDF vectors over a frozen list of terms.
///
/// A document's entry for term t is `(1 + ln tf) · idf(t)`, the whole scaled to length 1; `idf(t) = ln((1 + n) / (1 + df)) + 1`
/// for n fitted documents of which df hold t (Salton & Buckley 1988, DOI 10.1016/0306-4573(88)90021-0, with both counts
/// smoothed by one, so that a term every document holds still counts). The inner product of two vectors is their cosine. The
/// logarithm is `PortableMath`'s: equal documents give equal weights, to the last bit, on every system.
///
/// ```swift
/// let vectors = TextVectors.fit(["retail cashier", "night cashier", "java developer"], model: "words-1")
/// vectors.vector(of: "Cashier, nights").count  // 1: "nights" was never seen
/// ```
public struct TextVectors: Sendable, Equatable {
  /// The model's id: vectors of different ids must not be compared.
  public let model: String
  /// The terms, in bytewise order; a vector's index is a position here.
  public let terms: [String]
  /// The weight of each term, positive.
  public let inverseDocumentFrequencies: [Float]
  private let rows: [String: UInt32]

  /// Restores a model; `nil` when the lists differ in length or a term stands twice.
  public init?(model: String, terms: [String], inverseDocumentFrequencies: [Float]) {
    guard terms.count == inverseDocumentFrequencies.count, Set(terms).count == terms.count else { return nil }
    self.model = model
    self.terms = terms
    self.inverseDocumentFrequencies = inverseDocumentFrequencies
    rows = Dictionary(uniqueKeysWithValues: terms.enumerated().map { ($1, UInt32($0)) })
  }

  /// Learns terms and weights from documents. O(total length + terms · log terms).
  ///
  /// The documents must come from before the moment the model is used for: a word's rarity is learned too.
  public static func fit(_ documents: some Sequence<String>, model: String) -> TextVectors {
    var fitter = Fitter()
    for document in documents { fitter.add(document) }
    return fitter.model(named: model)
  }

  /// Counts documents one at a time, so that they need not be held together.
  public struct Fitter: Sendable {
    private var frequencies: [String: Int] = [:]
    private var count = 0

    /// Has seen nothing yet.
    public init() {}

    /// Counts a document's terms. O(length).
    public mutating func add(_ document: String) {
      count += 1
      for term in Set(Tokenizer().tokens(in: document)) { frequencies[term, default: 0] += 1 }
    }

    /// The model of what was seen. O(terms · log terms).
    public func model(named model: String) -> TextVectors {
      let terms = frequencies.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      let weights = terms.map {
        Float(PortableMath.log(Double(1 + count) / Double(1 + frequencies[$0, default: 0])) + 1)
      }
      return TextVectors(
        model: model, terms: terms, weights: weights, rows: Dictionary(uniqueKeysWithValues: zip(terms, UInt32(0)...)))
    }
  }

  private init(model: String, terms: [String], weights: [Float], rows: [String: UInt32]) {
    (self.model, self.terms, inverseDocumentFrequencies, self.rows) = (model, terms, weights, rows)
  }

  /// The same terms and weights under another id. O(1).
  public func named(_ model: String) -> TextVectors {
    TextVectors(model: model, terms: terms, weights: inverseDocumentFrequencies, rows: rows)
  }

  /// The vector of a text, of length 1, or zero when it holds no known term. O(length).
  public func vector(of text: String) -> SparseVector {
    var counts: [UInt32: Int] = [:]
    for token in Tokenizer().tokens(in: text) {
      if let row = rows[token] { counts[row, default: 0] += 1 }
    }
    // Sorted, so that the sum under the square root is taken in one order on every run.
    let entries = counts.sorted { $0.key < $1.key }.map { row, count in
      (index: row, value: Float(1 + PortableMath.log(Double(count))) * inverseDocumentFrequencies[Int(row)])
    }
    return SparseVector(entries).normalized
  }

  /// The words of a text that the model does not know, in order of first appearance.
  public func unknownWords(in text: String) -> [String] {
    var seen: Set<String> = []
    return Tokenizer().tokens(in: text).filter { rows[$0] == nil && seen.insert($0).inserted }
  }
}
