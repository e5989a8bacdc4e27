import EntityStandardization
import Foundation
import JobMarket
import MarketStorage
import Retrieval

/// Makes an index artifact of every job in the market.
///
/// The plan: learn the words and places of all jobs, lay the jobs out with a number for every attribute value, publish. The
/// market is read twice and never held whole; the index is. It is read without the writing lock, so that imports go on
/// meanwhile: the index is named after the last change before the first reading, and whatever changes later is taken for
/// changed since. Only the new values' numbers are written, under the lock, once the jobs are laid out.
public struct IndexStage {
  let workspace: Workspace
  let progress: StageProgress.Handler

  /// What an index was made of.
  public struct Outcome: Sendable, Equatable {
    /// The artifact.
    public var manifest: Manifest
    /// How many jobs it holds.
    public var jobs: Int
    /// How many of them name a place of which neither they nor any list say where it is: no distance finds them.
    public var unresolvedPlaces: Int
  }

  /// Builds and activates an index as of the market's last change.
  ///
  /// - Parameter createdAt: the moment noted in the manifest.
  /// - Throws: `WorkspaceError` for a market without jobs, `MarketStoreError`, the file system's errors.
  func run(createdAt: Instant) throws -> Outcome {
    let store = try workspace.openStore(writable: false)
    defer { try? store.close() }
    let sequence = try store.latestSequence()
    let survey = try JobSurvey(store, workspace.configuration, progress)
    guard survey.places.jobCount > 0 else {
      throw WorkspaceError("the market has no jobs yet; `jobmatch import FOLDER` brings some")
    }
    let gazetteer = try PlaceDirectory(workspace: workspace, progress: progress).gazetteer(for: survey.places)
    let entities = try OpenedEntities(workspace)
    if entities == nil, !workspace.configuration.standardize.taxonomies.isEmpty {
      throw WorkspaceError("taxonomies are configured, but nothing is standardized yet; run `jobmatch standardize`")
    }
    let material = Material(survey: survey, gazetteer: gazetteer, entities: entities)
    var layout = try ValueNumbering(workspace: workspace, progress: progress).run(store) { store, vocabularies in
      try layOut(store, material, &vocabularies)
    }
    // Counted as jobs have them: whoever has aliases adds them up, and without them each value counts for itself again.
    let statistics = IndexStatistics(layout.index, fields: SharedEntities.fields)
    layout.index = layout.index.setting(aliases: try store.aliases())
    layout.index.sequence = sequence
    let manifest = try workspace.artifacts(.index).publish(
      inputs: ["market": String(sequence)].merging(entities.map { ["entities": $0.artifact.manifest.id] } ?? [:]) {
        $1
      },
      configuration: workspace.configuration.commentedYAML(), createdAt: createdAt
    ) { folder in
      report(published: 0)
      try layout.index.write(to: folder)
      _ = try IndexCheck.whole(folder) { _ in }
      try statistics.write(to: folder)
      report(published: 1)
      try IndexFiles.write(survey.words, to: folder)
      report(published: 2)
      try IndexFiles.write(gazetteer, to: folder)
      report(published: 3)
    }
    report(published: 4)
    return Outcome(manifest: manifest, jobs: layout.jobs, unresolvedPlaces: layout.unresolvedPlaces)
  }

  /// The index, the words, the places; then the checksums.
  private func report(published: Int) {
    progress(
      StageProgress("write and check the index", done: published, of: 4, unit: "parts", isFinished: published == 4))
  }

  /// What every laying out begins with.
  private struct Material {
    var survey: JobSurvey
    var gazetteer: PlaceGazetteer
    /// `nil` for a workspace that standardized nothing.
    var entities: OpenedEntities?
  }

  private struct Layout {
    var index: JobIndex
    var jobs = 0
    var unresolvedPlaces = 0
  }

  private func layOut(
    _ store: MarketStore, _ material: Material, _ vocabularies: inout VocabularyBook
  ) throws -> Layout {
    let words = material.survey.words
    let layout = JobLayout(
      words: words, facts: JobFacts(configuration: workspace.configuration, gazetteer: material.gazetteer))
    var builder = JobIndex.Builder(textModel: words.model, termCount: words.terms.count)
    var memo = PlaceMemo(material.gazetteer)
    var entities = try EntitySource(material.entities)
    var (done, unresolvedPlaces) = (0, 0)
    try store.readJobs { batch in
      for stored in batch {
        var laid = layout.layOut(stored, entities: try entities.values(of: stored), &memo)
        if laid.isNowhere { unresolvedPlaces += 1 }
        laid.job.values = vocabularies.intern(laid.values)
        try builder.append(laid.job)
      }
      done += batch.count
      // Jobs that came meanwhile are laid out too.
      let total = max(done, material.survey.places.jobCount)
      progress(StageProgress("lay jobs out", done: done, of: total, unit: "jobs"))
    }
    progress(StageProgress("lay jobs out", done: done, of: done, unit: "jobs", isFinished: true))
    return Layout(index: builder.finish(), jobs: done, unresolvedPlaces: unresolvedPlaces)
  }
}
