/// What to retrieve: a recipe, not yet bound to an index.
///
/// The answer is exactly min(k, matching) jobs, by falling score, equal scores by rising `JobKey`; where reposts share a row,
/// min(k, groups of matching jobs).
public struct Query: Hashable, Sendable {
  /// What a job must fulfil.
  public var predicate: JobPredicate
  /// What makes a job score; the score is the weighted sum.
  public var scorers: [WeightedScorer]
  /// How many jobs at most.
  public var k: Int
  /// The moment the answer is for; decides expiry. Handed in: nothing inside reads the clock.
  public var asOf: Instant
  /// Jobs that must not appear: already applied to, dismissed.
  public var hidden: Set<JobKey>
  /// Whether reposts of one job (same folded title, company and place) share one row of the answer, the best of them.
  public var groupsReposts: Bool
  /// Whether the answer must say how many jobs match; where it need not, conditions may be asked of candidates alone.
  public var countsMatches = true

  /// Makes a query that hides nothing and shows every posting by itself; set the rest as needed.
  public init(predicate: JobPredicate = .all, scorers: [WeightedScorer], k: Int, asOf: Instant) {
    (self.predicate, self.scorers, self.k, self.asOf) = (predicate, scorers, k, asOf)
    (hidden, groupsReposts) = ([], false)
  }
}

/// A scorer and its share in the sum.
public struct WeightedScorer: Hashable, Sendable {
  /// What it is called in an explanation: `words`, `place`.
  public var name: String
  /// The factor, finite.
  public var weight: Float
  /// How it scores.
  public var scorer: Scorer
  /// What a job must have in common with the scorer to be shown at all.
  public var requirement: Requirement

  /// Makes a weighted scorer.
  public init(_ name: String, weight: Float, requirement: Requirement, _ scorer: Scorer) {
    (self.name, self.weight, self.scorer, self.requirement) = (name, weight, scorer, requirement)
  }

  /// Makes a weighted scorer that either must have something to say of a job or need not.
  public init(_ name: String, weight: Float, required: Bool = false, _ scorer: Scorer) {
    self.init(name, weight: weight, requirement: required ? .required : .optional, scorer)
  }

  /// Whether jobs on which the scorer has nothing to say are left out.
  public var isRequired: Bool {
    get { requirement == .required }
    set { requirement = newValue ? .required : .optional }
  }

  /// Which jobs a scorer leaves out. It has something to say of a job when they share a term, when the job has a point, when
  /// enough values match.
  ///
  /// ```swift
  /// // A nurse by word or by occupation, and no night work:
  /// WeightedScorer("words", weight: 1, requirement: .oneOf("search"), .sparseVector(model: model, nurse))
  /// WeightedScorer("occupation", weight: 0.4, requirement: .oneOf("search"), registeredNurse)
  /// WeightedScorer("without", weight: 0, requirement: .forbidden, .sparseVector(model: model, night))
  /// ```
  public enum Requirement: Hashable, Sendable {
    /// None: it only scores.
    case optional
    /// Jobs of which it has nothing to say.
    case required
    /// Jobs of which no scorer of the named group has anything to say.
    case oneOf(String)
    /// Jobs of which it has something to say; it scores none, whatever its weight.
    case forbidden
  }
}

/// A way to score a job.
public enum Scorer: Hashable, Sendable {
  /// The inner product with the job's sparse text vector of the named model.
  case sparseVector(model: String, SparseVector)
  /// The inner product with the job's dense vector of the named field and model: one f32 product of a fixed shape.
  case vector(field: String, model: String, [Float])
  /// `exp(−distance / scale)` for the least distance in kilometres from any of the centres to any of the job's points: 1
  /// there, 0.37 at `scale`, 0 for a job without a point.
  case proximity(field: AttributeField, centers: [Coordinate], scale: Double)
  /// The weights of the job's values, those of them that have one, combined: their sum unless told otherwise; 0 when fewer than
  /// `minimumMatches` match, or none does.
  case weightedTerms(
    field: AttributeField, weights: [ValueID: Float], minimumMatches: Int, combining: TermCombination = .sum)
}

/// A vector most of whose entries are zero.
public struct SparseVector: Hashable, Sendable, Codable {
  /// Which entries are not zero, rising.
  public private(set) var indices: [UInt32]
  /// Those entries, in the order of `indices`.
  public private(set) var values: [Float]

  /// Makes a vector from entries in any order; entries of one index are summed in the order given. O(n log n).
  public init(_ entries: [(index: UInt32, value: Float)]) {
    (indices, values) = ([], [])
    // Stable by position, so that equal indices are always summed in the same order.
    let ordered = entries.enumerated().sorted {
      ($0.element.index, $0.offset) < ($1.element.index, $1.offset)
    }
    for (_, entry) in ordered {
      if indices.last == entry.index {
        values[values.count - 1] += entry.value
      } else {
        indices.append(entry.index)
        values.append(entry.value)
      }
    }
  }

  /// The vector without entries.
  public static let zero = SparseVector([])

  /// The sum of squares' root. O(n).
  public var norm: Float {
    values.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  /// This vector times a number. O(n).
  public func scaled(by factor: Float) -> SparseVector {
    var copy = self
    copy.values = values.map { $0 * factor }
    return copy
  }

  /// The vector of length 1 in the same direction; the zero vector stays. O(n).
  public var normalized: SparseVector {
    let length = norm
    return length > 0 ? scaled(by: 1 / length) : self
  }

  /// The sum of vectors, each entry summed in their order. O(n log n) for n entries in all.
  public static func sum(_ vectors: [SparseVector]) -> SparseVector {
    SparseVector(vectors.flatMap { vector in zip(vector.indices, vector.values).map { (index: $0, value: $1) } })
  }

  /// How many entries are stored.
  public var count: Int { indices.count }
}
