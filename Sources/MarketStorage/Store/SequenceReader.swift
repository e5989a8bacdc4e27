import GRDB
import Synchronization

/// Asks for the number of the last change, cheaply enough to be asked before every query: one connection that is kept open
/// for it, and one statement that is compiled once.
///
/// Each question is a read transaction of its own and so sees what any process has committed before; it takes and gives back
/// SQLite's shared lock, and reads the end of one table.
final class SequenceReader: Sendable {
  private let path: String
  private let queue = Mutex<DatabaseQueue?>(nil)

  /// Opens nothing yet.
  init(path: String) {
    self.path = path
  }

  /// The number of the last change; 0 in an empty market.
  func latest() throws -> Int64 {
    let queue = try queue.withLock { queue in
      if let queue { return queue }
      var configuration = Configuration()
      configuration.label = "market (latest change)"
      configuration.readonly = true
      configuration.busyMode = .timeout(5)
      let opened = try DatabaseQueue(path: path, configuration: configuration)
      queue = opened
      return opened
    }
    // Without a transaction around it: a single statement is one by itself.
    return try queue.unsafeRead { database in
      let select = try StatementHandle(database, "SELECT max(sequence) FROM change", kept: true)
      return try select.first(RowBuffer(), columns: 0..<0) { $0.integer(0) } ?? 0
    }
  }

  /// Closes the connection.
  func close() throws {
    try queue.withLock { queue in
      try queue?.close()
      queue = nil
    }
  }
}
