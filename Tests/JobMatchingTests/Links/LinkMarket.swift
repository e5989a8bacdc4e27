import Foundation
import JobMarket
import JobMatching
import LinkGraph
import MarketStorage

/// A market in which cashiers who know inventory become shift supervisors, and bakers do not.
struct LinkMarket {
  let folder: TemporaryFolder
  let workspace: Workspace

  static let now = Instant(seconds: 1_700_000_000)
  static let links = ["title:title", "skill:title"].compactMap { try? LinkTemplate($0) }

  init(_ settings: (inout Configuration) -> Void = { _ in }) throws {
    folder = try TemporaryFolder()
    var configuration = Configuration()
    (configuration.links.templates, configuration.links.prior) = (LinkMarket.links, [.same])
    configuration.target.leastJobs = 3
    settings(&configuration)
    workspace = try Workspace.create(at: folder.file("workspace"), configuration: configuration)
  }

  /// Eight jobs, and nine seekers of whom five cashiers and two bakers applied.
  func fill() throws {
    try write { store in
      for number in 0..<4 { try store.upsert(Job(id: "supervisor\(number)", title: "Shift supervisor")) }
      for number in 0..<4 { try store.upsert(Job(id: "clerk\(number)", title: "Office clerk")) }
      for number in 0..<5 { try store.upsert(LinkMarket.seeker("cashier\(number)", "Cashier", ["inventory"])) }
      for number in 0..<2 { try store.upsert(LinkMarket.seeker("baker\(number)", "Baker", ["dough"])) }
      try store.upsert(LinkMarket.seeker("clerk", "Office clerk", []))
      try store.upsert(LinkMarket.seeker("nobody", "Astronaut", ["zero gravity"]))
      for number in 0..<5 {
        try apply(store, "cashier\(number)", "supervisor0")
        if number < 4 { try hire(store, "cashier\(number)", "supervisor0") }
      }
      for number in 0..<2 { for job in 0..<4 { try apply(store, "baker\(number)", "supervisor\(job)") } }
    }
  }

  static func seeker(_ id: String, _ title: String, _ skills: [String], start: Instant? = nil) -> Seeker {
    var seeker = Seeker(id: id)
    seeker.positions = [Seeker.Position(title: title, start: start)]
    seeker.skills = skills
    return seeker
  }

  func apply(_ store: MarketStore, _ seeker: String, _ job: String, days: Double = -20) throws {
    try store.upsert(
      .engagement(Engagement(seeker: seeker, job: job, kind: .apply, at: LinkMarket.now.advanced(byDays: days))))
  }

  func hire(_ store: MarketStore, _ seeker: String, _ job: String, days: Double = -10) throws {
    try store.upsert(.hire(Hire(seeker: seeker, job: job, at: LinkMarket.now.advanced(byDays: days))))
  }

  func write(_ body: (MarketStore) throws -> Void) throws {
    let store = try workspace.openStore()
    defer { try? store.close() }
    try body(store)
  }

  @discardableResult
  func learn(_ settings: (inout LinkOptions) -> Void = { _ in }) throws -> LinkStage.Outcome {
    var options = LinkOptions(workspace.configuration.links)
    options.fits = false
    settings(&options)
    return try Pipeline(workspace).link(options, createdAt: LinkMarket.now)
  }

  /// Links, an index, targets.
  func prepare() throws {
    try learn()
    _ = try Pipeline(workspace).index(createdAt: LinkMarket.now)
    _ = try Pipeline(workspace).target(asOf: LinkMarket.now, createdAt: LinkMarket.now)
  }

  var options: MatchOptions {
    var options = MatchOptions(asOf: LinkMarket.now)
    options.count = 20
    return options
  }

  func promoted(_ service: MatchService, _ seeker: String) throws -> MatchAnswer {
    try service.recommendPromoted(toSeeker: seeker, options)
  }
}
