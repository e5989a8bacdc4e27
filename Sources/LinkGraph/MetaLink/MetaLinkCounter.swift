/// Counts the meta links of all pairs exactly and keeps those of enough support.
///
/// A template at a time: keys are dealt into partitions by their spread bits, then each partition is sorted and its runs are
/// counted. When the keys of all partitions take more than the memory limit, partitions are done in several passes over the
/// pairs, as many at a time as fit; what is kept is the same.
struct MetaLinkCounter: Sendable {
  /// How many partitions keys are dealt into.
  static let partitionCount = 1024

  let reader: MetaLinkReader
  let minimumSupport: Int
  let threads: Int
  let memoryLimit: Int

  /// The kept meta links of a template, in no promised order, and in how many passes; throws when one partition does not fit.
  /// O(rows · log(rows ÷ partitions)), and a pass over the pairs for each time that the limit is reached.
  func counted(template: Int) throws -> (kept: [CountedKey], passes: Int) {
    let ranges = pieces(reader.pairs.count, size: max(1 << 14, reader.pairs.count / 64))
    let rows = inOrder(ranges.count, threads: threads, scratch: {}) { _, piece in
      ranges[piece].reduce(0) { $0 + reader.count($1, template: template) }
    }.reduce(0, +)
    var counted: [CountedKey] = []
    let passes = try passes(template, ranges, rows: rows)
    for partitions in passes {
      let dealt = inOrder(ranges.count, threads: threads, scratch: {}) { _, piece in
        DealtKeys(reader, ranges[piece], template: template, partitions: partitions)
      }
      let parts = inOrder(partitions.count, threads: threads, scratch: { [UInt64]() }) { keys, partition in
        keys.removeAll(keepingCapacity: true)
        for dealt in dealt { keys.append(contentsOf: dealt.keys[dealt.range(of: partition)]) }
        keys.sort()
        return runs(keys)
      }
      for part in parts { counted.append(contentsOf: part) }
    }
    return (counted, passes.count)
  }

  /// Which partitions are counted together.
  private func passes(_ template: Int, _ ranges: [Range<Int>], rows: Int) throws -> [Range<Int>] {
    let all = 0..<MetaLinkCounter.partitionCount
    guard 24 * rows > memoryLimit else { return [all] }
    let histograms = inOrder(ranges.count, threads: threads, scratch: {}) { _, piece in
      var sizes = [Int](repeating: 0, count: all.count)
      for pair in ranges[piece] {
        reader.forEachKey(pair, template: template) { sizes[DealtKeys.partition($0)] += 1 }
      }
      return sizes
    }
    let sizes = all.map { partition in histograms.reduce(0) { $0 + $1[partition] } }
    // Beside a partition's keys, its copy and the sort's own room on each thread that works on one.
    let beside = 16 * threads * (sizes.max() ?? 0)
    let needed = 8 * (sizes.max() ?? 0) + beside
    guard needed <= memoryLimit else {
      throw LinkGraphError.memory("counting meta links", limit: memoryLimit, needed: needed)
    }
    var passes: [Range<Int>] = []
    var (start, size) = (0, 0)
    for partition in all {
      if 8 * (size + sizes[partition]) + beside > memoryLimit {
        passes.append(start..<partition)
        (start, size) = (partition, 0)
      }
      size += sizes[partition]
    }
    return passes + [start..<all.upperBound]
  }

  /// Keys that stand often enough in a sorted list.
  private func runs(_ keys: [UInt64]) -> [CountedKey] {
    var counted: [CountedKey] = []
    var start = 0
    while start < keys.count {
      var end = start + 1
      while end < keys.count, keys[end] == keys[start] { end += 1 }
      if end - start >= minimumSupport { counted.append(CountedKey(key: keys[start], count: UInt32(end - start))) }
      start = end
    }
    return counted
  }
}

/// Keys of some pairs in the order of their partitions.
struct DealtKeys: Sendable {
  private(set) var keys: [UInt64]
  private var starts: [Int]

  /// Deals the keys of a template that fall into a range of partitions.
  init(_ reader: MetaLinkReader, _ pairs: Range<Int>, template: Int, partitions: Range<Int>) {
    var sizes = [Int](repeating: 0, count: partitions.count + 1)
    for pair in pairs {
      reader.forEachKey(pair, template: template) { key in
        let partition = DealtKeys.partition(key)
        if partitions.contains(partition) { sizes[partition - partitions.lowerBound + 1] += 1 }
      }
    }
    for partition in 0..<partitions.count { sizes[partition + 1] += sizes[partition] }
    starts = sizes
    var dealt = [UInt64](repeating: 0, count: sizes[partitions.count])
    for pair in pairs {
      reader.forEachKey(pair, template: template) { key in
        let partition = DealtKeys.partition(key)
        guard partitions.contains(partition) else { return }
        dealt[sizes[partition - partitions.lowerBound]] = key
        sizes[partition - partitions.lowerBound] += 1
      }
    }
    keys = dealt
  }

  /// Where the keys of the n-th partition of the range lie.
  func range(of partition: Int) -> Range<Int> { starts[partition]..<starts[partition + 1] }

  /// The partition of a key: equal keys have the same.
  @inline(__always)
  static func partition(_ key: UInt64) -> Int { Int(spread(key) >> 54) }
}
