import Foundation
import GRDB
import JobMarket
import Synchronization

/// The system of record: one SQLite file `market.sqlite` in a workspace folder, with everything that was imported and a
/// numbered log of every change.
///
/// ```swift
/// let store = try MarketStore(folder: "demo")            // creates demo/market.sqlite
/// try store.upsert(Job(id: "17", title: "Baker"))        // .inserted
/// try store.job(id: "17")?.job.title                     // "Baker"
/// try store.latestSequence()                             // 1
/// ```
///
/// One process at a time may write, which `market.lock` sees to; any number may read, also while it writes, and each read
/// sees one committed state. A write is acknowledged after it has reached the disk (`synchronous = FULL`). What is in the
/// file can be read with the `sqlite3` shell: nested parts are JSON text, times UTC milliseconds.
///
/// Who somebody is (`GroupMembership`) goes into a table that no method here reads: see `GroupStore`.
public final class MarketStore: Sendable {
  /// How a market is opened.
  public struct Options: Hashable, Sendable {
    /// Whether the market may be written. The default is `true`; `false` takes no lock, creates nothing and works in a
    /// folder that may not be written.
    public var isWritable = true
    /// How long to wait for another writer to finish. The default is 1 second.
    public var lockWait: Duration = .seconds(1)
    /// Memory for pages of the writing connection, in MiB. The default is 128: the working set of a first load of a
    /// million jobs; more helps only larger loads in random order of ids.
    public var cacheMebibytes = 128
    /// How long a statement waits for what holds the file. For tests of a reader that stays.
    package var busySeconds = 5.0
    /// The most pages of 4096 bytes the file may have; `nil` leaves it to the disk. For tests of a full disk.
    package var maximumPageCount: Int?

    /// Makes the default options.
    public init() {}
  }

  /// The file.
  public let path: String
  /// What it was opened with.
  public let options: Options
  let pool: any DatabaseWriter
  private let lock: WorkspaceLock?
  let sequenceReader: SequenceReader
  /// The values that single writes have met; touched only by who writes.
  let knownValues = Mutex<KnownValues?>(nil)

  /// Opens the market of a workspace folder, creating or migrating `market.sqlite` if it may be written.
  ///
  /// - Throws: `MarketStoreError`: `locked` after `lockWait`, `newerSchema`, `olderSchema`, `notAMarket`, `missing`,
  ///   `readOnly`.
  public init(folder: String, options: Options = Options()) throws {
    let path = folder + "/market.sqlite"
    (self.path, self.options) = (path, options)
    let exists = FileManager.default.fileExists(atPath: path)
    if options.isWritable {
      lock = try WorkspaceLock(folder: folder, wait: options.lockWait)
      if exists { try MarketStore.inspect(path, needsToday: false) }
      pool = try MarketStore.mapped(path, "opening it") { try MarketStore.writer(path: path, options: options) }
      sequenceReader = SequenceReader(path: path)
    } else {
      lock = nil
      guard exists else {
        throw MarketStoreError(
          .missing, "\(path): there is no market here. Import into it first, or name another folder.")
      }
      try MarketStore.inspect(path, needsToday: true)
      pool = try MarketStore.mapped(path, "opening it") { try MarketStore.reader(path: path) }
      sequenceReader = SequenceReader(path: MarketStore.readingPath(path))
    }
  }

  /// Closes the file and gives up the lock; the store cannot be used after. Without it both happen when it is freed.
  ///
  /// - Throws: `MarketStoreError` when a read or write still runs; the lock is kept then.
  public func close() throws {
    try mapped("closing it") {
      // Before the pool, whose writer can empty the log file only as the last connection.
      try sequenceReader.close()
      do {
        try pool.close()
      } catch {
        sequenceReader.reopen()
        throw error
      }
    }
    lock?.release()
  }

  deinit { try? sequenceReader.close() }

