import GRDB
import Synchronization

/// Asks for the number of the last change, cheaply enough to be asked before every query: one connection that is kept open
/// for it, and one statement that is compiled once.
///
/// Each question is a read transaction of its own and so sees what any process has committed before; it takes and gives back
/// SQLite's shared lock, and reads the end of one table.
final class SequenceReader: Sendable {
  private struct State {
    var queue: DatabaseQueue?
    var isClosed = false
  }

  private let path: String
  private let state = Mutex(State())

  /// Opens nothing yet.
  init(path: String) {
    self.path = path
  }

  /// The number of the last change; 0 in an empty market.
  func latest() throws -> Int64 {
    let queue = try state.withLock { state in
      if let queue = state.queue { return queue }
      guard !state.isClosed else {
        throw MarketStoreError(.closed, "\(path): the market was closed, and so cannot be read.")
      }
      var configuration = Configuration()
      configuration.label = "market (latest change)"
      configuration.readonly = true
      configuration.busyMode = .timeout(5)
      let opened = try DatabaseQueue(path: path, configuration: configuration)
      state.queue = opened
      return opened
    }
    // Without a transaction around it: a single statement is one by itself.
    return try queue.unsafeRead { database in
      let select = try StatementHandle(database, "SELECT max(sequence) FROM change", kept: true)
      return try select.first(RowBuffer(), columns: 0..<0) { $0.integer(0) } ?? 0
    }
  }

  /// Closes the connection and opens none any more; `reopen` allows it again.
  func close() throws {
    try state.withLock { state in
      try state.queue?.close()
      state = State(queue: nil, isClosed: true)
    }
  }

  /// Takes a close back.
  func reopen() {
    state.withLock { $0.isClosed = false }
  }
}
