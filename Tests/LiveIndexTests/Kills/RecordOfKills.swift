import Foundation
import JobMarket
import JobMatching
import MarketStorage
import Retrieval

/// A workspace whose processes are killed, and what must be in it: by what they said.
struct RecordOfKills {
  let workspace: Workspace
  /// What each job may be: what was acknowledged last, and whatever was begun after that. `gone` for a job that is none.
  private(set) var possible: [String: Set<String>] = [:]
  private var begun: [String: String] = [:]
  private var latest: Int64 = 0
  /// Whether there ever was an index: then there always is one.
  private(set) var hasIndex = false
  /// How many writes were acknowledged.
  private(set) var acknowledged = 0

  init(folder: URL) throws { workspace = try Workspace.create(at: folder) }

  /// Takes in what a process said.
  mutating func hear(_ lines: [String]) {
    for line in lines {
      let words = line.split(separator: " ", maxSplits: 2).map(String.init)
      if words.count == 3, words[0] == "begin" {
        begun[words[1]] = words[2]
        possible[words[1], default: ["gone"]].insert(words[2])
      } else if words.count == 2, words[0] == "done", let state = begun[words[1]] {
        possible[words[1]] = [state]
        acknowledged += 1
      }
    }
  }

  /// What is not as it must be, while no process writes. What is found then is what the next one begins with.
  mutating func violations() throws -> [String] {
    let store = try workspace.openStore()
    defer { try? store.close() }
    var found: [String] = []
    var jobs: [StoredJob] = []
    try store.readJobs { jobs += $0 }
    let states = Dictionary(uniqueKeysWithValues: jobs.map { ($0.job.id, RecordOfKills.state($0.job)) })
    for (id, allowed) in possible {
      let state = states[id] ?? "gone"
      if !allowed.contains(state) { found.append("\(id) is '\(state)', not one of \(allowed.sorted())") }
      possible[id] = [state]
    }
    for id in states.keys where possible[id] == nil { found.append("\(id) is there, and nobody wrote it") }
    let sequence = try store.latestSequence()
    if sequence < latest { found.append("the record went back from change \(latest) to \(sequence)") }
    latest = sequence
    return try found + indexViolations(jobs)
  }

  private mutating func indexViolations(_ jobs: [StoredJob]) throws -> [String] {
    let artifacts = workspace.artifacts(.index)
    guard let manifest = try artifacts.active() else {
      return hasIndex ? ["there was an index, and now there is none"] : []
    }
    hasIndex = true
    var found = artifacts.damages(of: manifest).map(\.description)
    found += try IndexCheck(of: artifacts.location(of: manifest)).damages.map(\.description)
    let service = try MatchService(workspace)
    for moment in [1_650_000_000, 1_750_000_000, 1_850_000_000, 1_950_000_000] as [Int64] {
      let options = RecordOfKills.options(asOf: moment)
      // Every job is a baker's: a word that any index has learned.
      let right = jobs.filter { $0.job.isOffered(asOf: options.asOf) }.map(\.job.id).sorted()
      let answer = try service.search("baker", options)
      let mine = answer.matches.map(\.job.id).sorted()
      if mine != right { found.append("at \(options.asOf) it finds \(mine), not \(right)") }
      if answer.matching != right.count { found.append("\(answer.matching) match, not \(right.count)") }
      found += try employerViolations(jobs, service, moment)
    }
    return found
  }

  /// Conditions on values, those that the market has not numbered yet among them.
  private func employerViolations(_ jobs: [StoredJob], _ service: MatchService, _ moment: Int64) throws -> [String] {
    var found: [String] = []
    for company in 0..<3 {
      var options = RecordOfKills.options(asOf: moment)
      options.conditions = ["company=Company \(company)"]
      let right = jobs.filter { $0.job.isOffered(asOf: options.asOf) && $0.job.company == "Company \(company)" }
        .map(\.job.id).sorted()
      // A value that no job has is refused.
      guard !right.isEmpty else { continue }
      let mine = try service.search("baker", options).matches.map(\.job.id).sorted()
      if mine != right { found.append("company \(company) at \(options.asOf) has \(mine), not \(right)") }
    }
    return found
  }

  /// All matches at a second.
  static func options(asOf second: Int64) -> MatchOptions {
    var options = MatchOptions(asOf: Instant(seconds: second))
    options.count = 10_000
    return options
  }

  /// Whether a job of which the crasher said this is offered at a second.
  static func isOffered(_ state: String, asOf second: Int64) -> Bool {
    let words = state.split(separator: " ")
    guard words.count == 4, words[2] == "open" else { return false }
    return Int64(words[3]).map { second < $0 } ?? true
  }

  /// What the crasher says of a job.
  private static func state(_ job: Job) -> String {
    let version = job.title.split(separator: " ").last ?? ""
    return "baker \(version) \(job.status.rawValue) \(job.expiresAt.map { String($0.milliseconds / 1000) } ?? "-")"
  }
}
