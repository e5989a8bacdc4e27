import JobMarket

/// The values that mentions amount to: what a job is indexed under and a seeker asked for.
public enum EntityValues {
  /// The values of each field, surest first, without those that a text negates.
  ///
  /// - Parameter minimumConfidence: mentions below it do not count.
  /// - Returns: each value once with its greatest confidence. O(mentions · log mentions).
  public static func values(
    of mentions: [Mention], minimumConfidence: Float
  ) -> [AttributeField: [(value: String, confidence: Float)]] {
    var best: [AttributeField: [String: Float]] = [:]
    for mention in mentions where mention.stance != .negated && mention.confidence >= minimumConfidence {
      best[mention.field, default: [:]][mention.value, default: 0].formMaximum(mention.confidence)
    }
    return best.mapValues { values in
      values.map { (value: $0.key, confidence: $0.value) }
        .sorted { ($1.confidence, $0.value) < ($0.confidence, $1.value) }
    }
  }
}

extension Float {
  fileprivate mutating func formMaximum(_ other: Float) { self = max(self, other) }
}
