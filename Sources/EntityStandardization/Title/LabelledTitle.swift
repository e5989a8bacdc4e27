/// A distinct title of the examples with how often each value was given to it.
struct LabelledTitle: Sendable {
  var title: NormalizedTitle
  var counts: [(value: Int, count: Float)]

  /// The examples by distinct folded title, in bytewise order.
  static func distinct(
    _ examples: [LearnedTitles.Example], reader: TitleNormalizer, positions: [String: Int]
  ) -> [LabelledTitle] {
    var grouped: [String: (title: NormalizedTitle, counts: [Int: Float])] = [:]
    for example in examples {
      let title = reader.normalize(example.title)
      guard !title.words.isEmpty else { continue }
      grouped[title.folded, default: (title, [:])].counts[positions[example.value]!, default: 0] += 1
    }
    return grouped.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { key in
      let entry = grouped[key]!
      return LabelledTitle(
        title: entry.title, counts: entry.counts.sorted { $0.key < $1.key }.map { (value: $0.key, count: $0.value) })
    }
  }
}
