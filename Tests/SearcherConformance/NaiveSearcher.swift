import Foundation
import JobMarket
import Retrieval
import VectorMath

/// The answer by definition: every job asked one at a time, everything sorted.
package struct NaiveSearcher {
  package let jobs: [IndexedJob]
  package var closed: Set<JobKey>

  /// Holds the jobs, rising by key, and which of them are closed.
  package init(jobs: [IndexedJob], closed: Set<JobKey> = []) { (self.jobs, self.closed) = (jobs, closed) }

  /// The best jobs, and how many match, hidden ones included.
  package func retrieve(_ query: Query) -> (jobs: [RetrievedJob], matching: Int) {
    let matching = matching(query)
    var scored = matching.filter { !query.hidden.contains($0.key) }.map { ($0, score($0, query)) }
    scored.sort { ($1.1, $0.0.key) < ($0.1, $1.0.key) }
    if query.groupsReposts {
      var seen: Set<String> = []
      scored = scored.filter { job, _ in job.repostGroup.map { seen.insert($0).inserted } ?? true }
    }
    return (scored.prefix(query.k).map { RetrievedJob(key: $0.0.key, score: $0.1) }, matching.count)
  }

  /// The jobs that match, hidden ones included.
  func matching(_ query: Query) -> [IndexedJob] {
    jobs.filter { job in
      query.predicate.matches(job) && fulfilsRequirements(job, query.scorers)
        && !closed.contains(job.key) && job.expiresAt.map { query.asOf < $0 } ?? true
        && job.number(of: .postedAt).map { $0 <= Double(query.asOf.milliseconds) } ?? true
    }
  }

  /// The weighted sum of one job's scores.
  package func score(_ job: IndexedJob, _ query: Query) -> Float {
    query.scorers.filter { $0.requirement != .forbidden }.reduce(0) { $0 + $1.weight * value($1.scorer, job) }
  }

  private func fulfilsRequirements(_ job: IndexedJob, _ scorers: [WeightedScorer]) -> Bool {
    scorers.allSatisfy { scorer in
      switch scorer.requirement {
      case .optional: true
      case .required: hasSomethingToScore(scorer.scorer, job)
      case .forbidden: !hasSomethingToScore(scorer.scorer, job)
      case .oneOf: scorers.contains { $0.requirement == scorer.requirement && hasSomethingToScore($0.scorer, job) }
      }
    }
  }

  private func hasSomethingToScore(_ scorer: Scorer, _ job: IndexedJob) -> Bool {
    switch scorer {
    case .sparseVector(_, let vector): !Set(vector.indices).isDisjoint(with: job.text.indices)
    case .vector(let field, let model, _): job.vectors[VectorKey(field, model: model)] != nil
    case .proximity(let field, let centers, _): !centers.isEmpty && !job.points(of: field).isEmpty
    case .weightedTerms(let field, let weights, let minimumMatches, _):
      Set(job.values(of: field)).filter { weights[$0] != nil }.count >= max(1, minimumMatches)
    }
  }

  private func value(_ scorer: Scorer, _ job: IndexedJob) -> Float {
    switch scorer {
    case .sparseVector(_, let vector):
      let weights = Dictionary(uniqueKeysWithValues: zip(vector.indices, vector.values))
      return zip(job.text.indices, job.text.values).reduce(0) { $0 + (weights[$1.0] ?? 0) * $1.1 }
    case .vector(let field, let model, let vector):
      return job.vectors[VectorKey(field, model: model)].map { DenseDot.dot($0, vector) } ?? 0
    case .proximity(let field, let centers, let scale):
      let distances = centers.flatMap { center in job.points(of: field).map { center.kilometers(to: $0) } }
      return distances.min().map { Float(exp(-$0 / scale)) } ?? 0
    case .weightedTerms(let field, let weights, let minimumMatches, let combination):
      let matched = Set(job.values(of: field)).sorted().compactMap { weights[$0] }
      guard matched.count >= minimumMatches, !matched.isEmpty else { return 0 }
      return switch combination {
      case .sum: matched.reduce(0, +)
      case .best: matched.max() ?? 0
      case .mean: matched.reduce(0, +) / Float(matched.count)
      }
    }
  }
}
