import JobMarket

/// A text that is standardized, and what it is of its record.
public struct StandardizedText: Hashable, Sendable {
  /// What the text is.
  public var part: TextPart
  /// The text as recorded; lists stand an item a line.
  public var text: String

  /// Pairs a part with its text.
  public init(_ part: TextPart, _ text: String) {
    (self.part, self.text) = (part, text)
  }

  /// The texts of a job that say something, in a fixed order.
  public static func texts(of job: Job) -> [StandardizedText] {
    [
      StandardizedText(.title, job.title), StandardizedText(.company, job.company),
      StandardizedText(.industry, job.industry), StandardizedText(.seniority, job.seniority),
      StandardizedText(.skills, job.skills.joined(separator: "\n")),
      StandardizedText(.places, job.places.map(\.text).joined(separator: "\n")),
      StandardizedText(.description, job.description),
    ].filter { !$0.text.isEmpty }
  }

  /// The texts of a seeker that say something; positions begun after a moment are left out.
  ///
  /// Past and wished-for titles are titles, a text each.
  public static func texts(of seeker: Seeker, asOf: Instant) -> [StandardizedText] {
    let positions = seeker.positions.filter { $0.start.map { $0 <= asOf } ?? true }
    let titles = positions.map(\.title) + seeker.wants.titles + [seeker.headline]
    return
      (titles.map { StandardizedText(.title, $0) } + [
        StandardizedText(.skills, seeker.skills.joined(separator: "\n")),
        StandardizedText(.description, seeker.text),
      ]).filter { !$0.text.isEmpty }
  }

  /// A 64-bit checksum of texts and their parts (FNV-1a): equal texts need not be standardized again. O(total length).
  public static func checksum(of texts: [StandardizedText]) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    for text in texts {
      for byte in text.part.rawValue.utf8 { mix(byte) }
      mix(0)
      var copy = text.text
      copy.withUTF8 { for byte in $0 { mix(byte) } }
      mix(0)
    }
    return hash
  }
}
