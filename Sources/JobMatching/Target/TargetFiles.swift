import Foundation
import JobMarket
import LinkGraph
import Retrieval
import VectorMath

/// Which links the jobs and the seekers of a market have, as files of a targets artifact.
///
/// | file | content |
/// |---|---|
/// | `jobs.keys.npy`, `jobs.offsets.npy`, `jobs.nodes.npy` | i64 [n], i64 [n + 1], u32: the nodes of each job, rising |
/// | `seekers.keys.npy`, `seekers.offsets.npy`, `seekers.nodes.npy` | the same of seekers |
/// | `seekers.applications.npy` | u32 [n]: how often each applied in the days counted |
/// | `seekers.reach.npy` | u32 [n]: how many open jobs each one's links reach, before the liquidity loop |
struct TargetFiles: Sendable {
  /// The nodes of many jobs or seekers, by rising key.
  struct Nodes: Sendable {
    var keys: [Int64] = []
    var offsets: [Int64] = [0]
    var nodes: [ValueID] = []

    mutating func append(_ key: Int64, _ own: [ValueID]) {
      keys.append(key)
      nodes += own
      offsets.append(Int64(nodes.count))
    }

    func nodes(at place: Int) -> ArraySlice<ValueID> { nodes[Int(offsets[place])..<Int(offsets[place + 1])] }

    func write(_ name: String, _ writer: inout ColumnFolderWriter) throws(FileDamage) {
      try writer.write(keys, name + ".keys")
      try writer.write(offsets, name + ".offsets")
      try writer.write(nodes, name + ".nodes")
    }

    init() {}

    init(_ name: String, _ folder: ColumnFolder) throws(FileDamage) {
      keys = try folder.elements(name + ".keys")
      offsets = try folder.elements(name + ".offsets", count: keys.count + 1)
      nodes = try folder.elements(name + ".nodes")
      guard offsets[0] == 0, zip(offsets, offsets.dropFirst()).allSatisfy(<=), offsets[keys.count] == nodes.count,
        zip(keys, keys.dropFirst()).allSatisfy(<)
      else { throw FileDamage(folder.location(name + ".offsets.npy"), "does not fit its nodes") }
    }
  }

  var jobs = Nodes()
  var seekers = Nodes()
  /// How often each seeker applied in the days counted.
  var applications: [UInt32] = []
  /// How many open jobs each seeker's links reach.
  var reachableJobs: [UInt32] = []

  func write(to folder: URL) throws {
    var writer = ColumnFolderWriter(folder.path)
    try jobs.write("jobs", &writer)
    try seekers.write("seekers", &writer)
    try writer.write(applications, "seekers.applications")
    try writer.write(reachableJobs, "seekers.reach")
    try writer.finish()
  }

  init() {}

  init(contentsOf folder: URL) throws {
    self = try ColumnFolder.reading(folder.path) { folder in
      var files = TargetFiles()
      files.jobs = try Nodes("jobs", folder)
      files.seekers = try Nodes("seekers", folder)
      files.applications = try folder.elements("seekers.applications", count: files.seekers.keys.count)
      files.reachableJobs = try folder.elements("seekers.reach", count: files.seekers.keys.count)
      return files
    }
  }

  /// The jobs' nodes as an index takes them.
  func overlay(id: String) throws -> Overlay {
    try Overlay(
      TargetFiles.field, id: id, keys: jobs.keys.map(JobKey.init(rawValue:)), offsets: jobs.offsets, values: jobs.nodes)
  }

  /// Each seeker's links that serve, in the order of `seekers`.
  func servedNodes(_ served: ServedLinks) -> SeekerNodes {
    var table = SeekerNodes()
    for place in seekers.keys.indices {
      table.append(seekers.nodes(at: place).filter { served.quality(of: Int($0)) != nil })
    }
    return table
  }

  /// What the nodes of jobs are called in queries.
  static let field = TargetFiles.known("link")
  /// What the campaigns of jobs are called in queries.
  static let campaignField = TargetFiles.known("campaign")

  private static func known(_ name: String) -> AttributeField {
    guard let field = AttributeField(name) else { preconditionFailure("'\(name)' is a field's name") }
    return field
  }
}
