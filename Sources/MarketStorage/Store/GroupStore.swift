import GRDB
import JobMarket

/// Who seekers are: gender, race, age. **Only the fairness audit may read this**; nothing that ranks, trains or explains
/// may hold a value of this type, because who somebody is must never be an input.
///
/// It lies in a table apart (`audit_group`), which no method of `MarketStore` returns and no change log mentions, so that
/// the rule can be checked by looking for the one name `GroupStore`.
public struct GroupStore: Sendable {
  private let store: MarketStore

  /// Looks into the groups of a market.
  public init(auditing store: MarketStore) {
    self.store = store
  }

  /// Every membership, ordered by dimension, then by the seeker's order of import. O(n log n).
  public func memberships() throws -> [GroupMembership] {
    var memberships: [GroupMembership] = []
    let sql = """
      SELECT seeker.id, dimension, value FROM audit_group JOIN seeker ON seeker.key = audit_group.seeker
      ORDER BY dimension, seeker.key
      """
    try store.stream("groups", sql) { row, _ in
      GroupMembership(seeker: row.text(0), dimension: row.text(1), value: row.text(2))
    } _: {
      memberships += $0
    }
    return memberships
  }
}
