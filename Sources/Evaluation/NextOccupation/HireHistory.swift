/// All that is known of a person just before a hire, and all that a model may know: eight columns of the hires file.
///
/// What describes the job hired into (industry, class, wage, hours) and who somebody is (gender, race, age) has no place in
/// this type, so no model can be made to use it. Occupations are numbers of candidates, `0 ..< candidates`.
public struct HireHistory: Hashable, Sendable {
  /// Past occupations, oldest first (`past_occs`); the last is the previous one (`prev_occ`).
  public var pastOccupations: [Int]
  /// The previous job's industry (`prev_ind`), if known.
  public var previousIndustry: String?
  /// The highest degree at the hire (`degree_at_hire`), if known.
  public var degree: String?
  /// The major of study at the hire (`major_at_hire`), if any.
  public var major: String?
  /// The part of the country (`region`), if known.
  public var region: String?
  /// The year of the hire (`hire_year`).
  public var year: Int
  /// How many employers there were before (`seq`).
  public var sequence: Int

  /// Makes a history.
  public init(
    pastOccupations: [Int], previousIndustry: String? = nil, degree: String? = nil, major: String? = nil,
    region: String? = nil, year: Int, sequence: Int
  ) {
    (self.pastOccupations, self.previousIndustry) = (pastOccupations, previousIndustry)
    (self.degree, self.major, self.region) = (degree, major, region)
    (self.year, self.sequence) = (year, sequence)
  }

  /// The occupation held before; `nil` before the first job.
  public var previousOccupation: Int? { pastOccupations.last }
}

/// A hire: what was known before, and the occupation hired into.
public struct ObservedHire: Hashable, Sendable {
  /// What was known before.
  public var history: HireHistory
  /// The occupation hired into: what a model is to find.
  public var occupation: Int

  /// Makes a hire.
  public init(history: HireHistory, occupation: Int) {
    (self.history, self.occupation) = (history, occupation)
  }
}
