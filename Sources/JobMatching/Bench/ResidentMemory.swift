import Foundation

/// The memory this process holds: anonymous pages, and those of mapped files, some files apart.
struct ResidentMemory {
  /// In bytes; 0 where the system does not say.
  let bytes: Double

  /// Reads Linux's list of mappings: each begins with a line of addresses that ends with the file, and says `Rss:` below.
  init(apartFrom files: [String]) {
    // The file under its own name, as the system has it.
    let apart = Set(files.map { URL(filePath: $0).resolvingSymlinksInPath().path })
    // Read to its end piece by piece: the system says it has no bytes.
    guard let file = FileHandle(forReadingAtPath: "/proc/self/smaps") else {
      bytes = 0
      return
    }
    var data = Data()
    while let piece = try? file.read(upToCount: 1 << 16), !piece.isEmpty { data += piece }
    let text = String(decoding: data, as: UTF8.self)
    var kibibytes = 0
    var counts = true
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
      if line.starts(with: "Rss:".utf8) {
        if counts { kibibytes += ResidentMemory.number(in: line) }
      } else if let first = line.first, ResidentMemory.isHexadecimal(first) {
        counts = !apart.contains { String(decoding: line, as: UTF8.self).hasSuffix(" " + $0) }
      }
    }
    bytes = Double(kibibytes) * 1024
  }

  /// Lines of addresses begin with a small letter or digit, the others with a capital.
  private static func isHexadecimal(_ byte: UInt8) -> Bool { (48...57).contains(byte) || (97...102).contains(byte) }

  private static func number(in line: Substring.UTF8View) -> Int {
    line.reduce(0) { (48...57).contains($1) ? $0 * 10 + Int($1 - 48) : $0 }
  }
}
