/// What stands before the numbers of a `.npy` file.
struct NPYHeader {
  let descriptor: String
  let shape: [Int]
  /// Bytes of the file before the first number.
  let length: Int

  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]

  /// Reads the header; the file then stands at the first number.
  init(from file: borrowing NPYFileHandle) throws(NPYFileError) {
    let path = file.path
    func malformed(_ problem: String) -> NPYFileError { NPYFileError(path: path, kind: .malformed(problem)) }
    guard file.size >= 10 else { throw malformed("\(file.size) bytes, a header alone has more") }
    let start = try file.read(UInt8.self, count: 10)
    guard start.prefix(8).elementsEqual(NPYHeader.magic) else {
      throw malformed("it begins with \(start.prefix(8)), expected \(NPYHeader.magic)")
    }
    let textLength = Int(start[8]) + Int(start[9]) << 8
    length = 10 + textLength
    guard file.size >= length else { throw NPYFileError(path: path, kind: .size(found: file.size, expected: length)) }
    var scanner = HeaderScanner(try file.read(UInt8.self, count: textLength))
    guard let entries = scanner.entries() else { throw malformed("its header is not the dictionary of three keys") }
    guard !entries.fortranOrder else { throw malformed("it is in Fortran order; save numpy.ascontiguousarray(array)") }
    guard (1...2).contains(entries.shape.count) else {
      throw NPYFileError(path: path, kind: .shape(found: entries.shape, expected: "one or two dimensions"))
    }
    (descriptor, shape) = (entries.descriptor, entries.shape)
  }

  /// How many numbers follow; throws unless the file is exactly as long as that makes it.
  func elementCount(stride: Int, file: borrowing NPYFileHandle) throws(NPYFileError) -> Int {
    var count = 1
    for dimension in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
      guard !overflow, product <= (Int.max - length) / stride else {
        throw NPYFileError(path: file.path, kind: .malformed("shape \(shape) is beyond any file"))
      }
      count = product
    }
    let expected = length + count * stride
    guard file.size == expected else {
      throw NPYFileError(path: file.path, kind: .size(found: file.size, expected: expected))
    }
    return count
  }

  /// The header, padded as NumPy does so that the numbers begin at a multiple of 64 bytes.
  static func bytes(descriptor: String, shape: [Int]) -> [UInt8] {
    let lengths = shape.count == 1 ? "\(shape[0])," : shape.map(String.init).joined(separator: ", ")
    var text = Array("{'descr': '\(descriptor)', 'fortran_order': False, 'shape': (\(lengths)), }".utf8)
    text += [UInt8](repeating: 32, count: 63 - (magic.count + 2 + text.count) % 64) + [10]
    return magic + [UInt8(text.count & 255), UInt8(text.count >> 8)] + text
  }
}

/// Reads the Python dictionary literal of a header, its keys in any order.
private struct HeaderScanner {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func entries() -> (descriptor: String, fortranOrder: Bool, shape: [Int])? {
    var descriptor: String?
    var fortranOrder: Bool?
    var shape: [Int]?
    guard take("{") else { return nil }
    while !take("}") {
      guard let key = quoted(), take(":") else { return nil }
      switch key {
      case "descr" where descriptor == nil: descriptor = quoted()
      case "fortran_order" where fortranOrder == nil:
        fortranOrder = take("True") ? true : take("False") ? false : nil
        if fortranOrder == nil { return nil }
      case "shape" where shape == nil: shape = tuple()
      default: return nil
      }
      guard take(",") || peek() == UInt8(ascii: "}") else { return nil }
    }
    skipSpaces()
    guard position == bytes.count, let descriptor, let fortranOrder, let shape else { return nil }
    return (descriptor, fortranOrder, shape)
  }

  private mutating func skipSpaces() {
    while position < bytes.count, bytes[position] == 32 || bytes[position] == 10 { position += 1 }
  }

  private mutating func peek() -> UInt8? {
    skipSpaces()
    return position < bytes.count ? bytes[position] : nil
  }

  private mutating func take(_ word: StaticString) -> Bool {
    skipSpaces()
    let matches = word.withUTF8Buffer { bytes[position...].starts(with: $0) }
    if matches { position += word.utf8CodeUnitCount }
    return matches
  }

  private mutating func quoted() -> String? {
    guard take("'"), let end = bytes[position...].firstIndex(of: UInt8(ascii: "'")) else { return nil }
    defer { position = end + 1 }
    return String(decoding: bytes[position..<end], as: UTF8.self)
  }

  private mutating func tuple() -> [Int]? {
    guard take("(") else { return nil }
    var lengths: [Int] = []
    while !take(")") {
      skipSpaces()
      let digits = bytes[position...].prefix { (48...57).contains($0) }
      guard let length = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
      position += digits.count
      lengths.append(length)
      guard take(",") || peek() == UInt8(ascii: ")") else { return nil }
    }
    return lengths
  }
}