  private static func writer(path: String, options: Options) throws -> any DatabaseWriter {
    var configuration = Configuration()
    configuration.label = "market"
    configuration.busyMode = .timeout(options.busySeconds)
    configuration.prepareDatabase { database in
      guard !database.configuration.readonly else { return }
      try database.execute(sql: "PRAGMA cache_size = -\(options.cacheMebibytes * 1024); PRAGMA secure_delete = ON")
      if let pages = options.maximumPageCount {
        _ = try Row.fetchAll(database, sql: "PRAGMA max_page_count = \(pages)")
      }
    }
    let pool = try DatabasePool(path: path, configuration: configuration)
    try pool.writeWithoutTransaction { database in
      // Opening the pool sets NORMAL, which may lose the last acknowledged writes when the power goes.
      try database.execute(sql: "PRAGMA synchronous = FULL")
      // After a checkpoint the log file shrinks to this; during an import it grows to the pages that the file changes.
      _ = try Row.fetchAll(database, sql: "PRAGMA journal_size_limit = 16777216")
    }
    try MarketSchema.migrator.migrate(pool)
    return pool
  }

  private static func reader(path: String) throws -> any DatabaseWriter {
    var configuration = Configuration()
    configuration.label = "market (reading)"
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    return try DatabasePool(path: readingPath(path), configuration: configuration)
  }

  /// Where the folder may not be written SQLite cannot make the files that readers share; a market that nobody writes can
  /// then be read as what it is, a file that does not change.
  private static func readingPath(_ path: String) -> String {
    let folder = (path as NSString).deletingLastPathComponent
    let logSize = try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int
    let isLogEmpty = (logSize ?? 0) == 0
    guard !FileManager.default.isWritableFile(atPath: folder.isEmpty ? "." : folder), isLogEmpty else { return path }
    return URL(fileURLWithPath: path).absoluteString + "?immutable=1"
  }

  /// Looks at a file before anything may write into it: is it a market, and of a version that is known here?
  private static func inspect(_ path: String, needsToday: Bool) throws {
    try mapped(path, "looking at it") {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(5)
      let queue = try DatabaseQueue(path: readingPath(path), configuration: configuration)
      try queue.read { database in
        let id = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        let isEmpty = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") == 0
        guard id == MarketSchema.applicationID || (isEmpty && !needsToday) else {
          throw MarketStoreError(
            .notAMarket,
            "\(path): is a database, but not a market (application id \(id), allowed \(MarketSchema.applicationID)). Move it"
              + " away or name another folder.")
        }
        if try MarketSchema.migrator.hasBeenSuperseded(database) {
          let known = MarketSchema.migrator.migrations
          let newer = try MarketSchema.migrator.appliedIdentifiers(database).subtracting(known).sorted()
          throw MarketStoreError(
            .newerSchema,
            "\(path): was written by a newer version of jobmatch (schema '\(newer.joined(separator: "', '"))'; this one knows"
              + " up to '\(known.last ?? "")'). Use that version, or import into another folder.")
        }
        if needsToday, try !MarketSchema.migrator.hasCompletedMigrations(database) {
          throw MarketStoreError(
            .olderSchema,
            "\(path): was written by an older version of jobmatch. Open it once for writing, which brings it up to date."
          )
        }
      }
      try queue.close()
    }
  }

  /// Runs `body` and turns what SQLite reports into a sentence for the user.
  func mapped<T>(_ action: String, _ body: () throws -> T) throws -> T {
    try MarketStore.mapped(path, action, body)
  }

  private static func mapped<T>(_ path: String, _ action: String, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw MarketStoreError(error, path: path, while: action)
    } catch let error as JSONTextReader.Failure {
      throw MarketStoreError(.damaged, "\(path): \(error.reason) at byte \(error.offset) while \(action).")
    }
  }

  /// Reads one committed state.
  func read<T>(_ action: String, _ body: (Database) throws -> T) throws -> T {
    try mapped(action) { try pool.read(body) }
  }

  /// Runs `body` in one transaction: all of it, or nothing.
  func write<T>(_ action: String, _ body: (Database) throws -> T) throws -> T {
    guard options.isWritable else {
      throw MarketStoreError(.readOnly, "\(path): was opened for reading only, and so cannot be written.")
    }
    return try mapped(action) {
      try pool.writeWithoutTransaction { database in
        var result: T?
        try database.inTransaction(.immediate) {
          result = try body(database)
          return .commit
        }
        guard let result else { throw MarketStoreError(.database, "\(path): no result while \(action).") }
        return result
      }
    }
  }
}
