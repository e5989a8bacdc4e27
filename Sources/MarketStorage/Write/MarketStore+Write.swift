import GRDB
import JobMarket
import Synchronization

extension MarketStore {
  /// Writes things in their order in one transaction, acknowledged together when it has reached the disk.
  ///
  /// One result a write: the receipt, or why this one write cannot be, which leaves the others as they are.
  ///
  /// - Throws: `MarketStoreError` when the transaction as a whole came to nothing.
  func commit(_ writes: some Collection<MarketWrite>) throws -> [Result<MarketWrite.Receipt, any Error>] {
    var after: KnownValues?
    let results = try write("writing \(writes.count) changes of jobs") { database in
      // Put back once this is committed; until then, and after a failure, whoever writes begins without it.
      let before = knownValues.withLock { known in
        defer { known = nil }
        return known
      }
      let batch = try WriteBatch(database, known: before ?? KnownValues())
      let results = try writes.map { write in
        do {
          return Result<MarketWrite.Receipt, any Error>.success(try batch.write(write, path: path))
        } catch let error as Reject {
          return .failure(error)
        } catch let error as MarketStoreError where error.code == .missing {
          return .failure(error)
        }
      }
      after = try batch.finish()
      return results
    }
    knownValues.withLock { $0 = after.take() }
    return results
  }

  /// Writes one thing in a transaction of its own.
  func commit(_ write: MarketWrite) throws -> MarketWrite.Receipt {
    try commit(CollectionOfOne(write))[0].get()
  }
}
