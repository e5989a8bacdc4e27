import Foundation
import JobMarket
import JobMatching
import MarketStorage

/// A workspace with two small taxonomies of its own, for tests of what standardization does to a market.
struct StandardizedMarket {
  let folder: TemporaryFolder
  let workspace: Workspace
  static let now = Instant(seconds: 1_700_000_000)

  /// Occupations `jobs:…` and skills `tools:…`.
  static let occupations = """
    id,label,alternates,parent,group
    care,Care,,,true
    nurse,Registered Nurse,RN|Staff Nurse,care,
    carer,Nursing Assistant,CNA,care,
    it,Information Technology,,,true
    developer,Software Developer,Programmer|Coder,it,
    tester,Software Tester,QA Engineer,it,

    """
  static let skills = """
    id,label,alternates,parent,group
    languages,Programming languages,,,true
    java,Java,,languages,
    cobol,COBOL,,languages,
    triage,Patient triage,,,
    wound,Wound dressing,,,

    """

  init(_ jobs: [Job], taxonomies: Bool = true) throws {
    folder = try TemporaryFolder()
    var configuration = Configuration()
    if taxonomies {
      configuration.standardize.taxonomies = [
        "occupation=\(try folder.write(Self.occupations, "jobs.csv").path)",
        "skill=\(try folder.write(Self.skills, "tools.csv").path)",
      ]
    }
    workspace = try Workspace.create(at: folder.file("w"), configuration: configuration)
    try upsert(jobs)
  }

  func upsert(_ jobs: [Job]) throws {
    let store = try workspace.openStore()
    for job in jobs { try store.upsert(job) }
    try store.close()
  }

  /// Two nurses, a developer, and one whose title says nothing.
  static var jobs: [Job] {
    [
      job("n1", "Staff Nurse", "Patient triage and wound dressing."), job("n2", "Registered Nurse (nights)", "Triage."),
      job("d1", "Sofware Developper", "Java and COBOL."), job("x1", "Zzyzx qwrtp", ""),
    ]
  }

  static func job(_ id: String, _ title: String, _ description: String) -> Job {
    var job = Job(id: id, title: title)
    job.description = description
    return job
  }

  @discardableResult
  func standardize(full: Bool = false) throws -> StandardizeStage.Outcome {
    try Pipeline(workspace).standardize(full: full, createdAt: Self.now)
  }

  /// The values of one field in the order of the mentions' lines.
  func values(ofJob id: String, _ field: AttributeField) throws -> [String] {
    try EntityView(workspace).mentions(ofJob: id).lines.filter { $0.field == field }.map(\.value)
  }

  @discardableResult
  func correct(_ field: String, _ phrase: String, _ value: String?, withdrawing: Bool = false) throws -> String {
    try EntityCorrections(workspace).add(
      field: field, phrase: phrase, value: value, isWithdrawal: withdrawing, by: "ada", reason: "a test", at: Self.now)
  }

  /// The bytes of one file of the active entities.
  func bytes(_ name: String) throws -> Data {
    let artifacts = workspace.artifacts(.entities)
    guard let active = try artifacts.active() else { return Data() }
    return try Data(contentsOf: artifacts.location(of: active).appending(path: name))
  }
}
