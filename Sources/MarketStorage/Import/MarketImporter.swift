import GRDB
import JobMarket

/// Writes the records of market files into a `MarketStore`, a transaction a file.
///
/// The plan, which the code follows in this order:
/// 1. `importFile` opens one transaction. Whatever ends it early (an error, `kill -9`, a full disk) leaves the market as it
///    was before the file; running the same import again gives the same market.
/// 2. `FileImport.add` makes sure that the record says something that can be stored, and finds the keys of the seeker, job
///    or request it points at. What points at nothing is a `Reject`; the rest of the file goes in.
/// 3. The record's columns are written into one `RowBuffer` that every row reuses: texts end to end, nested parts as JSON,
///    attribute values as the ids of their vocabulary. No encoder, no string and no array a row.
/// 4. `TableWriter` inserts the row under the next key. Only where the table already knows it does it look: the stored row
///    is compared column by column, and written again only if one differs. That is what makes an import idempotent.
/// 5. Each row that was written adds one row to `change`.
/// 6. At the end of the file a table that was empty before gets its secondary indexes; the log file is checkpointed into
///    the database, so that it never holds more than one file's pages.
/// 7. `finish` closes, after a full feed, the jobs that no file named, and opens again the closed ones that the feed offers.
///
/// ```swift
/// let importer = MarketImporter(store) { reject in try rejects.write(reject) }
/// let report = try importer.importFile(named: "jobs.csv") { file in
///   for record in records { try file.add(record) }
/// }
/// print(report.inserted, report.rejected)
/// try importer.finish()
/// ```
///
/// Not promised: that two files may be imported at once (the store has one writer), and that a thing which one file
/// *replaces* and another *merges* into is unchanged by a second run: name one policy for a thing in all its files.
public final class MarketImporter {
  /// How an import behaves.
  public struct Options: Hashable, Sendable {
    /// Whether the first reject ends the import and undoes its file. The default is `false`.
    public var isStrict = false
    /// Whether the files together name every job that is offered, so that `finish` closes the open jobs they do not name
    /// and opens again the closed jobs they do, unless a row says `closed`. The default is `false`.
    public var isFullFeed = false
    /// Whether a full feed may close jobs although rows were rejected. The default is `false`, because a rejected row may
    /// be the one that named the job.
    public var allowsRejectsInFullFeed = false

    /// Makes the default options.
    public init() {}
  }

  private let store: MarketStore
  private let options: Options
  private let onReject: (Reject) throws -> Void
  private var namedJobs = FileImport.NamedJobs()
  private var rejected = 0

  /// Starts an import; `onReject` is called with each row set aside, in the order of the rows;
  /// what it throws undoes the file.
  public init(
    _ store: MarketStore, options: Options = Options(), onReject: @escaping (Reject) throws -> Void = { _ in }
  ) {
    (self.store, self.options, self.onReject) = (store, options, onReject)
  }

  /// Imports one file: `read` hands its records to `add` and the rows it cannot read to `reject`, in order.
  ///
  /// - Throws: the `Reject` under `isStrict`; `MarketStoreError` such as `diskFull`; whatever `read` throws. In each case
  ///   the market is as it was before the file.
  /// - Complexity: O(rows · log(rows in the market)). Memory: the page cache, the vocabularies, and 4 bytes a row, for
  ///   groups 4 bytes a membership.
  public func importFile(named name: String, _ read: (FileImport) throws -> Void) throws -> ImportReport {
    let clock = ContinuousClock()
    let start = clock.now
    var named = FileImport.NamedJobs()
    var report = try store.write("importing \(name)") { database in
      let file = try FileImport(database, name: name, isStrict: options.isStrict, onReject: onReject)
      try read(file)
      named = try file.finish()
      return file.report
    }
    namedJobs.formUnion(named)
    rejected += report.rejected
    try store.checkpoint()
    report.seconds = (clock.now - start) / .seconds(1)
    return report
  }

  /// Ends the import: after a full feed, opens the closed jobs that the feed offers and closes the open jobs that no file
  /// named, each in one transaction with its changes. Returns how many it closed; 0 when the import was no full feed.
  ///
  /// A job that is named is offered, whatever its row's write policy, unless a row of the feed says that it is closed: under
  /// `merge` and `keepFirst` the stored status stays while the file is read, and is set right here.
  ///
  /// - Throws: `MarketStoreError.refused` when the feed named no job, or when rows were rejected and that was not allowed:
  ///   a broken feed must not close the board. Nothing is closed then; what was imported and opened stays.
  @discardableResult
  public func finish() throws -> Int {
    guard options.isFullFeed else { return 0 }
    guard namedJobs.all.count > 0 else {
      throw MarketStoreError(
        .refused, "The full feed names no job, so it would close every job: nothing was closed. Check the feed's files."
      )
    }
    try store.openJobs(named: namedJobs)
    guard rejected == 0 || options.allowsRejectsInFullFeed else {
      throw MarketStoreError(
        .refused,
        "\(rejected) rows of the full feed were rejected, and the jobs they name would be closed: nothing was closed. Mend"
          + " the rows, or allow rejects explicitly.")
    }
    return try store.closeJobs(exceptNamed: namedJobs.all)
  }
}
