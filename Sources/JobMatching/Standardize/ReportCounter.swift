import EntityStandardization
import JobMarket

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
      let shown = String(text.prefix(200))
      // Tags are no words of a phrase.
      let phrase =
        shown.utf8.contains(0x3C)
        ? TitleScanner().words(in: Array(shown.utf8)).map(\.text).joined(separator: " ") : tokenizer.folded(shown)
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
