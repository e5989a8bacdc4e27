import GRDB
import GRDBSQLite

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A prepared statement bound and stepped through SQLite's own functions: the only file of this module that handles
/// pointers into SQLite.
///
/// GRDB prepares and finalizes the statement and owns the connection; binding here skips the boxing of every argument,
/// which costs more than the insert itself. A handle belongs to the database access it was made in, as GRDB's statements
/// do; one that is `kept` shares the connection's compiled statement of that SQL from access to access. Texts are bound
/// without a copy, which is sound because `execute` steps and unbinds before it returns.
final class StatementHandle {
  private let statement: Statement
  private let database: Database
  // Read once: each access through GRDB checks the dispatch queue again.
  private let pointer: OpaquePointer
  private let connection: OpaquePointer?

  /// Compiles SQL; with `kept`, or takes what the connection compiled for an earlier access.
  init(_ database: Database, _ sql: String, kept: Bool = false) throws {
    self.database = database
    statement = try kept ? database.cachedStatement(sql: sql) : database.makeStatement(sql: sql)
    (pointer, connection) = (statement.sqliteStatement, database.sqliteConnection)
  }

  /// Runs a statement that returns no row with the row's values as arguments from `firstIndex` on (1 is the first), and
  /// further integers before (`leading`) or after them (`trailing`). Returns how many rows it changed.
  @discardableResult
  func execute(
    leading: Int64? = nil, _ row: RowBuffer, columns: Range<Int>? = nil, trailing: Int64? = nil
  ) throws -> Int {
    defer { reset() }
    let code = row.bytes.withUnsafeBufferPointer { bytes in
      var index: Int32 = 1
      if let leading {
        sqlite3_bind_int64(pointer, index, leading)
        index += 1
      }
      index = StatementHandle.bind(row.values[columns ?? row.values.indices], bytes, to: pointer, from: index)
      if let trailing { sqlite3_bind_int64(pointer, index, trailing) }
      return sqlite3_step(pointer)
    }
    try check(code, expected: SQLITE_DONE)
    return Int(sqlite3_changes(connection))
  }

  /// Runs a statement that returns no row, with integers as arguments. Returns how many rows it changed.
  @discardableResult
  func execute(_ arguments: Int64...) throws -> Int {
    defer { reset() }
    for (offset, argument) in arguments.enumerated() {
      sqlite3_bind_int64(pointer, Int32(offset + 1), argument)
    }
    try check(sqlite3_step(pointer), expected: SQLITE_DONE)
    return Int(sqlite3_changes(connection))
  }

  /// Looks for the one row that the columns of `row` name and hands it to `body` while it lasts; `nil` without a row.
  func first<T>(_ row: RowBuffer, columns: Range<Int>, _ body: (StatementRow) throws -> T) throws -> T? {
    defer { reset() }
    return try row.bytes.withUnsafeBufferPointer { bytes in
      _ = StatementHandle.bind(row.values[columns], bytes, to: pointer, from: 1)
      let code = sqlite3_step(pointer)
      if code == SQLITE_DONE { return nil }
      try check(code, expected: SQLITE_ROW)
      return try body(StatementRow(pointer: pointer))
    }
  }

  /// Calls `body` with each row until it returns `false`; the rows last only for the call.
  func forEach(_ arguments: RowBuffer = RowBuffer(), _ body: (StatementRow) throws -> Bool) throws {
    defer { reset() }
    try arguments.bytes.withUnsafeBufferPointer { bytes in
      _ = StatementHandle.bind(arguments.values[...], bytes, to: pointer, from: 1)
      while true {
        let code = sqlite3_step(pointer)
        if code == SQLITE_DONE { return }
        try check(code, expected: SQLITE_ROW)
        if try !body(StatementRow(pointer: pointer)) { return }
      }
    }
  }

  private func reset() {
    sqlite3_reset(pointer)
    sqlite3_clear_bindings(pointer)
  }

  private func check(_ code: Int32, expected: Int32) throws {
    guard code != expected else { return }
    throw DatabaseError(
      resultCode: ResultCode(rawValue: code), message: database.lastErrorMessage, sql: statement.sql)
  }

