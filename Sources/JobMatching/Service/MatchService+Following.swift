import MarketStorage

extension MatchService {
  /// Takes in what is written to the record as it comes, until the task is cancelled.
  ///
  /// Every answer is as of the record's last change, with or without it: a request takes in what is missing before it looks.
  /// A service that lives long follows in the background, so that requests find that done.
  ///
  /// ```swift
  /// let following = Task { try await service.followChanges(every: .milliseconds(50)) }
  /// defer { following.cancel() }
  /// ```
  ///
  /// A record that somebody holds for too long to be read is asked again after the next pause.
  ///
  /// - Parameter interval: how long to wait between two looks at the record, each of which takes some microseconds where nothing
  ///   changed. The default is 100 ms.
  /// - Throws: `CancellationError` once the task is cancelled; otherwise as a search does, and then following has ended.
  public func followChanges(every interval: Duration = .milliseconds(100)) async throws {
    try await live.follow(every: interval)
  }

  /// Runs a body now and after every pause until the task is cancelled. A record that is busy is asked again after the next one.
  ///
  /// - Throws: `CancellationError`; what else the body throws.
  package static func repeating(every interval: Duration, _ body: @Sendable () async throws -> Void) async throws {
    while true {
      try Task.checkCancellation()
      do {
        try await body()
      } catch let error as MarketStoreError where error.code == .locked || error.code == .busy {
        // Somebody holds the file for longer than a reader waits. What is missed stays to be taken in.
      }
      try await Task.sleep(for: interval)
    }
  }

  /// The change of the record that answers were brought to so far, without a look at it.
  package var followedSequence: Int64 { live.live.snapshot.sequence }
}
