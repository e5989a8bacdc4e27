/// Links as columns: 4 bytes a member and 12 a link.
struct LinkColumns: Hashable, Sendable {
  /// Numbers of meta links, rising within a link, link after link.
  private(set) var members: [UInt32] = []
  /// Where each link's members begin, and where the last one's end.
  private(set) var offsets: [UInt32] = [0]
  private(set) var hires: [UInt32] = []
  private(set) var noHires: [UInt32] = []

  var count: Int { hires.count }

  mutating func append(_ link: [UInt32], hires: UInt32, noHires: UInt32) {
    members.append(contentsOf: link)
    append(end: members.count, hires: hires, noHires: noHires)
  }

  /// Adds a link whose members are a list and one more.
  mutating func append(_ link: [UInt32], and last: UInt32, hires: UInt32, noHires: UInt32) {
    members.append(contentsOf: link)
    members.append(last)
    append(end: members.count, hires: hires, noHires: noHires)
  }

  mutating func append(_ other: LinkColumns) {
    let shift = members.count
    precondition(shift + other.members.count <= Int(UInt32.max), "links have at most 2^32 - 1 members together")
    members.append(contentsOf: other.members)
    offsets.append(contentsOf: other.offsets.dropFirst().lazy.map { $0 + UInt32(shift) })
    hires.append(contentsOf: other.hires)
    noHires.append(contentsOf: other.noHires)
  }

  mutating func reserve(links: Int, members: Int) {
    self.members.reserveCapacity(members)
    offsets.reserveCapacity(links + 1)
    hires.reserveCapacity(links)
    noHires.reserveCapacity(links)
  }

  private mutating func append(end: Int, hires: UInt32, noHires: UInt32) {
    precondition(end <= Int(UInt32.max), "links have at most 2^32 - 1 members together")
    offsets.append(UInt32(end))
    self.hires.append(hires)
    self.noHires.append(noHires)
  }
}
