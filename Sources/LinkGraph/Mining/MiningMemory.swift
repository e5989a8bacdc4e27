/// How many entries the lists of a search may have, so that all together stay within the memory limit.
struct MiningMemory: Hashable, Sendable {
  /// Entries of the list that all threads read: places of the first meta links.
  let shared: Int
  /// Entries of a thread's list of one level.
  let level: Int

  /// Divides what the fixed parts leave; throws when not even the longest list fits everywhere.
  ///
  /// Fixed are the rows, the table of meta links and, a thread, the counters and lists of meta links. Of the rest one half goes to
  /// the shared list, the other to the threads' levels.
  init(_ rows: MetaLinkRows, metaLinkCount: Int, longest: Int, options: MiningOptions) throws {
    let levels = options.threads * max(0, options.maximumSize - 2)
    let searches = 1 + (options.maximumSize > 1 ? options.threads : 0)
    let fixed =
      4 * (rows.numbers.count + 2 * rows.starts.count) + 12 * metaLinkCount + ExactNumberTable.byteCount(metaLinkCount)
      + searches * LinkSearch.Scratch.byteCount(metaLinkCount: metaLinkCount)
      + (1 + levels + options.threads) * MemoryLayout<LinkSearch.Extension>.stride * metaLinkCount
    let least = 4 * longest * (1 + levels)
    guard fixed + least <= options.memoryLimit else {
      throw LinkGraphError.memory("combining meta links", limit: options.memoryLimit, needed: fixed + least)
    }
    let rest = (options.memoryLimit - fixed - least) / 8
    shared = min(rows.numbers.count, longest + rest)
    level = min(rows.numbers.count, longest + rest / max(1, levels))
  }

  /// Throws when not even the rows and the table of meta links fit while the rows are made: 12 bytes a row, as they are gathered
  /// and as they stay, and 24 a pair.
  static func check(_ table: MetaLinkTable, pairCount: Int, options: MiningOptions) throws {
    let rows = table.supports.reduce(0) { $0 + Int($1) }
    let needed = 12 * rows + 24 * pairCount + 12 * table.count + ExactNumberTable.byteCount(table.count)
    guard needed <= options.memoryLimit else {
      throw LinkGraphError.memory("the pairs' meta links", limit: options.memoryLimit, needed: needed)
    }
  }
}
