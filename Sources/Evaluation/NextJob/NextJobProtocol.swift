/// What is viewed next: the last job of every seeker who saw enough of them is hidden and looked for among all jobs.
///
/// | part | hidden | known |
/// |---|---|---|
/// | test | the last job | all before it |
/// | tune | the one before the last | all before that; the last job is dropped altogether |
///
/// Many hidden jobs have been seen by nobody else, and most other jobs have been, so whatever tells seen jobs from unseen
/// ones points at the answers. Content models are therefore made of a `JobCatalog`, which holds no view.
public struct NextJobProtocol: Hashable, Sendable {
  /// Seekers with fewer jobs are learned from, not asked about. The default is 3: with the last two hidden in turn, one is
  /// left to go by.
  public var leastJobs: Int

  /// Makes the protocol; `leastJobs` must be 3 or more.
  public init(leastJobs: Int = 3) {
    precondition(leastJobs >= 3, "with fewer than three jobs nothing is left to go by when two are hidden")
    self.leastJobs = leastJobs
  }

  /// What models learn from and what they are asked, for one part.
  public struct Split: Sendable {
    /// The jobs of every seeker, hidden ones left out, in the order of the seekers.
    public let training: [[Int]]
    /// One case a seeker with enough jobs, in the order of the seekers.
    public let cases: [JudgedCase<JobHistory>]

    /// The cases whose answer no training history holds: for these only content can help. O(training + cases).
    public var coldCases: CaseSubset {
      let seen = Set(training.joined())
      return CaseSubset(
        name: "cold", definition: "answers that nobody has seen in training",
        members: cases.indices.filter { !seen.contains(cases[$0].answer) })
    }
  }

  /// Splits whole histories, one a seeker. O(jobs of all histories).
  public func split(_ seekers: [JobHistory], for part: EvaluationPart) -> Split {
    let hidden = part == .test ? 1 : 2
    var training: [[Int]] = []
    var cases: [JudgedCase<JobHistory>] = []
    for seeker in seekers {
      guard seeker.jobs.count >= leastJobs else {
        training.append(seeker.jobs)
        continue
      }
      let known = Array(seeker.jobs.dropLast(hidden))
      training.append(known)
      var input = seeker
      input.jobs = known
      cases.append(JudgedCase(input: input, answer: seeker.jobs[known.count], excluded: known))
    }
    return Split(training: training, cases: cases)
  }
}
