import Foundation

extension Program {
  /// Writes a `.npy` file of version 1.0 into the program's folder.
  func npy(_ name: String, _ descriptor: String, _ shape: String, _ bytes: [UInt8]) throws {
    var text = "{'descr': '\(descriptor)', 'fortran_order': False, 'shape': (\(shape)), }"
    text += String(repeating: " ", count: 117 - text.utf8.count) + "\n"
    let head: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0]
    try Data(head + Array(text.utf8) + bytes).write(to: folder.appending(path: name))
  }

  /// Writes a workload of one query without conditions into the program's folder.
  func writeWorkload(rows: Int, dimension: Int) throws {
    func floats(_ count: Int) -> [UInt8] {
      [Float]((0..<count).map { Float($0 * 7919 % 1000) / 1000 - 0.5 }).withUnsafeBytes { Array($0) }
    }
    try npy("embeddings.npy", "<f4", "\(rows), \(dimension)", floats(rows * dimension))
    try npy("queries.npy", "<f4", "1, \(dimension)", floats(dimension))
    try Data(#"{"k":10}"#.utf8).write(to: folder.appending(path: "queries.jsonl"))
  }

  /// Writes a field whose value in each row is the row's number modulo 7.
  func writeField(_ name: String, rows: Int) throws {
    try npy(
      "attr.\(name).offsets.npy", "<i8", "\(rows + 1),", (0...rows).map { Int64($0) }.withUnsafeBytes { Array($0) })
    try npy(
      "attr.\(name).values.npy", "<i4", "\(rows),", (0..<rows).map { Int32($0 % 7) }.withUnsafeBytes { Array($0) })
  }
}
