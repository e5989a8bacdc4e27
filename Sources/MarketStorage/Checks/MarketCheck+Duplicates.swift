import GRDB
import JobMarket

/// Rules about jobs that stand twice in the market.
extension MarketCheck {
  /// Notes jobs that have the folded title, company and places of an earlier one and were posted on the same day (or on no
  /// stated day, both): most likely one posting under two ids.
  ///
  /// Texts are the same when their words are, whatever their case, accents and punctuation; places in any order. Jobs without
  /// a company are left out: their title and places alone prove nothing. The index groups reposts by the same definition.
  public static let duplicateJobs = MarketCheck(
    name: "duplicate jobs", severity: .notice,
    advice: "One posting under several ids splits its history. Map the id from a column that stays the same."
  ) { database, _ in
    try twins(database) { $0 == $1 }
  }

  /// Notes jobs that have the folded title, company and places of an earlier one and were posted on another day: reposts, told
  /// as `duplicateJobs` tells them.
  public static let reposts = MarketCheck(
    name: "reposts", severity: .notice,
    advice: "Expected on real boards. A split by time may show the test what training has seen."
  ) { database, _ in
    try twins(database) { $0 != $1 }
  }

  private struct Posting {
    var id: String
    var day: Int64?
  }

  private static func twins(_ database: Database, _ isTwin: (Int64?, Int64?) -> Bool) throws -> Finding {
    // Only a hash of each folded text is kept; equal hashes of different texts do not happen by chance in 128 bits.
    var seen: [TextDigest: [Posting]] = [:]
    var finding = Finding(count: 0, total: 0, examples: [])
    let sql = "SELECT id, title, company, places, postedAt FROM job ORDER BY key"
    try StatementHandle(database, sql).forEach { row in
      finding.total += 1
      let company = FoldedText.words(of: row.text(2))
      guard !company.isEmpty else { return true }
      let places = try row.nested(3) { try $0.places() } ?? []
      let digest = TextDigest(
        [FoldedText.words(of: row.text(1)), company] + places.map { FoldedText.words(of: $0.text) }.sorted())
      let posting = Posting(id: row.text(0), day: row.optionalInteger(4)?.flooredQuotient(by: Instant.millisecondsADay))
      guard let earlier = seen[digest] else {
        seen[digest] = [posting]
        return true
      }
      if let twin = earlier.first(where: { isTwin($0.day, posting.day) }) {
        finding.count += 1
        if finding.examples.count < exampleLimit { finding.examples.append("job \(posting.id) as job \(twin.id)") }
      }
      // One posting a day is enough to tell days apart.
      if !earlier.contains(where: { $0.day == posting.day }) { seen[digest, default: []].append(posting) }
      return true
    }
    return finding
  }
}

/// 128 bits that stand for a list of texts: two FNV-1a hashes of 64 bits with different starts.
struct TextDigest: Hashable {
  private var first: UInt64 = 0xCBF2_9CE4_8422_2325
  private var second: UInt64 = 0x6C62_272E_07BB_0142

  init(_ texts: [String]) {
    for text in texts {
      for byte in text.utf8 { absorb(UInt32(byte)) }
      // No byte of UTF-8: where one text ends is part of the digest.
      absorb(0x100)
    }
  }

  private mutating func absorb(_ value: UInt32) {
    first = (first ^ UInt64(value)) &* 0x0000_0100_0000_01B3
    second = (second ^ UInt64(value)) &* 0x9E37_79B9_7F4A_7C15
    second ^= second >> 29
  }
}
