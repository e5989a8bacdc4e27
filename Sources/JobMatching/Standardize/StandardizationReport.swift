import EntityStandardization
import JobMarket

/// What a run of `standardize` found, and did not.
public struct StandardizationReport: Codable, Sendable, Equatable {
  /// How many jobs there are.
  public var jobs = 0
  /// How many of them were standardized anew; the others' texts had not changed.
  public var redone = 0
  /// What was found, a field each, by name.
  public var fields: [Field] = []
  /// What was not: the most frequent phrases.
  public var unmatched: [Unmatched] = []
  /// Corrections heeded.
  public var corrections = 0
  /// Against the run before, if there was one.
  public var changes: Changes?

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

/// Counts while jobs go by.
struct ReportCounter {
  private struct Tally {
    var jobs = 0
    var mentions = 0
    var values: Set<String> = []
    var methods: [String: Int] = [:]
  }

  private struct Miss {
    var jobs = 0
    var example: String
    var text: String
  }

  private struct MissKey: Hashable {
    var field: AttributeField
    var phrase: String
  }

  private var tallies: [AttributeField: Tally] = [:]
  private var misses: [MissKey: Miss] = [:]
  private var jobs = 0
  private(set) var redone = 0
  private let tokenizer = Tokenizer()

  /// Notes a job's mentions and values.
  mutating func add(
    _ job: Job, _ mentions: [Mention], _ values: [AttributeField: [(value: String, confidence: Float)]], isNew: Bool
  ) {
    jobs += 1
    if isNew { redone += 1 }
    for mention in mentions {
      tallies[mention.field, default: Tally()].mentions += 1
      tallies[mention.field]?.methods[mention.method.rawValue, default: 0] += 1
    }
    for (field, values) in values where !values.isEmpty {
      tallies[field, default: Tally()].jobs += 1
      for value in values { tallies[field]?.values.insert(value.value) }
    }
    if values[.occupation] == nil { miss(.occupation, [job.title], job) }
    let skills = mentions.filter { $0.field == .skill && $0.part == .skills }.map(\.range)
    var start = 0
    var unknown: [String] = []
    for skill in job.skills {
      let range = start..<(start + skill.utf8.count)
      if !skills.contains(where: { $0.overlaps(range) }) { unknown.append(skill) }
      start = range.upperBound + 1
    }
    miss(.skill, unknown, job)
    if values[.place] == nil { miss(.place, job.places.map(\.text), job) }
  }

  private mutating func miss(_ field: AttributeField, _ texts: [String], _ job: Job) {
    var seen: Set<String> = []
    for text in texts {
      let phrase = tokenizer.folded(String(text.prefix(200)))
      guard !phrase.isEmpty, seen.insert(phrase).inserted else { continue }
      misses[MissKey(field: field, phrase: phrase), default: Miss(example: job.id, text: String(text.prefix(200)))]
        .jobs += 1
    }
  }

  /// The report so far.
  func report(corrections: Int) -> StandardizationReport {
    var report = StandardizationReport()
    (report.jobs, report.redone, report.corrections) = (jobs, redone, corrections)
    report.fields = tallies.sorted { $0.key < $1.key }.map { field, tally in
      StandardizationReport.Field(
        field: field, jobs: tally.jobs, coverage: jobs == 0 ? 0 : Double(tally.jobs) / Double(jobs),
        mentions: tally.mentions, values: tally.values.count, methods: tally.methods)
    }
    for field in Set(misses.keys.map(\.field)).sorted() {
      let most = misses.filter { $0.key.field == field }
        .sorted { ($1.value.jobs, $0.key.phrase) < ($0.value.jobs, $1.key.phrase) }
        .prefix(StandardizationReport.unmatchedCount)
      report.unmatched += most.map { key, miss in
        .init(field: field, phrase: key.phrase, jobs: miss.jobs, example: miss.example, text: miss.text)
      }
    }
    return report
  }
}
