/// Which rows of a matrix take part in a search.
public enum RowSelection: Sendable {
  /// All of them.
  case all
  /// Those whose bits are set; as many bits as rows.
  case bits(Bitset)
  /// Those listed, rising, each once.
  case list([UInt32])
  /// Those that pass a test, which is asked of candidates alone, from any thread, and says the same whenever it is asked.
  case passing(@Sendable (UInt32) -> Bool)
}
