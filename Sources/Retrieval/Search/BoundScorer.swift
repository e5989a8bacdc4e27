import JobMarket
import VectorMath

/// A query's scorer checked against an index and ready to score its rows.
struct BoundScorer: Sendable {
  let weighted: WeightedScorer
  /// The query's text vector, one entry a term; empty for other scorers.
  let denseText: [Float]
  /// The weighted values; `nil` for other scorers.
  let terms: BoundTerms?

  /// Whether it scores inner products of dense vectors.
  var isVector: Bool {
    if case .vector = weighted.scorer { true } else { false }
  }

  /// Whether its values are finite numbers whatever the rows.
  var isBounded: Bool {
    switch weighted.scorer {
    case .vector, .proximity: true
    case .sparseVector: false
    case .weightedTerms: terms?.isBounded ?? true
    }
  }

  /// Binds a scorer. O(terms) for a text vector, O(weights log weights) for weighted values, else O(1).
  ///
  /// - Throws: `IndexError` for a weight that is not finite, a text vector of another model or with a term the model does
  ///   not have, or a scale that is not positive.
  init(_ weighted: WeightedScorer, to schema: IndexSchema) throws {
    guard weighted.weight.isFinite else {
      throw IndexError.badQuery("scorer '\(weighted.name)' has weight \(weighted.weight): weights are finite")
    }
    self.weighted = weighted
    terms = BoundTerms(weighted.scorer)
    switch weighted.scorer {
    case .sparseVector(let model, let vector):
      guard model == schema.textModel else { throw IndexError.wrongModel(model, held: [schema.textModel]) }
      if let last = vector.indices.last, Int(last) >= schema.termCount {
        throw IndexError.unknownTerm(last, termCount: schema.termCount)
      }
      guard vector.values.allSatisfy(\.isFinite) else {
        throw IndexError.badQuery("scorer '\(weighted.name)' has a text weight that is not finite")
      }
      var dense = [Float](repeating: 0, count: schema.termCount)
      for (term, value) in zip(vector.indices, vector.values) { dense[Int(term)] = value }
      denseText = dense
    case .vector(let field, let model, let vector):
      guard let dimension = schema.dimensions[VectorKey(field, model: model)] else {
        let models = schema.models(of: field)
        throw models.isEmpty
          ? IndexError.badQuery("the index has no vectors '\(field)'") : IndexError.wrongModel(model, held: models)
      }
      guard vector.count == dimension else {
        throw IndexError.badQuery("a vector of \(vector.count) numbers for '\(field)', which has \(dimension)")
      }
      if let place = vector.firstIndex(where: { !$0.isFinite }) {
        throw IndexError.badQuery("number \(place) of the vector for '\(field)' is \(vector[place])")
      }
      guard DenseMatrix.length(of: vector) <= DenseMatrix.greatestLength else {
        throw IndexError.badQuery("the vector for '\(field)' is longer than \(DenseMatrix.greatestLength)")
      }
      denseText = []
    case .proximity(_, _, let scale):
      guard scale.isFinite, scale > 0 else {
        throw IndexError.badQuery("scorer '\(weighted.name)' has scale \(scale): scales are kilometres above 0")
      }
      denseText = []
    case .weightedTerms(_, let weights, _, _):
      guard weights.values.allSatisfy(\.isFinite) else {
        throw IndexError.badQuery("scorer '\(weighted.name)' has a term weight that is not finite")
      }
      denseText = []
    }
  }
}
