import JobMarket

/// A job that changed, as it is now.
public struct JobChange: Hashable, Sendable {
  /// The job's key.
  public var key: JobKey
  /// The job's status; `nil` when it is gone.
  public var status: JobStatus?
  /// The first moment at which it is not offered; `nil` when it has none, or is gone.
  public var expiresAt: Instant?

  /// Makes a change.
  public init(key: JobKey, status: JobStatus?, expiresAt: Instant? = nil) {
    (self.key, self.status, self.expiresAt) = (key, status, expiresAt)
  }
}
