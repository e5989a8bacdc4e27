import Foundation

/// Writes rejects as JSON lines: `{"file":"jobs.csv","line":17,"key":"id","found":"","allowed":"…","reason":"…"}`.
///
/// The file appears with the first reject, so that an import without any leaves none behind, and each line is written at
/// once, so that a broken import leaves what it found.
public final class RejectFile {
  /// Where it is.
  public let path: String
  /// How many rejects were written.
  public private(set) var count = 0
  private var file: FileHandle?

  /// Prepares to write; an older file of that name is removed.
  ///
  /// - Throws: what the file system says when the older file cannot be removed.
  public init(path: String) throws {
    self.path = path
    if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
  }

  /// Appends one reject.
  ///
  /// - Throws: `MarketStoreError.readOnly` when the file cannot be created; what the file system says when it is full.
  public func write(_ reject: Reject) throws {
    var row = RowBuffer()
    row.object { row, isFirst in
      row.name("file", isFirst: &isFirst)
      row.string(reject.location.file)
      row.name("line", isFirst: &isFirst)
      row.integer(Int64(reject.location.line))
      row.name("key", isFirst: &isFirst)
      row.string(reject.key)
      row.name("found", isFirst: &isFirst)
      row.string(reject.found)
      row.name("allowed", isFirst: &isFirst)
      row.string(reject.allowed)
      row.name("reason", isFirst: &isFirst)
      row.string(reject.reason)
    }
    row.bytes.append(UInt8(ascii: "\n"))
    try handle().write(contentsOf: row.bytes)
    count += 1
  }

  private func handle() throws -> FileHandle {
    if let file { return file }
    guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path)
    else { throw MarketStoreError(.readOnly, "\(path): cannot be created. Check the folder and its permissions.") }
    self.file = file
    return file
  }
}
