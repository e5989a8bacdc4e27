extension LinkSearch {
  /// A meta link that can be added to a set, and how many pairs have all.
  struct Extension: Hashable, Sendable {
    let member: UInt32
    let hires: UInt32
    let noHires: UInt32

    var support: Int { Int(hires) + Int(noHires) }

    /// Whether the set with it is a link.
    func isKept(_ options: MiningOptions) -> Bool { options.keepsMoreNoHires || noHires <= hires }

    /// As many from a start on as have places for a capacity together, one at least.
    static func batch(_ extensions: [Extension], from start: Int, capacity: Int) -> Range<Int> {
      var (end, size) = (start + 1, extensions[start].support)
      while end < extensions.count, size + extensions[end].support <= capacity {
        size += extensions[end].support
        end += 1
      }
      return start..<end
    }
  }

  /// Counters of all meta links, zero between two uses.
  struct Scratch {
    /// By meta link, pairs in the low half and hires among them in the high one.
    private var counters: [UInt64]
    /// By meta link, where its next place goes, from 1; 0 for none.
    private var cursors: [UInt32]
    private var touched: [UInt32] = []

    init(metaLinkCount: Int) {
      counters = [UInt64](repeating: 0, count: metaLinkCount)
      cursors = [UInt32](repeating: 0, count: metaLinkCount)
    }

    /// How many bytes it takes at most.
    static func byteCount(metaLinkCount: Int) -> Int { 16 * metaLinkCount }

    /// What can be added to a set with enough support, rising. O(meta links after the places).
    mutating func extensions(
      of places: ArraySlice<UInt32>, in rows: MetaLinkRows, minimumSupport: Int
    ) -> [Extension] {
      touched.removeAll(keepingCapacity: true)
      for place in places {
        let one: UInt64 = place < rows.hireEnd ? 1 << 32 | 1 : 1
        var index = Int(place)
        while rows.numbers[index] != MetaLinkRows.end {
          let member = rows.numbers[index]
          let counter = counters[Int(member)]
          if counter == 0 { touched.append(member) }
          counters[Int(member)] = counter + one
          index += 1
        }
      }
      var extensions: [Extension] = []
      for member in touched {
        let counter = counters[Int(member)]
        counters[Int(member)] = 0
        let (support, hires) = (UInt32(truncatingIfNeeded: counter), UInt32(counter >> 32))
        guard support >= minimumSupport else { continue }
        extensions.append(Extension(member: member, hires: hires, noHires: support - hires))
      }
      extensions.sort { $0.member < $1.member }
      return extensions
    }

    /// The places of each set with one of some members added, one after the other in their order, into a list that is made longer
    /// where it is too short. O(meta links after the places).
    mutating func deal(
      _ added: ArraySlice<Extension>, from places: ArraySlice<UInt32>, in rows: MetaLinkRows, capacity: Int,
      to dealt: inout [UInt32]
    ) {
      var end = 0
      for one in added {
        cursors[Int(one.member)] = UInt32(end) + 1
        end += one.support
      }
      if dealt.count < end {
        let count = max(end, min(capacity, 2 * dealt.count))
        dealt = []
        dealt = [UInt32](repeating: 0, count: count)
      }
      for place in places {
        var index = Int(place)
        while rows.numbers[index] != MetaLinkRows.end {
          let member = Int(rows.numbers[index])
          index += 1
          let cursor = cursors[member]
          guard cursor > 0 else { continue }
          dealt[Int(cursor) - 1] = UInt32(index)
          cursors[member] = cursor + 1
        }
      }
      for one in added { cursors[Int(one.member)] = 0 }
    }
  }
}
