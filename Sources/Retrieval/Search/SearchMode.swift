import VectorMath

/// How closely vectors are searched.
public enum SearchMode: Hashable, Sendable {
  /// Every row that may be among the best is scored: nothing is lost.
  case exact
  /// Rows that a sieve of one bit a number holds for hopeless are left out, which loses some of the best and is faster where
  /// many rows match. It asks for codes of the kind in the index (`JobIndex.addingBinaryCodes`); what matches few jobs, is
  /// asked to be fused or to take a certain plan is searched exactly. `strategy` names it wherever it was used.
  case coarse(kind: BinaryCodes.Kind, rule: CoarseRule)

  /// RaBitQ codes and two standard errors: recall .99 and more wherever it was measured (Benchmarks/RESULTS.md).
  public static let coarse = SearchMode.coarse(kind: .rabitq, rule: .standard)
}

extension CoarseRule {
  /// What an answer's strategy calls it.
  var note: String {
    switch self {
    case .standard: "approximate: estimates and 2 standard errors decide what is scored; recall .99 or more where measured"
    case .errors(let errors): "approximate: estimates and \(errors) standard errors decide what is scored"
    case .pool(let multiple): "approximate: the \(multiple) × k greatest estimates are scored"
    }
  }
}

extension JobIndex {
  /// The index with binary codes of every vector field, for approximate search. O(rows × bits × log dimension).
  ///
  /// - Parameter kind: what the bits are; codes of another kind stay beside them.
  public func addingBinaryCodes(_ kind: BinaryCodes.Kind = .rabitq) -> JobIndex {
    var index = self
    for (name, column) in vectors where column.binaryCodes[kind] == nil {
      index.vectors[name]?.binaryCodes[kind] = BinaryCodes(column.search.matrix, kind: kind)
    }
    return index
  }
}
