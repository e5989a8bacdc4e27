/// How the codes that a scan reads lie in memory; answers and counts do not depend on it.
public enum ScanLayout: String, CaseIterable, Hashable, Sendable {
  /// A row after the other, as the codes are kept.
  case rows
  /// In blocks of sixteen rows, the same few numbers of each side by side: no sum across a register, at the price of a second
  /// copy of the coarse plane, which the first such scan makes.
  case blocks
}
