/// Who gets hired into what: the occupation of every later hire is looked for among all occupations.
///
/// Models learn from the hires up to a year; parameters are chosen on those of the next two; figures come from the rest.
/// Only hires of people who had an occupation before are asked about and used for transitions; first jobs count for
/// popularity alone.
public struct NextOccupationProtocol: Hashable, Sendable {
  /// The last year to learn from. The default is 2012.
  public var lastTrainingYear: Int
  /// The last year to choose parameters on; the test part begins after it. The default is 2014.
  public var lastTuningYear: Int

  /// Makes the protocol; tuning must end after training.
  public init(lastTrainingYear: Int = 2012, lastTuningYear: Int = 2014) {
    precondition(lastTrainingYear < lastTuningYear, "the tuning years follow the training years")
    (self.lastTrainingYear, self.lastTuningYear) = (lastTrainingYear, lastTuningYear)
  }

  /// What models learn from and what they are asked, for one part.
  public struct Split: Sendable {
    /// The hires of the training years, first jobs among them.
    public let training: [ObservedHire]
    /// The cases, in the order of the hires.
    public let cases: [JudgedCase<HireHistory>]
    /// Which hire each case is: where to look up what only the report may know.
    public let hires: [Int]

    /// The cases of people who changed occupation. O(cases).
    public var changers: CaseSubset {
      CaseSubset(
        name: "changers", definition: "people hired into another occupation than their previous one",
        members: cases.indices.filter { cases[$0].answer != cases[$0].input.previousOccupation })
    }

    /// The cases of each group, by labels that no model sees.
    ///
    /// - Parameters:
    ///   - attribute: `gender`.
    ///   - labels: a label a hire, in the order of the hires that were split; empty where unknown.
    ///
    /// O(hires).
    public func groups(by attribute: String, _ labels: [String]) -> [CaseSubset] {
      CaseSubset.groups(by: attribute, hires.map { labels[$0] })
    }
  }

  /// Splits hires by year. O(hires).
  public func split(_ hires: [ObservedHire], for part: EvaluationPart) -> Split {
    let years = part == .test ? lastTuningYear + 1...Int.max : lastTrainingYear + 1...lastTuningYear
    let asked = hires.indices.filter {
      years.contains(hires[$0].history.year) && hires[$0].history.previousOccupation != nil
    }
    return Split(
      training: hires.filter { $0.history.year <= lastTrainingYear },
      cases: asked.map { JudgedCase(input: hires[$0].history, answer: hires[$0].occupation) }, hires: asked)
  }
}
