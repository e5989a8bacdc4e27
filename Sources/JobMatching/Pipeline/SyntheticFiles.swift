import Foundation
import JobMarket
import SyntheticMarket

/// Market files of a synthetic market, written where an import finds them.
public struct SyntheticFiles: Sendable {
  /// How large it is and how its people behave.
  public var configuration: MarketConfiguration
  /// Same seed, same bytes.
  public var seed: UInt64

  /// Prepares a market of a size, ending at a moment.
  ///
  /// - Parameters:
  ///   - jobs: 1 to 100 million.
  ///   - seekers: 1 to 100 million.
  ///   - seed: same seed, same bytes.
  ///   - end: the moment its record ends.
  public init(jobs: Int, seekers: Int, seed: UInt64, end: Instant) {
    configuration = MarketConfiguration()
    (configuration.jobs, configuration.seekers, configuration.end) = (jobs, seekers, end)
    self.seed = seed
  }

  /// Writes the files, the truth beside them.
  ///
  /// - Throws: `MarketConfigurationError`, `MarketExportError`.
  public func write(to folder: URL, progress: StageProgress.Handler) throws {
    let generator = try MarketGenerator(configuration: configuration, seed: seed)
    let total = configuration.jobs + configuration.seekers
    try generator.write(to: folder.path) { done, total in
      progress(StageProgress("make a market", done: done, of: total, unit: "rows"))
    }
    progress(StageProgress("make a market", done: total, of: total, unit: "rows", isFinished: true))
  }

  /// Writes the taxonomies of the synthetic world and returns them as `--taxonomy` has them.
  ///
  /// - Throws: the file system's errors.
  public func writeTaxonomies(to folder: URL) throws -> [String] {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let tables = [
      ("occupation", "synthetic-occupations.csv", TaxonomyTables.occupations),
      ("skill", "synthetic-skills.csv", TaxonomyTables.skills),
    ]
    return try tables.map { field, name, table in
      let file = folder.appending(path: name)
      try Data(table.utf8).write(to: file)
      return "\(field)=\(file.path)"
    }
  }
}
