import MarketStorage

extension MarketStore {
  /// The record's last change, for an index that must not be ahead of it: ahead of its own record no index ever is.
  ///
  /// - Parameter index: the change that the index stands at, read before this is asked, since both go on.
  /// - Throws: `WorkspaceError` where the record ends before that change; `MarketStoreError`. As `latestSequence`.
  func latestSequence(from index: Int64) throws -> Int64 {
    let latest = try latestSequence()
    guard latest >= index else {
      throw WorkspaceError(
        "\(path): the record stands at change \(latest), the index at \(index): it is another market or an older copy of it; "
          + "run `jobmatch index`")
    }
    return latest
  }
}
