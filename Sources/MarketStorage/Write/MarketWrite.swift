import JobMarket

/// A single thing to be written of a job.
public enum MarketWrite: Hashable, Sendable {
  /// The job in place of what the market knew of its id.
  case upsert(Job)
  /// An open job is closed; its history stays.
  case close(id: String)
  /// A job goes, and with it every impression, engagement, hire, campaign and feedback that points at it.
  case delete(id: String)
  /// A job's first moment of not being offered is another; `nil`: it has none.
  case setExpiry(id: String, to: Instant?)

  /// The id of the job it is about.
  public var id: String {
    switch self {
    case .upsert(let job): job.id
    case .close(let id), .delete(let id), .setExpiry(let id, _): id
    }
  }
}

extension MarketWrite {
  /// What became of a write that was acknowledged.
  public struct Receipt: Hashable, Sendable {
    /// What it did.
    public var result: MarketStore.WriteResult
    /// The job's key, also of one that is gone now.
    public var key: JobKey
    /// The change from which on the market is as the write wanted it: the write's own; under `unchanged` the latest one
    /// then. Whoever has followed the log up to here has seen it.
    public var sequence: Int64

    /// Makes a receipt.
    public init(result: MarketStore.WriteResult, key: JobKey, sequence: Int64) {
      (self.result, self.key, self.sequence) = (result, key, sequence)
    }
  }
}
