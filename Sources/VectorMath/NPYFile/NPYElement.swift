/// A number that a `.npy` file can hold here: `Float`, `Double`, `Int32`, `Int64`, `UInt32` or `UInt8`.
public protocol NPYElement: BitwiseCopyable, Sendable {
  /// NumPy's name of the type, little-endian: `<f4`.
  static var npyDescriptor: String { get }
  /// The number whose every byte is zero.
  static var zero: Self { get }
}

extension Float: NPYElement {
  /// `<f4`.
  public static var npyDescriptor: String { "<f4" }
}

extension Int32: NPYElement {
  /// `<i4`.
  public static var npyDescriptor: String { "<i4" }
}

extension Int64: NPYElement {
  /// `<i8`.
  public static var npyDescriptor: String { "<i8" }
}

extension UInt32: NPYElement {
  /// `<u4`.
  public static var npyDescriptor: String { "<u4" }
}

extension UInt8: NPYElement {
  /// `|u1`: one byte has no order.
  public static var npyDescriptor: String { "|u1" }
}

extension Double: NPYElement {
  /// `<f8`.
  public static var npyDescriptor: String { "<f8" }
}

extension UInt64: NPYElement {
  /// `<u8`.
  public static var npyDescriptor: String { "<u8" }
}
