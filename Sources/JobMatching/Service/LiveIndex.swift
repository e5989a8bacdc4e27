import JobMarket
import MarketStorage
import Retrieval
import Synchronization

/// An index kept in step with its record: what was closed, deleted or has another end since it was built.
///
/// Each request asks the record for its latest change, one row; only when there are new ones are they read. Jobs that are new,
/// or whose words changed, come in with the next index; until then they are counted.
final class LiveIndex: Sendable {
  private struct State {
    var sequence: Int64
    var searcher: CPUSearcher
    var behind: Set<JobKey> = []
  }

  private let store: MarketStore
  private let state: Mutex<State>

  /// Follows a record from the change that an index was built at.
  init(_ index: JobIndex, builtAt sequence: Int64, store: MarketStore) {
    self.store = store
    state = Mutex(State(sequence: sequence, searcher: CPUSearcher(index)))
  }

  /// The searcher as of the record's latest change, and what a reader should know of it.
  ///
  /// - Throws: `MarketStoreError`. O(1) when nothing changed, else O(changes + jobs).
  func current() throws -> (searcher: CPUSearcher, notes: [String]) {
    try state.withLock { state in
      let latest = try store.latestSequence()
      if latest > state.sequence { try follow(&state, to: latest) }
      let count = state.behind.count
      let note = "\(count) \(count == 1 ? "job is" : "jobs are") new or changed since the index was built; "
      return (state.searcher, count == 0 ? [] : [note + "`jobmatch index` takes them in"])
    }
  }

  private func follow(_ state: inout State, to latest: Int64) throws {
    var closed: [JobKey] = []
    for change in try store.jobChanges(after: state.sequence) {
      if change.status == .open {
        state.behind.insert(change.key)
      } else {
        closed.append(change.key)
        state.behind.remove(change.key)
      }
    }
    state.searcher = CPUSearcher(state.searcher.index, closed: closed)
    state.sequence = latest
  }
}
