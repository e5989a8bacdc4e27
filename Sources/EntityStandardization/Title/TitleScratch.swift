/// Memory that calls of a matcher share, so that a batch allocates once.
public struct TitleScratch: Sendable {
  package var scores: [Float] = []
  var groups: [Float] = []

  /// Holds nothing yet.
  public init() {}

  static func clear(_ array: inout [Float], _ count: Int) {
    if array.count != count {
      array = Array(repeating: 0, count: count)
    } else {
      array.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    }
  }
}
