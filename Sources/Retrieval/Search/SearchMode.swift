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

extension SearchMode {
  /// What an answer's strategy calls it where it was used; `nil` for the exact one.
  var note: String? {
    guard case .coarse(let kind, let rule) = self else { return nil }
    return switch rule {
    case .standard where kind == .rabitq:
      "approximate: \(kind.words) and \(rule.words) decide what is scored; recall .99 or more where measured"
    case .errors: "approximate: \(kind.words) and \(rule.words) decide what is scored"
    case .pool: "approximate: the \(rule.words) greatest \(kind.words) are scored"
    }
  }
}

extension BinaryCodes.Kind {
  /// What rows are estimated by, in a strategy.
  fileprivate var words: String {
    switch self {
    case .rabitq: "estimates by RaBitQ codes"
    case .signs(let bits): "estimates by \(bits) signs"
    }
  }

  /// What a line of a measurement calls it.
  package var name: String {
    switch self {
    case .rabitq: "rabitq"
    case .signs(let bits): "signs \(bits)"
    }
  }
}

extension CoarseRule {
  /// How much is handed on: `2.0 standard errors`, `200 × k`.
  package var words: String {
    switch self {
    case .errors(let errors): "\(errors) standard errors"
    case .pool(let multiple): "\(multiple) × k"
    }
  }
}

extension JobIndex {
  /// The index with binary codes of all vectors, for approximate search. O(rows × bits × log dimension).
  ///
  /// - Parameter kind: what the bits are; codes of another kind stay beside them.
  public func addingBinaryCodes(_ kind: BinaryCodes.Kind = .rabitq) -> JobIndex {
    mapSegments { $0.addingBinaryCodes(kind) }
  }
}

extension IndexSegment {
  /// The segment with binary codes of all vectors. As above.
  package func addingBinaryCodes(_ kind: BinaryCodes.Kind = .rabitq) -> IndexSegment {
    var segment = self
    for (key, column) in vectors where column.binaryCodes[kind] == nil {
      segment.folder = nil
      segment.vectors[key]?.binaryCodes[kind] = BinaryCodes(column.search.matrix, kind: kind)
    }
    return segment
  }
}
