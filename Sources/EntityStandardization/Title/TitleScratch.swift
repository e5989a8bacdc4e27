/// Memory that calls of a matcher share, so that a batch allocates once.
public struct TitleScratch: Sendable {
  package var scores: [Float] = []
  var groups: [Float] = []

  /// Holds nothing yet.
  public init() {}

  /// Makes an array equal to another, in its own memory where that is of the size.
  static func set(_ array: inout [Float], to values: [Float]) {
    guard array.count == values.count else { return array = values }
    array.withUnsafeMutableBufferPointer { target in
      values.withUnsafeBufferPointer { _ = target.update(fromContentsOf: $0) }
    }
  }

  static func clear(_ array: inout [Float], _ count: Int) {
    if array.count != count {
      array = Array(repeating: 0, count: count)
    } else {
      array.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    }
  }
}
