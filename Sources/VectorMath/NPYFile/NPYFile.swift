/// An array as NumPy saves it: `.npy`, version 1.0, little-endian, C order, one or two dimensions.
///
/// ```swift
/// try NPYFile(shape: [2, 3], elements: [1, 2, 3, 4, 5, 6] as [Float]).write(to: "a.npy")
/// try NPYFile<Float>(contentsOf: "a.npy", shape: [nil, 3]).shape  // [2, 3]
/// ```
///
/// The format is NumPy's `numpy.lib.format`. Not promised: other versions, Fortran order, structured types.
public struct NPYFile<Element: NPYElement>: Sendable {
  /// The lengths of one or two dimensions.
  public let shape: [Int]
  /// The numbers, row after row.
  public let elements: [Element]

  /// Makes an array of one dimension.
  public init(_ elements: [Element]) {
    (shape, self.elements) = ([elements.count], elements)
  }

  /// Makes an array; `shape` has one or two lengths whose product is the number of elements.
  public init(shape: [Int], elements: [Element]) {
    precondition(
      (1...2).contains(shape.count) && shape.allSatisfy { $0 >= 0 } && shape.reduce(1, *) == elements.count,
      "the shape must fit the elements")
    (self.shape, self.elements) = (shape, elements)
  }

  /// Reads a file.
  ///
  /// The size of the file is compared with what its header asks for before anything is allocated or read.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - expected: the lengths asked for, `nil` for any; leave out for any shape of one or two dimensions.
  ///
  /// - Throws: `NPYFileError`. O(elements).
  public init(contentsOf path: String, shape expected: [Int?]? = nil) throws(NPYFileError) {
    let file = try NPYFileHandle(reading: path)
    let header = try NPYHeader(from: file)
    try header.expect(Element.self, shape: expected, path: path)
    let count = try header.elementCount(stride: MemoryLayout<Element>.stride, size: file.size, path: path)
    shape = header.shape
    elements = try file.read(Element.self, count: count)
  }

  /// Writes the file, replacing what is there.
  ///
  /// - Throws: `NPYFileError` when the system refuses. O(elements).
  public func write(to path: String) throws(NPYFileError) {
    let file = try NPYFileHandle(writing: path)
    try file.write(NPYHeader.bytes(descriptor: Element.npyDescriptor, shape: shape))
    try file.write(elements)
    try file.finish()
  }
}

extension NPYFile: Equatable where Element: Equatable {}
