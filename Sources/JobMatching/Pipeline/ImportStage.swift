import Foundation
import JobMarket
import MarketStorage

/// Brings market files into a workspace's record.
///
/// The plan: find the files, order them so that references find their target, import each in a transaction of its own, close
/// what a full feed left out. Rows that cannot be used are set aside in `rejects.jsonl` in the workspace.
public struct ImportStage: Sendable {
  let workspace: Workspace
  let mapping: MarketMapping?
  let options: MarketImporter.Options
  let progress: StageProgress.Handler

  /// Prepares an import.
  ///
  /// - Parameters:
  ///   - mapping: how foreign files become the market's nouns; `nil` for files named and shaped as the market's own.
  ///   - options: strictness and full feeds.
  public init(
    _ workspace: Workspace, mapping: MarketMapping? = nil, options: MarketImporter.Options = .init(),
    progress: @escaping StageProgress.Handler = { _ in }
  ) {
    (self.workspace, self.mapping, self.options, self.progress) = (workspace, mapping, options, progress)
  }

  /// What an import came to.
  public struct Outcome: Sendable {
    /// A report a file, in the order of import.
    public var reports: [ImportReport] = []
    /// Names of files in the folders that are no market files.
    public var ignored: [String] = []
    /// Jobs closed because a full feed did not name them.
    public var closed = 0
    /// Why a full feed closed nothing; the files are imported all the same.
    public var refusal: MarketStoreError?
    /// The first rejects, to show.
    public var rejectExamples: [Reject] = []
    /// Where all rejects are.
    public var rejectFile: String?
  }

  /// Imports files and the files of folders.
  ///
  /// - Throws: `WorkspaceError` when a path does not exist or nothing in it can be read, `MarketFileError`,
  ///   `MarketStoreError`, under `isStrict` the first `Reject`. Files before the one at fault stay
  ///   imported. A full feed that may not close anything is no error here: see `Outcome.refusal`.
  public func run(_ paths: [URL]) throws -> Outcome {
    let store = try workspace.openStore()
    defer { try? store.close() }
    var outcome = Outcome()
    let readers = try self.readers(for: paths, ignored: &outcome.ignored)
    try refuseLeftOutFeedFiles(outcome.ignored)
    let rejects = try RejectFile(path: workspace.folder.appending(path: "rejects.jsonl").path)
    var examples: [Reject] = []
    let importer = MarketImporter(store, options: options) { reject in
      if examples.count < 5 { examples.append(reject) }
      try rejects.write(reject)
    }
    for reader in readers {
      outcome.reports.append(try run(reader, importer))
    }
    outcome.rejectExamples = examples
    outcome.rejectFile = rejects.count > 0 ? rejects.path : nil
    do {
      outcome.closed = try importer.finish()
    } catch let error as MarketStoreError where error.code == .refused {
      outcome.refusal = error
    }
    return outcome
  }

  /// A full feed closes what it does not name, so a data file of it that is not read would close its jobs.
  private func refuseLeftOutFeedFiles(_ ignored: [String]) throws {
    let formats = [".csv", ".tsv", ".jsonl", ".ndjson", ".json"]
    let left = ignored.filter { name in
      formats.contains { name.lowercased().hasSuffix($0) || name.lowercased().hasSuffix($0 + ".gz") }
    }
    guard !options.isFullFeed || left.isEmpty else {
      throw WorkspaceError(
        "a full feed must be read whole, but \(left.joined(separator: ", ")) is not read: name it as a market file "
          + "(jobs.2.csv holds jobs), map it, or move it away")
    }
  }

  private func run(_ reader: MarketReader, _ importer: MarketImporter) throws -> ImportReport {
    let step = "import \(URL(filePath: reader.file).lastPathComponent)"
    return try importer.importFile(named: reader.file) { file in
      var bytesRead = 0
      try ReadAhead(reader).read { progressed in
        file.count(bytes: Int(progressed.bytesRead) - bytesRead)
        bytesRead = Int(progressed.bytesRead)
        progress(StageProgress(step, done: bytesRead, of: progressed.bytesTotal.map(Int.init), unit: "bytes"))
      } into: { event in
        switch event {
        case .record(let record): try file.add(record)
        case .reject(let reject): try file.reject(reject)
        }
      }
      progress(StageProgress(step, done: bytesRead, of: bytesRead, unit: "bytes", isFinished: true))
    }
  }

  /// Readers in the order of import: native files by what refers to what, mapped ones as the mapping lists them.
  private func readers(for paths: [URL], ignored: inout [String]) throws -> [MarketReader] {
    var found: [(order: Int, reader: MarketReader)] = []
    for path in paths {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path.path, isDirectory: &isFolder) else {
        throw WorkspaceError("\(path.path) does not exist")
      }
      guard isFolder.boolValue else {
        let reader = try MarketReader(file: path.path, mapping: mapping)
        found.append((order(of: reader), reader))
        continue
      }
      for name in try FileManager.default.contentsOfDirectory(atPath: path.path).sorted() {
        // A folder may hold other things too; a file named on its own may not be something else.
        guard !name.hasPrefix("."),
          let reader = try? MarketReader(file: path.appending(path: name).path, mapping: mapping)
        else {
          if !name.hasPrefix(".") { ignored.append(name) }
          continue
        }
        found.append((order(of: reader), reader))
      }
    }
    guard !found.isEmpty else {
      let wanted = mapping.map {
        "files that the mapping '\($0.name)' knows: \($0.files.map(\.pattern).joined(separator: ", "))"
      }
      throw WorkspaceError(
        "nothing to import in \(paths.map(\.path).joined(separator: ", ")); wanted: "
          + (wanted ?? "seekers, jobs, requests, … as .jsonl or .csv, perhaps .gz; other files need --mapping"))
    }
    return found.enumerated().sorted { ($0.element.order, $0.offset) < ($1.element.order, $1.offset) }.map(
      \.element.reader)
  }

  private func order(of reader: MarketReader) -> Int {
    if let mapping {
      let name = URL(filePath: reader.file).lastPathComponent
      return mapping.files.firstIndex { $0 == mapping.rules(forFileNamed: name) } ?? mapping.files.count
    }
    let kinds = MarketRecord.Kind.allCases
    return reader.kinds.compactMap { kinds.firstIndex(of: $0) }.min() ?? kinds.count
  }
}
