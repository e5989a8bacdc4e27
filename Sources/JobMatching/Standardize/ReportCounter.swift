import EntityStandardization
import JobMarket

/// Counts while jobs go by, in memory that does not grow with their texts.
struct ReportCounter {
  private struct Tally {
    var jobs = 0
    var mentions = 0
    /// Checksums of the different values: the texts themselves would weigh ten times as much.
    var values: Set<UInt64> = []
    var methods: [String: Int] = [:]
  }

  private var tallies: [AttributeField: Tally] = [:]
  private let known: Set<AttributeField>
  private var misses: [AttributeField: FrequentPhrases] = [:]
  private var jobs = 0
  private(set) var redone = 0
  private let tokenizer = Tokenizer()

  /// Counts nothing yet.
  ///
  /// - Parameter known: the fields of which anything is known: only there a phrase that names nothing says something.
  init(knows known: Set<AttributeField>) { self.known = known }

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
      for value in values { tallies[field]?.values.insert(ContentChecksum.of(value.value)) }
    }
    if values[.occupation] == nil { miss(.occupation, [job.title], job) }
    if known.contains(.skill) { miss(.skill, ReportCounter.unknownSkills(of: job, mentions), job) }
    if values[.place] == nil { miss(.place, job.places.map(\.text), job) }
  }

  /// The skills of a job's list on which no mention stands. O(skills + mentions · log mentions).
  private static func unknownSkills(of job: Job, _ mentions: [Mention]) -> [String] {
    let found = mentions.filter { $0.field == .skill && $0.part == .skills && !$0.range.isEmpty }.map(\.range)
      .sorted { $0.lowerBound < $1.lowerBound }
    var unknown: [String] = []
    var (start, next, reached) = (0, 0, 0)
    for skill in job.skills {
      let end = start + skill.utf8.count
      while next < found.count, found[next].lowerBound < end {
        reached = max(reached, found[next].upperBound)
        next += 1
      }
      if reached <= start { unknown.append(skill) }
      start = end + 1
    }
    return unknown
  }

  private mutating func miss(_ field: AttributeField, _ texts: [String], _ job: Job) {
    guard known.contains(field) else { return }
    var seen: Set<String> = []
    for text in texts {
      let start = text.prefix(bytes: 200)
      // Tags are no words of a phrase.
      let phrase =
        start.utf8.contains(0x3C)
        ? TitleScanner().words(in: Array(start.utf8)).map(\.text).joined(separator: " ") : tokenizer.folded(start)
      guard !phrase.isEmpty, seen.insert(phrase).inserted else { continue }
      misses[field, default: FrequentPhrases()].add(phrase, text: start, example: job.id)
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
    for (field, phrases) in misses.sorted(by: { $0.key < $1.key }) {
      report.unmatched += phrases.most(StandardizationReport.unmatchedCount).map { phrase, miss in
        .init(field: field, phrase: phrase, jobs: miss.jobs, example: miss.example, text: miss.text)
      }
    }
    return report
  }
}
