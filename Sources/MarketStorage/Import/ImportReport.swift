/// What one file brought.
public struct ImportReport: Hashable, Sendable {
  /// The file's name as the user gave it.
  public var file: String
  /// Records handed in, rejected ones included.
  public var read = 0
  /// New rows.
  public var inserted = 0
  /// Known rows whose content is now another.
  public var updated = 0
  /// Known rows that said nothing new.
  public var unchanged = 0
  /// Rows set aside.
  public var rejected = 0
  /// Jobs that were open and are now closed.
  public var closed = 0
  /// Bytes of the file, as the reader counted them.
  public var bytes = 0
  /// Wall-clock seconds.
  public var seconds = 0.0

  /// Makes an empty report. `read` is always the sum of the five counts after it.
  public init(file: String) {
    self.file = file
  }

  mutating func count(_ outcome: TableWriter.Outcome) {
    switch outcome {
    case .inserted: inserted += 1
    case .updated: updated += 1
    case .closed: closed += 1
    case .unchanged: unchanged += 1
    case .duplicate: rejected += 1
    }
  }
}
