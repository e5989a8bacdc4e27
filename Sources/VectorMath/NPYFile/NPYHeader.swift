/// What stands before the numbers of a `.npy` file.
struct NPYHeader {
  let descriptor: String
  let shape: [Int]
  /// Bytes of the file before the first number.
  let length: Int

  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]

  /// Reads the header; the file then stands at the first number.
  init(from file: borrowing NPYFileHandle) throws(NPYFileError) {
    let start = try file.read(UInt8.self, count: min(10, file.size))
    let textLength = try NPYHeader.textLength(start, size: file.size, path: file.path)
    try self.init(text: try file.read(UInt8.self, count: textLength), path: file.path)
  }

  /// Reads the header of a mapped file and holds it against what is expected, and the file's size against both.
  init<Element: NPYElement>(
    _ type: Element.Type, of file: MappedFileHandle, shape expected: [Int?]? = nil
  ) throws(NPYFileError) {
    let (path, size) = (file.path, file.byteCount)
    let textLength = try NPYHeader.textLength(file.copied(0..<min(10, size)), size: size, path: path)
    try self.init(text: file.copied(10..<10 + textLength), path: path)
    try expect(type, shape: expected, path: path)
    _ = try elementCount(stride: MemoryLayout<Element>.stride, size: size, path: path)
  }

  /// How long the text is, by the bytes before it.
  private static func textLength(_ start: [UInt8], size: Int, path: String) throws(NPYFileError) -> Int {
    guard size >= 10 else {
      throw NPYFileError(path: path, kind: .malformed("\(size) bytes, a header alone has more"))
    }
    guard start.prefix(8).elementsEqual(NPYHeader.magic) else {
      throw NPYFileError(
        path: path, kind: .malformed("it begins with \(start.prefix(8)), expected \(NPYHeader.magic)"))
    }
    let textLength = Int(start[8]) + Int(start[9]) << 8
    guard size >= 10 + textLength else {
      throw NPYFileError(path: path, kind: .size(found: size, expected: 10 + textLength))
    }
    return textLength
  }

  private init(text: [UInt8], path: String) throws(NPYFileError) {
    func malformed(_ problem: String) -> NPYFileError { NPYFileError(path: path, kind: .malformed(problem)) }
    length = 10 + text.count
    var scanner = HeaderScanner(text)
    guard let entries = scanner.entries() else { throw malformed("its header is not the dictionary of three keys") }
    guard !entries.fortranOrder else { throw malformed("it is in Fortran order; save numpy.ascontiguousarray(array)") }
    guard (1...2).contains(entries.shape.count) else {
      throw NPYFileError(path: path, kind: .shape(found: entries.shape, expected: "one or two dimensions"))
    }
    (descriptor, shape) = (entries.descriptor, entries.shape)
  }

  /// Throws unless the numbers are of a type and the shape has the lengths asked for, `nil` for any.
  func expect<Element: NPYElement>(
    _ type: Element.Type, shape expected: [Int?]?, path: String
  ) throws(NPYFileError) {
    guard descriptor == Element.npyDescriptor else {
      throw NPYFileError(path: path, kind: .elementType(found: descriptor, expected: Element.npyDescriptor))
    }
    let fits = expected.map { expected in
      expected.count == shape.count && zip(expected, shape).allSatisfy { $0 == nil || $0 == $1 }
    }
    guard fits ?? true else {
      let wanted = (expected ?? []).map { $0.map(String.init) ?? "any" }.joined(separator: ", ")
      throw NPYFileError(path: path, kind: .shape(found: shape, expected: "[\(wanted)]"))
    }
  }

  /// How many numbers follow; throws unless the file is exactly as long as that makes it.
  func elementCount(stride: Int, size: Int, path: String) throws(NPYFileError) -> Int {
    var count = 1
    for dimension in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
      guard !overflow, product <= (Int.max - length) / stride else {
        throw NPYFileError(path: path, kind: .malformed("shape \(shape) is beyond any file"))
      }
      count = product
    }
    let expected = length + count * stride
    guard size == expected else {
      throw NPYFileError(path: path, kind: .size(found: size, expected: expected))
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
