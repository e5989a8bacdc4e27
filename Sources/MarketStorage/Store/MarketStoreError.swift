import GRDB

/// Why the market could not be opened, read or written: what was found, where, and what to do.
public struct MarketStoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds of failure that a caller may want to tell apart.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// Another process (or another store of this one) holds the workspace for writing.
    case locked
    /// The file was written by a newer version of this software.
    case newerSchema
    /// The file was written by an older version and was opened for reading only.
    case olderSchema
    /// The file is not a market, or not a database at all.
    case notAMarket
    /// There is no market in the folder.
    case missing
    /// The disk, or the room granted to the market, is full.
    case diskFull
    /// The folder or file may not be written.
    case readOnly
    /// A stored value is not what its column holds.
    case damaged
    /// An import that must not go through: a broken full feed, a strict import with a reject.
    case refused
    /// More writes wait than a writer holds.
    case busy
    /// The store or the writer was closed.
    case closed
    /// Anything else that SQLite reports.
    case database
  }

  /// What kind of failure it is.
  public let code: Code
  /// The whole sentence for the user.
  public let description: String

  init(_ code: Code, _ description: String) {
    (self.code, self.description) = (code, description)
  }

  /// Wraps what SQLite said while doing something: `writing jobs.csv`.
  init(_ error: DatabaseError, path: String, while action: String) {
    switch error.resultCode {
    case .SQLITE_FULL:
      self.init(
        .diskFull,
        "\(path): no room left while \(action). The market is as it was before; free some disk space and run it again.")
    case .SQLITE_IOERR:
      self.init(
        .diskFull,
        "\(path): the disk refused a write or read while \(action) (\(error.message ?? "no detail")). The market is as it was"
          + " before; check free space and the disk, then run it again.")
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN, .SQLITE_AUTH:
      self.init(
        .readOnly,
        "\(path): may not be opened or written while \(action) (\(error.message ?? "no detail")). Check the permissions of"
          + " the file and of its folder, which must be writable as well.")
    case .SQLITE_NOTADB, .SQLITE_CORRUPT:
      self.init(
        .notAMarket,
        "\(path): is not a database, or is damaged (\(error.message ?? "no detail"), while \(action)). Restore it from a"
          + " backup, or move it away and import again.")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(
        .locked,
        "\(path): is busy while \(action): a program that is not jobmatch holds it open for writing. Close that program."
      )
    default:
      self.init(.database, "\(path): \(error.message ?? "error \(error.extendedResultCode)") while \(action).")
    }
  }
}
