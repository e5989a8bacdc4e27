extension ColumnFolderWriter {
  /// Bytes that are gathered before they are written.
  private static let blockBytes = 4 << 20

  /// Writes rows of several columns as one, a block at a time: what memory takes does not depend on how many there are.
  ///
  /// - Parameters:
  ///   - parts: memory a table; the rows of one without are zeros.
  ///   - width: values a row; the column's shape is [rows, width].
  /// - Throws: `FileDamage` when the system refuses, or rows lie in a file that is not what was written. O(values).
  package mutating func write<Element: NPYElement>(
    gathering parts: [AlignedMemoryHandle<Element>?], _ rows: RowGathering, width: Int, _ name: String
  ) throws(FileDamage) {
    var file = try FileOutputHandle(ColumnFolder.join(path, name + ".npy"))
    try file.write(NPYHeader.bytes(descriptor: Element.npyDescriptor, shape: [rows.count, width]))
    let room = max(1, ColumnFolderWriter.blockBytes / (width * MemoryLayout<Element>.stride))
    var block = RowGathering()
    for run in rows.runs {
      var first = run.rows.lowerBound
      while first < run.rows.upperBound {
        let end = min(run.rows.upperBound, first + room - block.count)
        block.append(first..<end, of: run.part)
        first = end
        guard block.count == room else { continue }
        try file.write(AlignedMemoryHandle(gathering: parts, block, width: width))
        block = RowGathering()
      }
    }
    if block.count > 0 { try file.write(AlignedMemoryHandle(gathering: parts, block, width: width)) }
    checksums.files[name + ".npy"] = try file.finish()
  }
}
