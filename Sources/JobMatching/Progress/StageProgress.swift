/// How far a step has come: what long work reports and a face draws.
public struct StageProgress: Sendable, Equatable {
  /// The step, in words: `import jobs.jsonl`.
  public var step: String
  /// How much is done, in `unit`s.
  public var done: Int
  /// How much there is, if known.
  public var total: Int?
  /// What is counted: `rows`, `bytes`, `jobs`.
  public var unit: String
  /// Whether this is the step's last report.
  public var isFinished: Bool

  /// Makes a report.
  public init(_ step: String, done: Int, of total: Int? = nil, unit: String, isFinished: Bool = false) {
    (self.step, self.done, self.total, self.unit, self.isFinished) = (step, done, total, unit, isFinished)
  }

  /// Takes reports; called on the working thread, so it must be quick.
  public typealias Handler = @Sendable (StageProgress) -> Void
}
