import CVectorKernels

/// The one place where bitset words meet the kernels' pointers; every call stays within the arrays it is given.
enum BitsetHandle {
  static func count(_ words: [UInt64]) -> Int {
    words.withUnsafeBufferPointer { Int(jm_bits_count($0.baseAddress, $0.count)) }
  }

  static func andCount(_ first: [UInt64], _ second: [UInt64]) -> Int {
    first.withUnsafeBufferPointer { first in
      second.withUnsafeBufferPointer { Int(jm_bits_and_count(first.baseAddress, $0.baseAddress, first.count)) }
    }
  }

  static func and(_ target: inout [UInt64], _ other: [UInt64]) {
    combine(&target, other, jm_bits_and)
  }

  static func or(_ target: inout [UInt64], _ other: [UInt64]) {
    combine(&target, other, jm_bits_or)
  }

  static func andNot(_ target: inout [UInt64], _ other: [UInt64]) {
    combine(&target, other, jm_bits_and_not)
  }

  private static func combine(
    _ target: inout [UInt64], _ other: [UInt64],
    _ kernel: (UnsafeMutablePointer<UInt64>?, UnsafePointer<UInt64>?, Int) -> Void
  ) {
    target.withUnsafeMutableBufferPointer { target in
      other.withUnsafeBufferPointer { kernel(target.baseAddress, $0.baseAddress, target.count) }
    }
  }
}

extension Bitset {
  /// Lets a body read the words where they lie.
  func withWordBuffer<Result>(_ body: (UnsafeBufferPointer<UInt64>) -> Result) -> Result {
    words.withUnsafeBufferPointer(body)
  }
}
