import JobMarket

/// What a query must fit, whatever the segment: the text model and the models of vectors.
struct IndexSchema: Hashable, Sendable {
  /// The id of the text model.
  var textModel: String
  /// How many terms it has.
  var termCount: Int
  /// The vectors that can be asked about, with their dimensions.
  var dimensions: [VectorKey: Int]
  /// Which values answer as others.
  var aliases = ValueAliases()

  /// The models of a field's vectors, in order.
  func models(of field: String) -> [String] {
    dimensions.keys.filter { $0.field == field }.map(\.model).sorted()
  }
}

extension IndexSegment {
  /// What a query of this segment alone must fit.
  var schema: IndexSchema {
    IndexSchema(textModel: textModel, termCount: termCount, dimensions: vectors.mapValues(\.dimension))
  }
}
