import EntityStandardization
import Foundation
import JobMarket
import LinkGraph
import MarketStorage

/// A workspace's targets as people ask about them: whom a draft of a job would reach, and whom a job does (PAPER 2.13).
///
/// ```swift
/// let book = try TargetBook(workspace)
/// var draft = Job(id: "draft", title: "Shift supervisor")
/// draft.skills = ["inventory"]
/// let forecast = try book.forecast(draft, days: 30)
/// forecast.reach   // 1_204
/// ```
public struct TargetBook {
  /// The targets.
  public let manifest: Manifest
  /// What links reach.
  public let report: TargetReport
  /// The links that the targets were made of.
  public let links: LinkBook
  private let files: TargetFiles
  private let forecasting: TargetingForecast
  private let materials: LinkMaterials
  private let numbers: ValueNumbers
  private let store: MarketStore

  /// Opens a workspace's active targets.
  ///
  /// - Throws: `WorkspaceError` where there are none, or none of the active links; `LinkGraphError`; `MarketStoreError`. O(nodes).
  public init(_ workspace: Workspace, progress: @escaping StageProgress.Handler = { _ in }) throws {
    links = try LinkBook(workspace)
    let opened = try workspace.artifacts(.targets).openActive { manifest, folder in
      (manifest, try TargetFiles(contentsOf: folder), try TargetReport(contentsOf: folder))
    }
    guard let opened, opened.0.inputs["links"] == links.artifact.manifest.id else {
      throw WorkspaceError(
        "\(workspace.folder.path) has no targets of the links \(links.artifact.manifest.id); `jobmatch target` makes them"
      )
    }
    let files = opened.1
    (manifest, self.files, report) = opened
    store = try workspace.openStore(writable: false)
    numbers = try ValueNumbers(store, links.artifact.graph.templates)
    materials = try LinkMaterials(workspace, store, links.artifact.graph.templates, progress: progress)
    let activity = files.applications.indices.map { place in
      SeekerActivity(applications: Int(files.applications[place]), reachableJobs: Int(files.reachableJobs[place]))
    }
    forecasting = try TargetingForecast(
      links.served, seekers: files.servedNodes(links.served), activity: activity,
      windowDays: Double(report.activityDays))
  }

  /// How many values are tried beside a draft's own.
  private static let candidateCount = 10

  /// Whom a draft of a job would reach.
  ///
  /// - Parameters:
  ///   - job: what it says of itself.
  ///   - attributes: further values by field, as the record has them.
  ///   - days: how many days ahead applicants are counted over.
  /// - Throws: `LinkGraphError` for days that are no number above 0.
  public func forecast(_ job: Job, days: Double) throws -> JobForecast {
    let values = self.values(of: job)
    // A job has one title and one employer: another one is another job and no requirement.
    let candidates = forecasting.candidates(job: values, limit: .max).filter { value in
      !TargetBook.singleFields.contains(value.field) || (values[value.field] ?? []).isEmpty && value.field != .title
    }
    return try forecasting.forecast(
      job: values, days: days, adding: Array(candidates.prefix(TargetBook.candidateCount)))
  }

  private static let singleFields: Set<AttributeField> = [
    .title, .occupation, .seniority, .company, .industry, .employmentType, .remote, .country,
  ]

  /// The seekers whom a job reaches, best first, each with the links that say why.
  ///
  /// - Throws: `WorkspaceError` for a job that the market does not know; `MarketStoreError`.
  public func audience(job id: String, count: Int) throws -> (reach: Int, members: [Member]) {
    guard let stored = try store.job(id: id) else { throw WorkspaceError("the market knows no job '\(id)'") }
    let values = values(of: stored.job)
    let members = try forecasting.audience(job: values, limit: count).compactMap { member -> Member? in
      guard let seeker = try store.seeker(key: files.seekers.keys[member.seeker]) else { return nil }
      return Member(
        seeker: seeker.seeker.id, linkCount: member.linkCount,
        links: member.links.map { MatchedLink($0.node, links.served, links.words) })
    }
    return (try forecasting.forecast(job: values, days: 1).reach, members)
  }

  /// A seeker whom a job reaches.
  public struct Member: Sendable, Equatable, Encodable {
    /// The seeker's id.
    public var seeker: String
    /// How many links join them to the job.
    public var linkCount: Int
    /// The best of these.
    public var links: [MatchedLink]
  }

  /// A link in words.
  public func link(_ node: Int) -> MatchedLink { MatchedLink(node, links.served, links.words) }

  /// A value as people read it: `skill inventory`.
  public func text(_ value: FieldValue) -> String { "\(value.field) \(links.name(value.field, value.value))" }

  private func values(of job: Job) -> [AttributeField: [ValueID]] {
    var memo = PlaceMemo(materials.gazetteer)
    let entities = materials.entities.map { $0.book.values(of: StandardizedText.texts(of: job)) }
    return numbers.ids(of: materials.attributes.values(of: job, entities: entities, &memo))
  }
}

extension TargetReport {
  /// Reads the report of a targets artifact.
  init(contentsOf folder: URL) throws {
    let file = folder.appending(path: TargetStage.reportName)
    guard let data = try WorkspaceError.readIfThere(file), let report = try? JSONDecoder().decode(Self.self, from: data)
    else { throw WorkspaceError("\(file.path) is gone or damaged; `jobmatch target` makes new targets") }
    self = report
  }
}
