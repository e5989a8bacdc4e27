import EntityStandardization
import Foundation
import JobMarket

/// The mentions of every job in one file, `mentions.tsv`: a line a job in the order of keys.
///
/// A line is the key, the checksum of the job's texts in hexadecimal, and a cell a mention between tabs. A cell is nine
/// parts between U+001F: field, value, label, part, first and last offset, confidence in thousandths, method and stance. Tabs, line breaks and U+001F within a value or label are spaces.
enum MentionFile {
  static let name = "mentions.tsv"
  private static let separator: Character = "\u{1F}"

  /// One job's line.
  struct Entry {
    var key: JobKey
    var checksum: UInt64
    var mentions: [Mention]
  }

  /// A line with its line break.
  static func line(_ entry: Entry) -> String {
    ([String(entry.key.rawValue), String(entry.checksum, radix: 16)] + entry.mentions.map(cell)).joined(separator: "\t")
      + "\n"
  }

  private static func cell(_ mention: Mention) -> String {
    [
      mention.field.name, CellText.flattened(mention.value), CellText.flattened(mention.label), mention.part.rawValue,
      String(mention.range.lowerBound), String(mention.range.upperBound),
      String(Int((mention.confidence * 1000).rounded())), mention.method.rawValue, mention.stance.rawValue,
    ].joined(separator: String(separator))
  }

  /// Reads a file from front to back, and finds jobs asked for in the order of their keys.
  struct Cursor {
    private let file: String
    private let data: Data
    private var position: Int
    private var line = 0
    private var pending: Substring?
    private var pendingKey: Int64 = -1

    /// Opens a file.
    init(contentsOf url: URL) throws {
      file = url.path
      data = try Data(contentsOf: url, options: .mappedIfSafe)
      position = data.startIndex
    }

    /// The entry of a job, if the file has it. Keys must rise from call to call. O(lines passed over).
    mutating func entry(of key: JobKey) throws -> Entry? {
      while let entry = try peek(), entry <= key.rawValue {
        defer { pending = nil }
        if entry == key.rawValue, let text = pending { return try parse(text) }
      }
      return nil
    }

    private mutating func peek() throws -> Int64? {
      if pending != nil { return pendingKey }
      guard position < data.endIndex else { return nil }
      let end = data[position...].firstIndex(of: 10) ?? data.endIndex
      line += 1
      let text = Substring(decoding: data[position..<end], as: UTF8.self)
      position = min(end + 1, data.endIndex)
      guard let tab = text.utf8.firstIndex(of: 9), let key = Int64(text[..<tab]) else { throw damaged() }
      (pending, pendingKey) = (text, key)
      return key
    }

    private func parse(_ text: Substring) throws -> Entry {
      let cells = text.utf8.split(separator: 9, omittingEmptySubsequences: false).map { Substring($0) }
      guard cells.count >= 2, let key = Int64(cells[0]), let checksum = UInt64(cells[1], radix: 16) else {
        throw damaged()
      }
      return Entry(key: JobKey(rawValue: key), checksum: checksum, mentions: try cells.dropFirst(2).map(mention))
    }

    private func mention(_ cell: Substring) throws -> Mention {
      let parts = cell.utf8.split(separator: 0x1F, omittingEmptySubsequences: false).map { String(Substring($0)) }
      guard parts.count == 9, let field = AttributeField(parts[0]), let part = TextPart(rawValue: parts[3]),
        let start = Int(parts[4]), let end = Int(parts[5]), 0 <= start, start <= end, let confidence = Float(parts[6]),
        let method = Mention.Method(rawValue: parts[7]), let stance = Mention.Stance(rawValue: parts[8])
      else { throw damaged() }
      return Mention(
        field, value: parts[1], label: parts[2], part: part, range: start..<end, confidence: confidence / 1000,
        method: method, stance: stance)
    }

    private func damaged() -> WorkspaceError {
      WorkspaceError("\(file):\(line): not a job's mentions; redo them with `jobmatch standardize --full`")
    }
  }
}
