import Foundation
import JobMarket

/// Numbers texts in the order in which they first come: a `Vocabulary` that is only ever asked for ids, as often as an
/// import has values.
///
/// An open-addressing table over the texts' UTF-8, which stands end to end in one buffer. A look-up is one pass over the
/// text and costs no allocation and no reference count; `Dictionary<String, ValueID>` spends several times that on a hash
/// that must also be right for texts that are equal without being the same bytes. Hashes fold 8 bytes at a time with a
/// 64 × 64-bit product (as in Wang Yi's wyhash) under a key drawn anew for each table, so that no file can be written to
/// collide. The key changes where a text lies in the table, never its number.
///
/// Texts are the same when Swift's `==` says so: "é" in one scalar and in two has one number. Outside ASCII the table
/// therefore holds the composed form, and remembers which texts it has composed.
struct ValueTable {
  private var bytes: [UInt8] = []
  /// Where each text ends in `bytes`, by id.
  private var ends: [Int] = []
  private var hashes: [UInt64] = []
  /// Id + 1, or 0 where free; a power of two of them, at most half in use.
  private var slots = [UInt32](repeating: 0, count: 16)
  /// The numbers of texts beyond ASCII, as they were given.
  private var composed: [String: ValueID] = [:]
  private let key = UInt64.random(in: .min ... .max) | 1

  /// How many texts there are; also the id of the next new one.
  var count: Int { ends.count }

  /// The id of a text, given now if it has none. O(length) amortized.
  mutating func intern(_ text: String) -> (id: ValueID, isNew: Bool) {
    var bytes = text
    let found = bytes.withUTF8 { bytes in
      let isASCII = bytes.reduce(0 as UInt8, |) < 0x80
      return isASCII ? intern(UnsafeRawBufferPointer(bytes)) : nil
    }
    return found ?? internComposed(text)
  }

  /// A text beyond ASCII; some of these equal one within it, such as the sign of the Kelvin.
  private mutating func internComposed(_ text: String) -> (id: ValueID, isNew: Bool) {
    if let id = composed[text] { return (id, false) }
    var form = text.precomposedStringWithCanonicalMapping
    let answer = form.withUTF8 { intern(UnsafeRawBufferPointer($0)) }
    composed[text] = answer.id
    return answer
  }

  private mutating func intern(_ text: UnsafeRawBufferPointer) -> (id: ValueID, isNew: Bool) {
    let hash = hash(of: text)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let id = slots[slot] - 1
      if hashes[Int(id)] == hash, isText(id, text) { return (id, false) }
      slot = (slot + 1) & mask
    }
    let id = ValueID(ends.count)
    slots[slot] = id + 1
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
    hashes.append(hash)
    if 2 * ends.count > slots.count { grow() }
    return (id, true)
  }

  private func isText(_ id: ValueID, _ text: UnsafeRawBufferPointer) -> Bool {
    let start = id == 0 ? 0 : ends[Int(id) - 1]
    let end = ends[Int(id)]
    guard end - start == text.count else { return false }
    return bytes.withUnsafeBytes { bytes in
      for offset in text.indices where bytes[start + offset] != text[offset] { return false }
      return true
    }
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: 2 * slots.count)
    let mask = slots.count - 1
    for (id, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(id) + 1
    }
  }

  private func hash(of text: UnsafeRawBufferPointer) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: text.count) ^ key
    var offset = 0
    while offset + 8 <= text.count {
      hash = fold(hash ^ text.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    var tail: UInt64 = 0
    for byte in text[offset...] { tail = tail << 8 | UInt64(byte) }
    // Twice at the end: the slot is taken from the low bits, and the last bytes must reach all of them.
    return fold(fold(hash ^ tail))
  }

  @inline(__always)
  private func fold(_ value: UInt64) -> UInt64 {
    let (high, low) = (value ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: key)
    return high ^ low
  }
}