  private static func bind(
    _ values: ArraySlice<RowBuffer.Value>, _ bytes: UnsafeBufferPointer<UInt8>, to pointer: OpaquePointer,
    from first: Int32
  ) -> Int32 {
    var index = first
    for value in values {
      switch value {
      case .null: sqlite3_bind_null(pointer, index)
      case .integer(let integer): sqlite3_bind_int64(pointer, index, integer)
      case .real(let real): sqlite3_bind_double(pointer, index, real)
      case .text(let range):
        guard let base = bytes.baseAddress, !range.isEmpty else {
          sqlite3_bind_text(pointer, index, "", 0, nil)
          break
        }
        // A nil destructor is SQLITE_STATIC: no copy. The buffer outlives the step and reset unbinds it.
        UnsafeRawPointer(base + range.lowerBound).withMemoryRebound(to: CChar.self, capacity: range.count) { text in
          _ = sqlite3_bind_text(pointer, index, text, Int32(range.count), nil)
        }
      }
      index += 1
    }
    return index
  }
}

/// The current row of a statement; valid only inside the closure it is handed to.
struct StatementRow {
  fileprivate let pointer: OpaquePointer

  func integer(_ column: Int) -> Int64 {
    sqlite3_column_int64(pointer, Int32(column))
  }

  func optionalInteger(_ column: Int) -> Int64? {
    isNull(column) ? nil : integer(column)
  }

  func optionalReal(_ column: Int) -> Double? {
    isNull(column) ? nil : sqlite3_column_double(pointer, Int32(column))
  }

  func isNull(_ column: Int) -> Bool {
    sqlite3_column_type(pointer, Int32(column)) == SQLITE_NULL
  }

  /// The text of a column, empty for NULL.
  func text(_ column: Int) -> String {
    optionalText(column) ?? ""
  }

  func optionalText(_ column: Int) -> String? {
    guard let base = sqlite3_column_text(pointer, Int32(column)) else { return nil }
    let count = Int(sqlite3_column_bytes(pointer, Int32(column)))
    return String(decoding: UnsafeBufferPointer(start: base, count: count), as: UTF8.self)
  }

  /// A column's text as bytes that last as long as the row; `nil` for NULL.
  func bytes(_ column: Int) -> ByteCursorHandle? {
    guard let base = sqlite3_column_text(pointer, Int32(column)) else { return nil }
    let count = Int(sqlite3_column_bytes(pointer, Int32(column)))
    return ByteCursorHandle(UnsafeBufferPointer(start: base, count: count))
  }

  /// The text of a column that holds one; `nil` for numbers and NULL.
  func textValue(_ column: Int) -> String? {
    sqlite3_column_type(pointer, Int32(column)) == SQLITE_TEXT ? text(column) : nil
  }

  /// The number of a column that holds one, NULL for anything else.
  func number(_ column: Int) -> RowBuffer.Value {
    switch sqlite3_column_type(pointer, Int32(column)) {
    case SQLITE_INTEGER: .integer(integer(column))
    case SQLITE_FLOAT: .real(sqlite3_column_double(pointer, Int32(column)))
    default: .null
    }
  }

  /// Whether columns from `first` on hold exactly the values of a row's `columns`.
  func matches(_ row: RowBuffer, columns: Range<Int>, from first: Int) -> Bool {
    row.bytes.withUnsafeBytes { bytes in
      columns.allSatisfy { column in
        let index = Int32(column - columns.lowerBound + first)
        switch row.values[column] {
        case .null: return sqlite3_column_type(pointer, index) == SQLITE_NULL
        case .integer(let integer):
          return sqlite3_column_type(pointer, index) == SQLITE_INTEGER
            && sqlite3_column_int64(pointer, index) == integer
        case .real(let real):
          return sqlite3_column_type(pointer, index) == SQLITE_FLOAT && sqlite3_column_double(pointer, index) == real
        case .text(let range):
          guard sqlite3_column_type(pointer, index) == SQLITE_TEXT else { return false }
          let stored = sqlite3_column_text(pointer, index)
          guard sqlite3_column_bytes(pointer, index) == Int32(range.count) else { return false }
          guard let stored, let base = bytes.baseAddress, !range.isEmpty else { return true }
          return memcmp(stored, base + range.lowerBound, range.count) == 0
        }
      }
    }
  }
}
