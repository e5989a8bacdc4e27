import ArgumentParser

/// A number of bytes as people write it: `4GB`, `512MiB`, `1000000`.
struct MemorySize: ExpressibleByArgument {
  /// In bytes, 1 or more.
  let bytes: Int

  init(bytes: Int) { self.bytes = bytes }

  private static let units: [(name: String, factor: Double)] = [
    ("kib", 1024), ("mib", 1_048_576), ("gib", 1_073_741_824), ("tib", 1_099_511_627_776), ("kb", 1e3), ("mb", 1e6),
    ("gb", 1e9), ("tb", 1e12), ("b", 1),
  ]

  init?(argument: String) {
    let text = argument.lowercased().filter { $0 != " " }
    let unit = MemorySize.units.first { text.hasSuffix($0.name) }
    guard let number = Double(text.dropLast(unit?.name.count ?? 0)), number.isFinite else { return nil }
    let bytes = number * (unit?.factor ?? 1)
    guard bytes >= 1, bytes < 9e18 else { return nil }
    self.bytes = Int(bytes)
  }

  var defaultValueDescription: String { bytes == 1 << 30 ? "1GiB" : "\(bytes)" }
}
