import EntityStandardization
import JobMarket

/// What a run of `standardize` found, and did not.
public struct StandardizationReport: Codable, Sendable, Equatable {
  /// How many jobs there are.
  public var jobs = 0
  /// How many of them were standardized anew; the others' texts had not changed.
  public var redone = 0
  /// What they were standardized against.
  public var taxonomies: [Source] = []
  /// Labels of which two taxonomies of a field make different things: of a skill the first taxonomy given decides, of an
  /// occupation both values are kept.
  public var disagreements = Disagreements()
  /// What was found, a field each, by name.
  public var fields: [Field] = []
  /// What was not: the most frequent phrases.
  public var unmatched: [Unmatched] = []
  /// Corrections heeded.
  public var corrections = 0
  /// Against the run before, if there was one.
  public var changes: Changes?

  /// A taxonomy.
  public struct Source: Codable, Sendable, Equatable {
    /// Its name: `esco`.
    public var name: String
    /// What its concepts are.
    public var field: AttributeField
    /// How many concepts can be found; groups are not counted.
    public var concepts: Int
    /// How many labels they have together.
    public var labels: Int
  }

  /// Where two taxonomies part.
  public struct Disagreements: Codable, Sendable, Equatable {
    /// How many labels there are of the kind.
    public var count = 0
    /// Some of them, spread evenly.
    public var examples: [Example] = []

    /// A label of which two taxonomies make different things.
    public struct Example: Codable, Sendable, Equatable {
      /// The field.
      public var field: AttributeField
      /// The label, folded.
      public var label: String
      /// What the first makes of it, which counts.
      public var first: String
      /// What the second makes of it; of an occupation it counts as well.
      public var second: String
    }
  }

  /// What was found of one field.
  public struct Field: Codable, Sendable, Equatable {
    /// The field.
    public var field: AttributeField
    /// How many jobs have a value that counts.
    public var jobs: Int
    /// The share of all jobs that is.
    public var coverage: Double
    /// How many mentions, also unsure and negated ones.
    public var mentions: Int
    /// How many different values count.
    public var values: Int
    /// Mentions by how they were found.
    public var methods: [String: Int]
  }

  /// A phrase that names nothing known.
  public struct Unmatched: Codable, Sendable, Equatable {
    /// What it would be.
    public var field: AttributeField
    /// The phrase, folded.
    public var phrase: String
    /// How many jobs have it.
    public var jobs: Int
    /// The first of them, by key: the source's id, and the text as written.
    public var example: String
    /// The text as written.
    public var text: String
  }

  /// What differs from the run before.
  public struct Changes: Codable, Sendable, Equatable {
    /// The artifact compared with.
    public var since: String
    /// Jobs that were not there.
    public var added = 0
    /// Jobs that were there and whose values differ.
    public var changed = 0
    /// Jobs that are gone.
    public var removed = 0
    /// Coverage a field, now less then; fields without a difference are left out.
    public var coverage: [String: Double] = [:]
  }

  /// How many unmatched phrases a field are kept.
  static let unmatchedCount = 20
}
