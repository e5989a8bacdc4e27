import Foundation
import GRDBSQLite

/// The floor under any import into SQLite: the same rows into the same tables with bare prepared statements, nothing parsed,
/// nothing checked. The only file of this package that handles pointers into SQLite.
///
/// Rows come from a market that was imported already, column by column as SQLite values, and go into a new file with the
/// same schema, in one transaction, with the market's own durability: write-ahead log, `synchronous = FULL`, the log copied
/// back at the end. Reading the source is part of the time; it stands for the least that any reader costs.
struct FloorHandle {
  /// Copies the tables an import of jobs fills; returns the number of jobs.
  static func copy(market source: String, to path: String) throws -> Int {
    var database: OpaquePointer?
    guard sqlite3_open(path, &database) == SQLITE_OK, let database else {
      throw BenchmarkError("\(path) cannot be opened by SQLite")
    }
    defer { sqlite3_close(database) }
    var reader: OpaquePointer?
    guard sqlite3_open_v2(source, &reader, SQLITE_OPEN_READONLY, nil) == SQLITE_OK, let reader else {
      throw BenchmarkError("\(source) cannot be opened by SQLite")
    }
    defer { sqlite3_close(reader) }
    try run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -131072", database)
    try rows(of: "SELECT sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'", reader) { row in
      try run(sqlite3_column_text(row, 0).map { String(cString: $0) } ?? "", database)
    }
    try run("BEGIN IMMEDIATE", database)
    for table in ["attribute_value", "change"] { _ = try copy(table, from: reader, to: database) }
    let jobs = try copy("job", from: reader, to: database)
    try run("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)", database)
    return jobs
  }

  private static func copy(_ table: String, from reader: OpaquePointer, to database: OpaquePointer) throws -> Int {
    var insert: OpaquePointer?
    var count = 0
    defer { sqlite3_finalize(insert) }
    try rows(of: "SELECT * FROM \(table)", reader) { row in
      let columns = sqlite3_column_count(row)
      if insert == nil {
        let places = Array(repeating: "?", count: Int(columns)).joined(separator: ",")
        try check(sqlite3_prepare_v2(database, "INSERT INTO \(table) VALUES(\(places))", -1, &insert, nil), database)
      }
      for column in 0..<columns { sqlite3_bind_value(insert, column + 1, sqlite3_column_value(row, column)) }
      try check(sqlite3_step(insert), database)
      sqlite3_reset(insert)
      count += 1
    }
    return count
  }

  private static func rows(
    of sql: String, _ database: OpaquePointer, _ body: (OpaquePointer) throws -> Void
  ) throws {
    var statement: OpaquePointer?
    try check(sqlite3_prepare_v2(database, sql, -1, &statement, nil), database)
    defer { sqlite3_finalize(statement) }
    while let statement, sqlite3_step(statement) == SQLITE_ROW { try body(statement) }
    try check(sqlite3_errcode(database), database)
  }

  private static func run(_ sql: String, _ database: OpaquePointer) throws {
    try check(sqlite3_exec(database, sql, nil, nil, nil), database)
  }

  private static func check(_ code: Int32, _ database: OpaquePointer) throws {
    guard [SQLITE_OK, SQLITE_DONE, SQLITE_ROW].contains(code) else {
      throw BenchmarkError("SQLite: \(String(cString: sqlite3_errmsg(database)))")
    }
  }
}
